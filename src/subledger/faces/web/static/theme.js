// Light or dark, before anything is painted: what was chosen here, else what the system prefers.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const chosen = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = () => {
    root.dataset.theme = chosen() ?? (system.matches ? "dark" : "light");
    dispatchEvent(new CustomEvent("theme"));
  };
  root.classList.add("js");
  system.addEventListener("change", apply);
  window.switchTheme = () => {
    try { localStorage.setItem("theme", root.dataset.theme === "dark" ? "light" : "dark"); } catch { /* private windows keep nothing */ }
    apply();
  };
  apply();
})();
