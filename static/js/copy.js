// Copies the URL next to a button; without scripts, the link itself can be copied.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const link = button.parentElement.querySelector("[data-copied]");
  const status = button.parentElement.querySelector("[data-copy-status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      status.textContent = "Copied";
    } catch {
      status.textContent = "Your browser does not allow copying";
    }
  });
}
