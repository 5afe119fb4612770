// Only what static/charts.js draws: bars and lines on one grid, and what is said at the pointer.
import * as echarts from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

export const init = echarts.init;
export const getInstanceByDom = echarts.getInstanceByDom;
