// Steps through the shared passages on both sides and fades what is not asked for.
(() => {
  const tools = document.querySelector(".compare-tools");
  const sides = document.querySelector(".sides");
  tools.hidden = false;
  const numbers = [...document.querySelectorAll(".side-left [data-passage]")].map((each) => each.dataset.passage);
  let at = -1;
  const step = (by) => {
    if (!numbers.length) return;
    at = (at + by + numbers.length) % numbers.length;
    document.querySelectorAll("[data-passage]").forEach((each) =>
      each.classList.toggle("is-current", each.dataset.passage === numbers[at]));
    sides.querySelectorAll(`[data-passage="${numbers[at]}"]`).forEach((each, place) => {
      if (place === 0 || innerWidth > 767) each.scrollIntoView({ block: "center" });
    });
  };
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.step) step(Number(button.dataset.step));
    if (button.dataset.show) {
      tools.querySelectorAll("[data-show]").forEach((each) => each.classList.toggle("active", each === button));
      sides.className = `sides mt-3 show-${button.dataset.show}`;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
})();
