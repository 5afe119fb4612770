// Draws the charts that pages describe. A description holds numbers to draw, the texts that say them, and where each leads.
(() => {
  const drawn = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });
  const axis = { rate: (value) => `${+(value * 100).toFixed(1)}%`, count: (value) => short.format(value), money: (value) => short.format(value) };
  const HATCH = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(255,255,255,.55)" };

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
      label: series.labels && width / series.labels.length > 62 ? { show: true, position: "top", color: colour("ink"), fontSize: 11, formatter: (at) => series.labels[at.dataIndex] } : undefined,
    };
  }

  function line(series, chart) {
    const shared = {
      name: series.name, type: "line", symbolSize: 5, cursor: "pointer", connectNulls: false, step: series.is_stepped ? "end" : false, triggerLineEvent: true,
      lineStyle: { width: series.is_dashed ? 1.5 : 2, type: series.is_dashed ? [5, 4] : "solid", color: colour(series.role) }, itemStyle: { color: colour(series.role) },
      emphasis: { disabled: true }, showSymbol: series.values.length === 1 || (series.values.length < 32 && !series.is_dashed && !series.is_stepped), z: series.is_dashed ? 1 : 3,
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
    const ink = colour("soft"), rule = colour("rule");
    return {
      animation: false, aria: { enabled: false }, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: 10, top: 14, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "axis", confine: true, axisPointer: { type: chart.series.some((each) => each.form === "bar") ? "shadow" : "line", shadowStyle: { color: colour("balance-wash") }, lineStyle: { color: rule } },
        backgroundColor: colour("card"), borderColor: colour("rule-strong"), padding: [8, 11], textStyle: { color: colour("ink") }, transitionDuration: 0,
        formatter: (points) => bubble(chart, (Array.isArray(points) ? points[0] : points).dataIndex),
      },
      xAxis: { type: "category", data: chart.labels, boundaryGap: chart.series.some((each) => each.form === "bar"), axisTick: { show: false }, axisLine: { lineStyle: { color: colour("rule-strong") }, onZero: true }, axisLabel: { color: ink, fontSize: 11, hideOverlap: true } },
      yAxis: { type: "value", scale: chart.is_scaled, min: chart.floor, splitNumber: 4, axisLabel: { color: ink, fontSize: 11, formatter: chart.floor ? (value) => fine.format(value) : axis[chart.unit] ?? axis.money }, splitLine: { lineStyle: { color: rule } } },
      series: chart.series.flatMap((series) => (series.form === "bar" ? [bar(series, chart, width)] : line(series, chart))),
    };
  }

  function draw(figure) {
    const place = figure.querySelector(".canvas");
    const chart = JSON.parse(figure.querySelector("script").textContent);
    const canvas = echarts.init(place, null, { renderer: "canvas" });
    canvas.setOption(options(chart, place.clientWidth));
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
      const index = canvas.convertFromPixel({ xAxisIndex: 0 }, at.offsetX);
      const address = chart.links?.[index] ?? links(only, index);
      if (address) window.openBehind(address);
    }));
    drawn.set(figure, { canvas, chart });
    watcher.observe(place);
  }

  const watcher = new ResizeObserver((seen) => seen.forEach(({ target }) => echarts.getInstanceByDom(target)?.resize()));

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

  window.chartPicture = (name) => {
    const found = drawn.get(document.getElementById(name));
    return found?.canvas.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("card") });
  };
  addEventListener("theme", () => drawn.forEach(({ canvas, chart }) => canvas.setOption(options(chart, canvas.getWidth()), true)));
  document.addEventListener("htmx:afterSettle", drawAll);
  drawAll();
})();
