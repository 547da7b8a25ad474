// Menus made of <details> that share a name: Escape and a click elsewhere close them. Without scripts, their summary does.
(() => {
  const open = () => document.querySelectorAll("details[name^=menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary").focus();
    }
  });
  // Browsers that do not know the name of <details> yet leave several open.
  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.matches("details[name^=menu]")) return;
    for (const menu of open()) if (menu !== event.target && menu.name === event.target.name) menu.open = false;
  }, true);
})();
