// Shows the value of a slider while it moves. A slider at its default is not sent, which keeps URLs short.
(() => {
  document.querySelectorAll(".filters input[type=range]").forEach((slider) => {
    const said = slider.form.querySelector(`output[for="${slider.id}"]`);
    slider.addEventListener("input", () => { said.textContent = slider.value === "0" ? "any" : `${slider.value}%`; });
    slider.form.addEventListener("formdata", ({ formData }) => {
      if (slider.value === slider.dataset.notSent) formData.delete(slider.name);
    });
  });
})();
