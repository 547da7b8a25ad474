"use strict";

// Words selected in the text get a button that copies a link to them: a text fragment, with the paragraph as a fallback.
(() => {
  const prose = document.querySelector("[data-passages]");
  const tool = document.querySelector("[data-passage-link]");
  if (!prose || !tool || !navigator.clipboard) return;
  const status = tool.querySelector("[role=status]");
  // Longer passages are named by their first and last words.
  const WHOLE = 8, ENDS = 4;
  let address = "";

  // A dash, a comma, and an ampersand have a meaning in a text fragment.
  const encoded = (words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D");

  function linkTo(range) {
    const words = range.toString().trim().split(/\s+/);
    const text = words.length <= WHOLE ? encoded(words) : `${encoded(words.slice(0, ENDS))},${encoded(words.slice(-ENDS))}`;
    const start = range.startContainer;
    const paragraph = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("p[id]");
    return `${location.origin}${location.pathname}${location.search}#${paragraph ? paragraph.id : ""}:~:text=${text}`;
  }

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const chosen = !selection.isCollapsed && selection.rangeCount && prose.contains(selection.anchorNode) && prose.contains(selection.focusNode);
    if (chosen && selection.toString().trim()) {
      address = linkTo(selection.getRangeAt(0));
      status.textContent = "";
      tool.hidden = false;
    } else if (!tool.contains(document.activeElement)) {
      tool.hidden = true;
    }
  });
  tool.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = "Copied";
    } catch {
      status.textContent = "Your browser does not allow copying";
    }
  });
})();
