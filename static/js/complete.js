// Autocompletion for search fields: an editable combobox with a list (WAI-ARIA). The field also works without it.
(() => {
  const PAUSE = 120;
  let number = 0;

  const combobox = (field) => {
    const list = document.createElement("ul");
    list.id = `completions-${(number += 1)}`;
    list.className = "completions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Completions");
    field.parentElement.classList.add("has-completions");
    field.after(list);
    const said = document.createElement("span");
    said.className = "sr-only";
    said.setAttribute("role", "status");
    list.after(said);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id,
    })) field.setAttribute(name, value);

    let at = -1, typed = field.value, timer = 0, asked = null;
    const options = () => [...list.querySelectorAll("[role=option]")];

    const close = () => {
      list.hidden = true;
      at = -1;
      clearTimeout(timer);
      asked?.abort();
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const choose = (option) => {
      if (option.dataset.address) { location.assign(option.dataset.address); return; }
      field.value = option.dataset.query;
      close();
      // After an outlet, the user still has to type words.
      if (field.value.endsWith(" ")) { field.focus(); return; }
      field.form.requestSubmit();
    };

    const move = (step) => {
      const all = options();
      // Before the first and after the last option comes the field with the typed text.
      at = ((at + 1 + step + all.length + 1) % (all.length + 1)) - 1;
      all.forEach((option, place) => option.setAttribute("aria-selected", place === at));
      if (at < 0) { field.value = typed; field.removeAttribute("aria-activedescendant"); return; }
      field.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
      field.value = all[at].dataset.query || typed;
    };

    const show = (completions) => {
      at = -1;
      let kind = "";
      list.replaceChildren(...completions.map((completion, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(completion.label);
        if (completion.query) option.dataset.query = completion.query;
        if (completion.address) option.dataset.address = completion.address;
        const note = completion.note || (completion.kind === "Outlets" ? "outlet" : "");
        if (note) {
          const small = document.createElement("span");
          small.className = "completion-note";
          small.append(note);
          option.append(" ", small);
        }
        if (kind && kind !== completion.kind) option.classList.add("starts-kind");
        kind = completion.kind;
        option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
        return option;
      }));
      list.hidden = !completions.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      said.textContent = completions.length ? `${completions.length} completions` : "";
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const address = `${field.dataset.complete}?q=${encodeURIComponent(typed)}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (answer.ok && document.activeElement === field) show((await answer.json()).completions);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    field.addEventListener("input", () => {
      typed = field.value;
      clearTimeout(timer);
      if (typed.trim().length < 2) { close(); return; }
      timer = setTimeout(ask, PAUSE);
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!list.hidden) move(event.key === "ArrowDown" ? 1 : -1);
        else if (event.key === "ArrowDown" && field.value.trim()) { typed = field.value; ask(); }
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        choose(options()[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        field.value = typed;
        close();
      } else if (event.key === "Tab") close();
    });
    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);
  };

  document.querySelectorAll("input[data-complete]").forEach(combobox);
})();
