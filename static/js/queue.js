// One key per verdict. Only the first press counts: a second one must not judge the next pair.
(() => {
  let pressed = false;
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button || pressed || event.repeat || document.querySelector("dialog[open]")) return;
    pressed = true;
    event.preventDefault();
    button.click();
  });
})();
