// Runs before the page is rendered, so that it does not flash in the wrong theme. The default is the system theme.
(() => {
  const root = document.documentElement;
  // On phones, the style sheet collapses the menu only if a script can expand it.
  root.classList.add("has-scripts");
  const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme-switch");
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* Private windows may not allow this; the choice then applies to this page only. */ }
    });
  });
})();
