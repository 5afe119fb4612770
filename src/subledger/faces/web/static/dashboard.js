// What a page does beyond its links: what opens on top, keys, forms that send themselves.
(() => {
  const $ = (selector) => document.querySelector(selector);
  const drawer = $("#drawer"), content = $("#drawer-content"), help = $("#help"), tip = $("#tip");

  // What stands behind a figure opens beside it; without this script the same link is a page.
  window.openBehind = (address) => {
    if (!drawer.open) {
      content.textContent = "";
      const waiting = content.appendChild(document.createElement("p"));
      waiting.className = "waiting";
      waiting.textContent = "Looking …";
      drawer.showModal();
    }
    htmx.ajax("GET", address, { target: "#drawer-content", select: "#behind", swap: "innerHTML", source: content }).then(() => { content.focus({ preventScroll: true }); drawer.scrollTop = 0; }, () => { /* another figure was asked for meanwhile */ });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.why");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    window.openBehind(link.getAttribute("href"));
  }, true);
  drawer.addEventListener("click", (event) => {
    if (event.target === drawer) drawer.close();
    if (event.target.closest("a:not(.why)")) drawer.close();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-theme-switch]")) window.switchTheme();
    if (button.matches("[data-open]")) document.getElementById(button.dataset.open).showModal();
    if (button.matches("[data-png]")) save(button.dataset.png);
  });

  function save(name) {
    const picture = window.chartPicture(name);
    if (!picture) return;
    const link = Object.assign(document.createElement("a"), { href: picture, download: `${name}.png` });
    link.click();
    $("#said").textContent = `${name}.png is saved`;
  }

  function said() {
    const isDark = document.documentElement.dataset.theme === "dark";
    document.querySelectorAll("[data-theme-switch]").forEach((button) => {
      button.setAttribute("aria-pressed", String(isDark));
    });
  }
  addEventListener("theme", said);

  // On a phone the pages stand in one line: the one that is shown is brought into it.
  function here() {
    const nav = $(".side nav"), current = nav?.querySelector("[aria-current]");
    if (current) nav.scrollLeft += current.getBoundingClientRect().left - nav.getBoundingClientRect().left - 40;
  }

  // On a phone what is asked is one line, until it is opened.
  document.addEventListener("click", (event) => {
    const fold = event.target.closest("[data-fold]");
    if (fold) fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true"));
  });

  // What goes on beyond its right edge fades out there.
  const edge = (each) => each.toggleAttribute("data-more", each.scrollWidth - each.clientWidth - each.scrollLeft > 2);
  const edges = new ResizeObserver((seen) => seen.forEach(({ target }) => edge(target)));
  function watchEdges() { document.querySelectorAll(".scroll").forEach((each) => { edge(each); edges.observe(each); }); }
  document.addEventListener("scroll", (event) => { if (event.target.matches?.(".scroll")) edge(event.target); }, true);
  document.addEventListener("htmx:afterSettle", watchEdges);
  document.addEventListener("toggle", watchEdges, true);

  // A form sends itself when a choice is made; days that are typed make the span one of their own.
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-send]");
    if (!field || (field.type === "date" && !field.value)) return;
    if (field.matches("[data-custom]")) $("#preset").value = "custom";
    field.form.requestSubmit();
  });
  // An address says what is unusual, and nothing else.
  const usual = { preset: "12m", grain: "month", compare: "previous", where_is: null };
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches?.("form[data-asked], form.find")) return;
    const sent = event.detail.formData ?? event.detail.parameters;
    const preset = sent.get("preset");
    for (const name of [...new Set([...sent.keys()])]) {
      const isEmpty = sent.getAll(name).every((value) => value === "");
      if ((isEmpty && !name.startsWith("where_")) || sent.get(name) === usual[name]) sent.delete(name);
    }
    if (sent.has("where_attribute")) {
      const attribute = encodeURIComponent(sent.get("where_attribute")).replaceAll("%20", " "), sign = sent.get("where_is") === "not" ? "!:" : ":";
      sent.append("where", `${attribute}${sign}${(sent.get("where_value") ?? "").trim()}`);
      ["where_attribute", "where_is", "where_value"].forEach((name) => sent.delete(name));
    }
    if (preset && preset !== "custom") ["from", "to"].forEach((name) => sent.delete(name));
  });

  // Definitions show on approach and on focus.
  function define(event) {
    const button = event.target.closest?.(".define");
    if (!button) { tip.hidden = true; return; }
    const words = document.getElementById(button.getAttribute("aria-describedby"));
    if (!words) return;
    tip.replaceChildren(...[...words.childNodes].map((node) => node.cloneNode(true)));
    tip.hidden = false;
    const over = button.closest("dialog") ?? document.body;
    if (tip.parentElement !== over) over.append(tip);
    const at = button.getBoundingClientRect(), size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    tip.style.top = `${at.bottom + 6 + size.height > innerHeight ? at.top - size.height - 6 : at.bottom + 6}px`;
  }
  document.addEventListener("mouseover", define);
  document.addEventListener("focusin", define);
  document.addEventListener("scroll", () => { tip.hidden = true; }, true);

  const isTyping = (target) => target.closest?.("input, select, textarea");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { tip.hidden = true; document.querySelectorAll("details.pop[open]").forEach((pop) => { pop.open = false; }); }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || drawer.open || help.open) return;
    const keys = {
      "/": () => $("#find").focus(), "?": () => help.showModal(), t: tables,
      ArrowLeft: () => $("#earlier")?.click(), ArrowRight: () => $("#later")?.click(),
    };
    // The tenth page is at 0, beside the 9.
    const to = /^[0-9]$/.test(event.key) ? () => document.querySelectorAll("nav[aria-label=Pages] a")[(Number(event.key) + 9) % 10]?.click() : keys[event.key];
    if (!to || (event.key.startsWith("Arrow") && event.target.closest?.(".scroll"))) return;
    event.preventDefault();
    to();
  });
  function tables() {
    const all = [...document.querySelectorAll(".as-table")];
    const open = all.some((each) => !each.open);
    all.forEach((each) => { each.open = open; });
  }
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.pop[open]").forEach((pop) => { if (!pop.contains(event.target)) pop.open = false; });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "page") return;
    said();
    here();
    if (!drawer.open) content.textContent = "";
    if (event.detail.elt?.closest?.("nav, .find") || document.activeElement === document.body) { scrollTo(0, 0); $("#main").focus({ preventScroll: true }); }
  });
  // What fails says so where it would have stood: a page on the page, a part of one in its own place.
  const placeOf = (target) => (target && target.id !== "page" && target.isConnected ? target : $("#main"));
  document.addEventListener("htmx:responseError", (event) => {
    const place = placeOf(event.detail.target);
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("#behind");
    if (!page || place.matches("datalist")) return;
    const said = document.importNode(page, true);
    if (place !== $("#main") && place !== content) {
      // A part of a page is no page: it has no heading of the first order, nobody looks for it by name, and its way on is to load it again.
      said.removeAttribute("id");
      said.classList.add("part-error");
      const heading = said.querySelector("h1"), words = document.createElement("h3");
      words.append(...heading.childNodes);
      heading.replaceWith(words);
      const again = said.querySelector("a.solid");
      again.href = location.href;
      again.textContent = "Load the page again";
    }
    place.replaceChildren(said);
  });
  document.addEventListener("htmx:sendError", (event) => {
    $("#said").textContent = "The server does not answer.";
    const place = placeOf(event.detail.target);
    const words = document.createElement("p");
    words.className = "empty";
    words.textContent = "The server does not answer. Is it still running? What is shown above may be old.";
    place.append(words);
  });
  said();
  here();
  watchEdges();
})();
