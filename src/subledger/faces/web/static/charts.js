// Draws the charts that pages describe. A description holds numbers to draw, the texts that say them, and where each leads.
(() => {
  const drawn = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });
  const axis = { rate: (value) => `${+(value * 100).toFixed(1)}%`, count: (value) => short.format(value), money: (value) => short.format(value) };
  const HATCH = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(255,255,255,.55)" };

  // A waterfall lies down where it is narrow: its names and amounts then stand in lines that can be read.
  const liesDown = (chart, width) => width < 560 && chart.series.some((series) => series.labels);

  function bar(series, chart, width) {
    return {
      name: series.name, type: "bar", stack: series.stack ?? undefined, barMaxWidth: 44, barMinHeight: 0, cursor: "pointer", barGap: "12%",
      emphasis: { focus: "none", itemStyle: { opacity: 1 } },
      data: series.values.map((value, index) => ({
        value, itemStyle: series.role === "hidden" ? { color: "transparent" } : {
          color: colour(series.roles?.[index] ?? series.role), borderRadius: 1.5,
          ...(chart.parts[index] ? { opacity: 0.6, decal: HATCH } : {}),
        },
      })),
      silent: series.role === "hidden", tooltip: { show: series.role !== "hidden" },
      label: series.labels && (liesDown(chart, width) || width / series.labels.length > 62) ? { show: true, position: liesDown(chart, width) ? "right" : "top", color: colour("ink"), fontSize: 11, formatter: (at) => series.labels[at.dataIndex] } : undefined,
    };
  }

  function line(series, chart) {
    const shared = {
      name: series.name, type: "line", symbolSize: 5, cursor: "pointer", connectNulls: false, step: series.is_stepped ? "end" : false, triggerLineEvent: true,
      lineStyle: { width: series.is_heavy ? 4 : series.is_dashed ? 1.5 : 2, type: series.is_dashed ? [5, 4] : "solid", color: colour(series.role) }, itemStyle: { color: colour(series.role) },
      emphasis: { disabled: true }, showSymbol: series.values.length === 1 || (!series.is_heavy && series.values.length < 32 && !series.is_dashed && !series.is_stepped), z: series.is_dashed ? 1 : series.is_heavy ? 4 : 3,
    };
    const first = chart.parts.findIndex(Boolean);
    const whole = series.values.map((value, index) => (chart.parts[index] ? null : value));
    const found = [{ ...shared, data: whole, areaStyle: series.is_filled ? { color: colour("balance-wash") } : undefined }];
    if (first > -1 && !series.is_dashed) {
      const rest = series.values.map((value, index) => (index >= first - 1 && (chart.parts[index] || index === first - 1) ? value : null));
      found.push({ ...shared, data: rest, lineStyle: { ...shared.lineStyle, type: [2, 4] }, tooltip: { show: false } });
    }
    return found;
  }

  function bubble(chart, index) {
    const box = document.createElement("div");
    box.className = "bubble";
    const table = box.appendChild(document.createElement("table"));
    table.createCaption().textContent = chart.labels[index] + (chart.parts[index] ? ` · ${chart.parts[index]}` : "");
    for (const series of chart.series) {
      const text = series.texts?.[index];
      if (text == null || series.role === "hidden") continue;
      const row = table.insertRow();
      const head = row.appendChild(document.createElement("th"));
      const key = head.appendChild(document.createElement("i"));
      key.className = `key ${series.roles?.[index] ?? series.role}${series.form === "line" ? " line" : ""}${series.is_dashed ? " dashed" : ""}`;
      head.append(series.name);
      row.insertCell().textContent = text;
    }
    return box;
  }

  function options(chart, width) {
    const ink = colour("soft"), rule = colour("rule"), lies = liesDown(chart, width);
    const names = { type: "category", data: chart.labels, inverse: lies, boundaryGap: chart.series.some((each) => each.form === "bar"), axisTick: { show: false }, axisLine: { lineStyle: { color: colour("rule-strong") }, onZero: true }, axisLabel: { color: ink, fontSize: 11, hideOverlap: !lies, interval: lies ? 0 : "auto" } };
    const amounts = { type: "value", scale: chart.is_scaled, min: chart.floor, splitNumber: lies ? 3 : 4, axisLabel: { color: ink, fontSize: 11, hideOverlap: true, formatter: chart.floor ? (value) => fine.format(value) : axis[chart.unit] ?? axis.money }, splitLine: { lineStyle: { color: rule } } };
    return {
      animation: false, aria: { enabled: false }, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: lies ? 56 : 10, top: 14, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "axis", confine: true, axisPointer: { type: chart.series.some((each) => each.form === "bar") ? "shadow" : "line", shadowStyle: { color: colour("balance-wash") }, lineStyle: { color: rule } },
        backgroundColor: colour("card"), borderColor: colour("rule-strong"), padding: [8, 11], textStyle: { color: colour("ink") }, transitionDuration: 0,
        formatter: (points) => bubble(chart, (Array.isArray(points) ? points[0] : points).dataIndex),
      },
      xAxis: lies ? amounts : names, yAxis: lies ? names : amounts,
      series: chart.series.flatMap((series) => (series.form === "bar" ? [bar(series, chart, width)] : line(series, chart))),
    };
  }

  function draw(figure) {
    const place = figure.querySelector(".canvas");
    const chart = JSON.parse(figure.querySelector("script").textContent);
    const canvas = echarts.init(place, null, { renderer: "canvas" });
    canvas.setOption(options(chart, place.clientWidth));
    place.dataset.lies = liesDown(chart, place.clientWidth) ? "yes" : "";
    // A bar leads to what made it; elsewhere in its column a click leads to the whole period, or to the only row there is.
    const links = (series, index) => series?.links?.[index];
    const only = chart.series.filter((series) => series.links).length === 1 ? chart.series.find((series) => series.links) : null;
    let taken = false;
    canvas.on("click", (at) => {
      const address = links(chart.series.find((series) => series.name === at.seriesName), at.dataIndex);
      taken = Boolean(address);
      if (address) window.openBehind(address);
    });
    // The ground may hear of a click before the bar does: it waits until both have.
    canvas.getZr().on("click", (at) => queueMicrotask(() => {
      if (taken) { taken = false; return; }
      if (!canvas.containPixel("grid", [at.offsetX, at.offsetY])) return;
      const index = place.dataset.lies ? canvas.convertFromPixel({ yAxisIndex: 0 }, at.offsetY) : canvas.convertFromPixel({ xAxisIndex: 0 }, at.offsetX);
      const address = chart.links?.[index] ?? links(only, index);
      if (address) window.openBehind(address);
    }));
    drawn.set(figure, { canvas, chart });
    watcher.observe(place);
  }

  const watcher = new ResizeObserver((seen) => seen.forEach(({ target }) => {
    const canvas = echarts.getInstanceByDom(target), chart = drawn.get(target.parentElement)?.chart;
    canvas?.resize();
    const lies = chart && liesDown(chart, target.clientWidth) ? "yes" : "";
    if (!chart || lies === target.dataset.lies) return;
    target.dataset.lies = lies;
    canvas.setOption(options(chart, target.clientWidth), true);
  }));

  function sweep() {
    for (const [figure, { canvas }] of drawn) {
      if (figure.isConnected) continue;
      watcher.unobserve(canvas.getDom());
      canvas.dispose();
      drawn.delete(figure);
    }
  }

  function drawAll() {
    sweep();
    for (const figure of document.querySelectorAll("figure.chart")) if (!drawn.has(figure)) draw(figure);
    document.documentElement.dataset.charts = "drawn";
  }

  // A heat map is a table; its picture is drawn from the cells as they are shown.
  function heatPicture(table) {
    // Its first column stays where it is while the rest moves beneath: it is drawn unmoved.
    table.parentElement.scrollLeft = 0;
    const edge = 16, scale = 2, all = table.getBoundingClientRect(), picture = document.createElement("canvas");
    picture.width = (all.width + 2 * edge) * scale;
    picture.height = (all.height + 2 * edge) * scale;
    const pen = picture.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = colour("card");
    pen.fillRect(0, 0, picture.width, picture.height);
    pen.textBaseline = "middle";
    for (const cell of table.querySelectorAll("th, td")) {
      const look = getComputedStyle(cell), box = cell.getBoundingClientRect(), isRate = cell.matches(".rate");
      const left = box.left - all.left + edge, top = box.top - all.top + edge;
      if (isRate) {
        pen.fillStyle = look.backgroundColor;
        pen.beginPath();
        pen.roundRect(left, top, box.width, box.height, 3);
        pen.fill();
      }
      pen.fillStyle = look.color;
      pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
      pen.textAlign = isRate || cell.closest("thead") ? "center" : cell.matches(".size") ? "right" : "left";
      const place = { center: box.width / 2, right: box.width - 8, left: 0 }[pen.textAlign];
      pen.fillText(cell.innerText.trim(), left + place, top + box.height / 2);
    }
    return picture.toDataURL("image/png");
  }

  window.chartPicture = (name) => {
    const table = document.querySelector(`table#${CSS.escape(name)}`);
    if (table) return heatPicture(table);
    const found = drawn.get(document.getElementById(name));
    return found?.canvas.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("card") });
  };
  addEventListener("theme", () => drawn.forEach(({ canvas, chart }) => canvas.setOption(options(chart, canvas.getWidth()), true)));
  document.addEventListener("htmx:afterSettle", drawAll);
  drawAll();
})();
