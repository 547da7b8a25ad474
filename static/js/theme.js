// Runs before the page is drawn, so that a chosen theme does not flash; without a choice the system's holds.
(() => {
  const root = document.documentElement;
  // The style sheet folds the menu away on phones only where a script can unfold it.
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
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* Private windows may refuse; the choice holds for this page. */ }
    });
  });
})();
