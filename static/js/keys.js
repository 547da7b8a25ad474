// Keyboard shortcuts; each of them also has a link or button on the page.
(() => {
  const items = () => [...document.querySelectorAll("[data-item]")];
  let at = -1;
  const go = (step) => {
    const all = items();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all.forEach((item, place) => item.classList.toggle("is-current", place === at));
    const link = all[at].querySelector("a");
    if (link) link.focus();
  };
  const actions = {
    "/": () => {
      const field = [...document.querySelectorAll("input[type=search]")].find((each) => each.offsetParent);
      if (field) { field.focus(); field.select(); }
    },
    j: () => go(1),
    k: () => go(-1),
    o: () => { const link = items()[at]?.querySelector("a"); if (link) link.click(); },
    "?": () => document.getElementById("keys").showModal(),
  };
  for (const hidden of document.querySelectorAll(".needs-keys")) hidden.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) actions["?"]();
    // Messages at the top of the page can be closed; this is how Bootstrap marks the close button.
    event.target.closest("[data-dismiss=alert]")?.closest(".alert").remove();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
})();
