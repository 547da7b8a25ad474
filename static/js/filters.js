// Says the figure of a slider while it moves; one that stands at nothing is not sent, so that addresses stay short.
(() => {
  document.querySelectorAll(".filters input[type=range]").forEach((slider) => {
    const said = slider.form.querySelector(`output[for="${slider.id}"]`);
    slider.addEventListener("input", () => { said.textContent = slider.value === "0" ? "any" : `${slider.value} %`; });
    slider.form.addEventListener("submit", () => { slider.disabled = slider.value === "0"; });
  });
})();
