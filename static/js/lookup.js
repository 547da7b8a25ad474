// Repeats the look-up when a source is excluded, accepts dropped files, and highlights the passage of a source.
(() => {
  const form = () => document.getElementById("look-up");

  // The response replaces the content of this page; the text is sent in the request body, as without this script.
  let asked = 0;
  const ask = async (button) => {
    const data = new FormData(form(), button);
    const mine = (asked += 1);
    form().classList.add("is-busy");
    form().setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form().getAttribute("action"), { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (mine !== asked) return;
      const content = page.getElementById("content");
      if (!page.getElementById("look-up")) return show(content);
      const focused = document.activeElement?.name;
      show(content);
      if (focused) form().querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
    } catch {
      form()?.submit();
    }
  };
  const show = (content) => {
    document.getElementById("content").replaceWith(content);
    prepare();
  };

  const prepare = () => document.querySelectorAll(".needs-script").forEach((each) => { each.hidden = false; });

  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-toggles]")) ask(event.target.closest("[data-toggles]").querySelector("button"));
  });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target !== form() || !form().querySelector("[data-toggles]") || !button) return;
    if (button.hasAttribute("formaction") || "lookUp" in button.dataset) return;
    event.preventDefault();
    ask(button);
  });

  // Dropped files are looked up immediately.
  const zone = (event) => event.target.closest?.("[data-drop]");
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!zone(event) || !hasFile(event)) return;
    event.preventDefault();
    zone(event).classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    const at = zone(event);
    if (!at || !hasFile(event)) return;
    event.preventDefault();
    at.classList.remove("is-over");
    form().querySelector("input[type=file]").files = event.dataTransfer.files;
    form().requestSubmit(form().querySelector("[data-look-up]"));
  });

  const point = (event) => {
    const number = event.target.closest?.("[data-source]")?.dataset.source;
    document.querySelectorAll("[data-source]").forEach((each) => {
      each.classList.toggle("is-pointed", each.dataset.source === number);
    });
  };
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);
  prepare();
})();
