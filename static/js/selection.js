"use strict";

// Words selected in the text are offered as the passage to keep, as long as nobody typed another one.
for (const field of document.querySelectorAll("[data-selection]")) {
    let offered = "";
    document.addEventListener("selectionchange", () => {
        const selection = document.getSelection();
        const inText = selection.anchorNode?.parentElement?.closest(".prose") && selection.focusNode?.parentElement?.closest(".prose");
        if (inText && !selection.isCollapsed && field.value === offered) {
            offered = selection.toString().slice(0, field.maxLength);
            field.value = offered;
        }
    });
}
