// Steps through the passages of a comparison, synchronizes scrolling, and collapses what is not selected.
(() => {
  const sides = document.querySelector(".sides");
  const tools = document.querySelector(".compare-tools");
  const [left, right] = sides.querySelectorAll(".side");
  const passages = [...sides.querySelectorAll(".passage")];
  const count = tools.querySelector(".step-count");
  const inOrder = [...left.querySelectorAll(".passage")].map((each) => each.dataset.passage);
  const onWideScreen = matchMedia("(min-width: 768px)");
  const twin = (number, side) => document.getElementById(`${side.dataset.side}-${number}`);
  let together = true;
  let current = -1;
  let anchors = [];

  // Pairs of scroll positions to align: both ends, and passages in the same order on both sides.
  const top = (side, each) => each.getBoundingClientRect().top - side.getBoundingClientRect().top + side.scrollTop;
  const end = (side) => Math.max(1, side.scrollHeight - side.clientHeight);
  const line = () => Math.max(left.clientHeight, right.clientHeight) / 3;
  const within = (value, least, most) => Math.max(least, Math.min(value, most));
  const measure = () => {
    const both = inOrder.filter((number) => twin(number, right))
      .map((number) => [top(left, twin(number, left)), top(right, twin(number, right))]);
    makeRoom(both);
    anchors = [[0, 0]];
    const last = [end(left), end(right)];
    // Beyond the end of one side, the other would have to jump: only steps go there, and scrolling skips it.
    for (const point of longestRising(both).map(level)) {
      const before = anchors[anchors.length - 1];
      if ([0, 1].every((at) => before[at] < point[at] && point[at] < last[at])) anchors.push(point);
    }
    anchors.push(last);
  };

  // Blank space below a text, so that its last passages can be aligned with those on the other side: a text that
  // fits on the screen cannot be scrolled, nor can one that is scrolled to its end.
  const rooms = [left, right].map((side) => {
    const room = side.appendChild(document.createElement("div"));
    room.className = "room";
    room.setAttribute("aria-hidden", "true");
    return room;
  });
  // Browsers report box heights in fractional pixels, but scroll heights in whole pixels.
  const ROUNDING = 2;
  const makeRoom = (pairs) => {
    for (const room of rooms) room.style.height = "0";
    if (!sides.classList.contains("is-together") || !left.clientHeight || !right.clientHeight) return;
    const views = [left, right].map((side) => {
      const style = getComputedStyle(side);
      return {
        height: parseFloat(style.maxHeight) - (side.offsetHeight - side.clientHeight),
        text: top(side, rooms[side === left ? 0 : 1]) + parseFloat(style.paddingBottom),
        scrolled: 0,
      };
    });
    const ends = views.map((view) => Math.max(0, view.text - view.height));
    for (const pair of pairs) {
      const highest = Math.max(...pair.map((value, at) => value - ends[at])), lowest = Math.min(...pair);
      if (highest <= lowest) continue;
      pair.forEach((value, at) => { views[at].scrolled = Math.max(views[at].scrolled, Math.ceil(value - lowest)); });
    }
    views.forEach(({ height, text, scrolled }, at) => {
      if (scrolled > ends[at]) rooms[at].style.height = `${Math.ceil(height + scrolled - text) + ROUNDING}px`;
    });
  };

  // Scroll positions that align a passage on both sides, at the line or as close to it as both sides can scroll.
  const level = ([a, b]) => {
    const highest = Math.max(a - end(left), b - end(right)), lowest = Math.min(a, b);
    const at = highest > lowest ? line() : within(line(), highest, lowest);
    return [within(a - at, 0, end(left)), within(b - at, 0, end(right))];
  };

  // The longest increasing subsequence by the right side (patience sorting with binary search).
  const longestRising = (pairs) => {
    const ends = [], before = pairs.map(() => -1);
    pairs.forEach(([, value], place) => {
      let low = 0, high = ends.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (pairs[ends[middle]][1] < value) low = middle + 1; else high = middle;
      }
      if (low) before[place] = ends[low - 1];
      ends[low] = place;
    });
    const kept = [];
    for (let place = ends.length ? ends[ends.length - 1] : -1; place >= 0; place = before[place]) kept.unshift(pairs[place]);
    return kept;
  };

  const across = (value, from) => {
    const to = 1 - from;
    let place = anchors.findIndex((each) => each[from] >= value);
    if (place < 0) place = anchors.length - 1;
    if (place === 0) return anchors[0][to];
    const [a, b] = [anchors[place - 1], anchors[place]];
    const share = b[from] > a[from] ? (value - a[from]) / (b[from] - a[from]) : 1;
    return a[to] + share * (b[to] - a[to]);
  };

  // Scrolling a side from this script also fires a scroll event, which must not move the first side again.
  const expected = new Map();
  const follow = (side, other, from) => () => {
    if (expected.has(side) && Math.abs(expected.get(side) - side.scrollTop) < 2) return expected.delete(side);
    expected.delete(side);
    if (!together || !onWideScreen.matches) return;
    move(other, across(side.scrollTop, from));
  };
  const move = (side, to) => {
    const whole = Math.round(Math.max(0, Math.min(to, side.scrollHeight - side.clientHeight)));
    if (Math.abs(whole - side.scrollTop) < 1) return;
    expected.set(side, whole);
    side.scrollTop = whole;
  };
  left.addEventListener("scroll", follow(left, right, 0));
  right.addEventListener("scroll", follow(right, left, 1));

  const arrange = () => {
    sides.classList.toggle("is-together", together && onWideScreen.matches);
    for (const side of [left, right]) {
      if (sides.classList.contains("is-together")) side.tabIndex = 0; else side.removeAttribute("tabindex");
    }
    measure();
  };

  const choose = (number, side = left) => {
    current = inOrder.indexOf(number);
    passages.forEach((each) => each.classList.toggle("is-current", each.dataset.passage === number));
    if (count) count.textContent = current < 0 ? "" : `Passage ${current + 1} of ${inOrder.length}`;
    if (sides.classList.contains("is-together")) {
      sides.scrollIntoView({ block: "nearest" });
      const shown = [left, right].filter((each) => each.clientHeight && twin(number, each));
      const tops = shown.map((each) => top(each, twin(number, each)));
      const to = shown.length === 2 ? level(tops) : tops.map((each) => each - line());
      shown.forEach((each, at) => move(each, to[at]));
    } else {
      (twin(number, side) || twin(number, left)).scrollIntoView({ block: "center" });
    }
  };
  const step = (by) => {
    if (!inOrder.length) return;
    const next = current < 0 ? (by > 0 ? 0 : inOrder.length - 1) : (current + by + inOrder.length) % inOrder.length;
    choose(inOrder[next]);
    history.replaceState(null, "", `#left-${inOrder[next]}`);
  };
  const open = () => {
    const [, name, number] = location.hash.match(/^#(left|right)-(\d+)$/) || [];
    if (number && document.getElementById(`${name}-${number}`)) choose(number, name === "left" ? left : right);
  };

  const show = (name) => {
    sides.className = sides.className.replace(/show-\w+/, `show-${name}`);
    tools.querySelectorAll("[data-show]").forEach((each) => {
      each.classList.toggle("active", each.dataset.show === name);
      if (each.dataset.show === name) each.setAttribute("aria-current", "true"); else each.removeAttribute("aria-current");
    });
    measure();
  };

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.dataset.step) step(Number(button.dataset.step));
    if (button.dataset.show) {
      event.preventDefault();
      show(button.dataset.show);
      if (button.href) history.replaceState(null, "", button.search + location.hash);
    }
    if ("together" in button.dataset) {
      together = !together;
      button.classList.toggle("active", together);
      button.setAttribute("aria-pressed", String(together));
      arrange();
    }
  });
  sides.addEventListener("click", (event) => {
    const link = event.target.closest(".passage sup a");
    if (!link || !sides.classList.contains("is-together")) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    open();
  });
  const point = (on) => (event) => {
    const passage = event.target.closest(".passage");
    passages.forEach((each) => each.classList.toggle("is-pointed", on && each.dataset.passage === passage?.dataset.passage));
  };
  sides.addEventListener("mouseover", point(true));
  sides.addEventListener("mouseleave", point(false));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  addEventListener("hashchange", open);
  // The browser scrolls to the URL fragment by itself, but late and only on one side.
  addEventListener("load", () => requestAnimationFrame(open));
  addEventListener("resize", arrange);
  onWideScreen.addEventListener("change", arrange);
  const steps = tools.querySelector(".steps");
  if (steps) steps.hidden = false;
  arrange();
  open();
})();
