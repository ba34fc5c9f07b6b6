// ---- events: a few on what holds the marks, whatever their number
const speakAgain = () => {
  speak();
  if (!panel) return;
  Object.keys(CHOICES).forEach(offer);
  apply();
  describeAgain();
};
$("language").hidden = false;
$("language").addEventListener("click", () => {
  language = say("en", "zh");
  store.set("figlift-language", language);
  speakAgain();
});
$("keys") && $("keys").addEventListener("click", () => help.showModal());
$("close").addEventListener("click", () => help.close());
if (!panel) return;

const saySeen = (words) => { $("told").textContent = store.refused ? `${words} ${say("浏览器不允许保存：关闭页面后即丢失，请导出。", "The browser refuses to keep it: it is lost when the page is closed, so export it.")}`.trim() : words; };
/** After marks were seen or not: the list and the panel say so. */
const tellSeen = () => { for (const box of all("[data-seen]")) box.checked = isSeen(Number(box.dataset.seen)); saySeen(""); if ($("been").value) apply(); else order(); };
const keys = {
  n: () => step(failures, 1),
  p: () => step(failures, -1),
  j: () => step(figures, 1),
  k: () => step(figures, -1),
  l: () => backToList(),
  x: () => { const number = numberOf.get(current); if (number !== undefined) { setSeen([number], !isSeen(number)); tellSeen(); } },
  "/": () => $("search").focus(),
  "?": () => help.showModal(),
  Escape: () => { if ($("list").classList.contains("open")) closeSheet(); else clear(); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (typing && event.key === "Escape") {
    if (event.target.id === "search") { event.target.value = ""; seek(); }
    event.target.blur();
    return;
  }
  if (typing && event.target.id === "search" && event.key === "Enter") { event.preventDefault(); turn(event.shiftKey ? -1 : 1); return; }
  const act = typing ? null : keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
const marked = (event) => event.target.closest && event.target.closest(".text a.m:not(.off)");
texts.addEventListener("pointerover", (event) => {
  const named = language === "en" && event.target.closest && event.target.closest(".text .m[title]");
  if (named) named.title = named.classList[1] + (/（(.*)）$/.test(named.title) ? ` (${named.title.match(/（(.*)）$/)[1]})` : "");
  const mark = event.pointerType === "mouse" && !pinned && marked(event);
  clearTimeout(waiting);
  if (mark) waiting = setTimeout(() => show(mark, false), 90);
});
texts.addEventListener("focusin", (event) => { const mark = marked(event); if (mark) show(mark, true); });
texts.addEventListener("click", (event) => {
  const mark = marked(event);
  if (event.target.closest(".close")) { clear(); return; }
  if (event.target.closest("[data-back]")) { backToList(); return; }
  if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(mark, true);
    history.replaceState(null, "", `#${mark.id}`);
    // Pressed by key: on to what the panel says.
    if (event.detail === 0) panel.focus();
  } else if (!mark && !event.target.closest("#panel, #tools, #list") && event.target.isConnected) clear();
});
let typed = 0;
$("search").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(seek, 120); });
texts.addEventListener("change", (event) => {
  if (event.target.matches("[data-seen]")) { setSeen([Number(event.target.dataset.seen)], event.target.checked); tellSeen(); } else if (event.target.matches("[data-filter]")) apply();
});

// ---- the list
$("list").addEventListener("click", (event) => {
  const head = event.target.closest("th[data-by]"), row = event.target.closest("tr[data-number]");
  if (head) sortBy(head.dataset.by);
  else if (row && !event.target.closest(".seen")) { active = Number(row.getAttribute("aria-rowindex")) - 2; go(figures[Number(row.dataset.number)]); }
});
rows.addEventListener("keydown", (event) => {
  const page = Math.max(1, Math.floor(scroll.clientHeight / height) - 2);
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: listed.length - 1 }[event.key];
  if (to !== undefined) { event.preventDefault(); event.stopPropagation(); reach(to, true); } else if (event.key === "Enter") { event.preventDefault(); go(figures[listed[active]]); } else if (event.key === " " || event.key === "x") {
    event.preventDefault();
    event.stopPropagation();
    setSeen([listed[active]], !isSeen(listed[active]));
    tellSeen();
  }
});
rows.addEventListener("focusin", (event) => { const row = event.target.closest("tr"); if (row) active = Number(row.getAttribute("aria-rowindex")) - 2; });
scroll.addEventListener("scroll", () => paint(false), { passive: true });
new ResizeObserver(() => paint(false)).observe(scroll);
$("open-list").addEventListener("click", openSheet);
$("close-list").addEventListener("click", closeSheet);
$("reset").addEventListener("click", () => { for (const choice of all("#list select")) choice.value = ""; apply(); });
const nameOf = () => (data.documents.length === 1 ? data.documents[0].replace(/[\\/:*?"<>|]+/g, "-") : "figures");
$("export").addEventListener("click", () => save(`${nameOf()}.csv`, "text/csv;charset=utf-8", csv(listed)));
$("seen-all").addEventListener("click", () => { setSeen(listed, !listed.every(isSeen)); tellSeen(); });
$("seen-export").addEventListener("click", () => save(`${nameOf()}-seen.json`, "application/json", seenFile()));
$("seen-import").addEventListener("change", async (event) => {
  const [file] = event.target.files, count = file ? takeSeen(await file.text()) : null;
  event.target.value = "";
  tellSeen();
  saySeen(count === null ? say("这不是导出的已看清单。", "This is no exported list of seen figures.") : say(`已导入 ${count} 个。`, `${count} taken over.`));
});

addEventListener("hashchange", follow);
// From here on the current mark, not the address, says what is lit.
document.documentElement.classList.add("scripted");
for (const part of [$("tools"), $("list")]) part.hidden = false;
Object.keys(CHOICES).forEach(offer);
apply();
if (store.refused) saySeen("");
follow();
