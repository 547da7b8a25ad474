// The bar below the articles names what is ticked, and asks for two. Without this script it counts.
(() => {
  const form = document.getElementById("articles");
  const bar = form && form.querySelector(".compare-bar");
  if (!bar) return;
  const said = bar.querySelector(".compare-names"), go = bar.querySelector("[type=submit]");
  const update = () => {
    const names = [...form.querySelectorAll(".tick:checked")].map((tick) => tick.dataset.name);
    said.textContent = names.length === 2 ? names.join(" · ") : names.length > 2 ? "Two at a time." : names.length ? "Tick one more." : "Tick two articles to compare them.";
    go.disabled = names.length !== 2;
  };
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  update();
})();
