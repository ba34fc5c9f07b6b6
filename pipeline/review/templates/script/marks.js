// ---- words lit in the text
const lights = typeof Highlight === "function" && CSS.highlights;
const range = (block, start, end) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), made = new Range();
  let before = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (!begun && start < before + length) { made.setStart(node, start - before); begun = true; }
    if (begun && end <= before + length) { made.setEnd(node, end - before); return made; }
    before += length;
  }
  return null;
};
const light = (name, places) => {
  if (!lights) return;
  const ranges = places.map(([block, start, end]) => blocks[block] && range(blocks[block], start, end)).filter(Boolean);
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges)); else CSS.highlights.delete(name);
};

// ---- the current mark
let current = null, pinned = false, waiting = 0;
const show = (mark, pin) => {
  clearTimeout(waiting);
  pinned = pin;
  if (current !== mark) choose(mark);
  if (pin) lead(mark);
};
/** Makes a mark the current one. */
const choose = (mark) => {
  if (current) current.classList.remove("current");
  current = mark;
  mark.classList.add("current");
  // The panel says more than the tooltip, which would only cover it.
  mark.removeAttribute("title");
  panel.replaceChildren(...describe(mark));
  panel.hidden = false;
  panel.scrollTop = 0;
  const number = numberOf.get(mark);
  light("words", number === undefined ? [] : field(number, "words"));
  light("evidence", number === undefined ? [] : field(number, "evidence"));
};
/** Shows what is said of the current mark anew. */
const describeAgain = () => { if (current) panel.replaceChildren(...describe(current)); };
const clear = () => {
  if (!current) return;
  if (panel.contains(document.activeElement)) { current.focus({ preventScroll: true }); clearTimeout(waiting); }
  current.classList.remove("current");
  current = null;
  pinned = false;
  panel.hidden = true;
  light("words", []);
  light("evidence", []);
  lead(null);
};
const go = (mark) => {
  closeSheet();
  reveal(mark);
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  show(mark, true);
  history.replaceState(null, "", `#${mark.id}`);
};
const reveal = (mark) => {
  const block = mark.closest(".b");
  if (block && $("only").checked && block.classList.contains("without")) { $("only").checked = false; apply(); }
};
const follow = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.matches(".text a.m")) { go(target); requestAnimationFrame(() => target.scrollIntoView({ block: "center" })); } else if (target.matches(".b")) { reveal(target); target.scrollIntoView({ block: "center" }); }
};
const step = (marks, by) => {
  const there = marks.filter((mark) => !mark.classList.contains("off") && mark.offsetParent);
  if (!there.length) return;
  const at = there.indexOf(current);
  const behind = (mark) => current.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  let next = at + by;
  if (at < 0) next = current ? there.findIndex(behind) - (by < 0) : by > 0 ? 0 : -1;
  go(there[(next + there.length) % there.length]);
};
