// ---- the list of figures beside the text
// Of thousands of rows only those in sight are there; two cells of the height of the others stand above and
// below them.
const rows = $("rows"), scroll = $("list-scroll");
const NEAR = 10;
let listed = [], height = 34, active = 0, sort = { by: "place", down: false };
const SORTED = {
  value: (number) => field(number, "obs_value") ?? field(number, "value_low") ?? field(number, "value_high") ?? 0,
  unit: (number) => field(number, "unit_measure"),
  indicator: (number) => indicatorOf(number),
  period: (number) => field(number, "time_period"),
  area: (number) => field(number, "ref_area"),
  status: (number) => field(number, "obs_status"),
  seen: (number) => (isSeen(number) ? 1 : 0),
};
const indicatorOf = (number) => {
  const code = field(number, "indicator");
  return (code && label(code, data.indicators)) || field(number, "indicator_text");
};
const isSought = () => {
  const sought = $("search").value.toLowerCase();
  if (!sought) return () => true;
  const fields = ["indicator", "indicator_text", "ref_area", "time_period"];
  return (number) => sentenceOf(number).toLowerCase().includes(sought) || fields.some((name) => field(number, name).toLowerCase().includes(sought)) || indicatorOf(number).toLowerCase().includes(sought);
};
/** Puts what the filters leave in order. */
const order = () => {
  if (!rows) return;
  const sought = isSought(), kept = active < listed.length ? listed[active] : null;
  listed = figures.map((_, number) => number).filter((number) => !figures[number].classList.contains("off") && sought(number));
  if (sort.by !== "place") {
    const key = new Map(listed.map((number) => [number, SORTED[sort.by](number)]));
    const compared = new Intl.Collator(say("zh-CN", "en"), { numeric: true }).compare;
    const compare = (one, other) => (typeof one === "number" ? one - other : compared(one, other));
    const by = sort.down ? -1 : 1;
    listed.sort((one, other) => {
      const [a, b] = [key.get(one), key.get(other)];
      // What has none comes last, whichever way the rest goes.
      return (a === "") - (b === "") || by * compare(a, b) || one - other;
    });
  }
  active = Math.max(0, listed.indexOf(kept));
  $("list").querySelector("table").setAttribute("aria-rowcount", listed.length + 1);
  $("listed").textContent = say(`列出 ${listed.length} 个`, `${listed.length} listed`) + (seen.size ? say(`，已看 ${listed.filter(isSeen).length} 个`, `, ${listed.filter(isSeen).length} seen`) : "");
  $("export").disabled = !listed.length;
  paint(true);
};

const cell = (name, ...said) => element("td", { class: name }, ...said);
const rowOf = (at) => {
  const number = listed[at], mark = figures[number], state = stateOf(mark);
  const box = element("input", { type: "checkbox", "data-seen": number, tabindex: "-1", "aria-label": `${say("已看", "seen")} ${mark.textContent}` });
  box.checked = isSeen(number);
  const code = field(number, "indicator"), shown = indicatorOf(number), area = field(number, "ref_area"), unit = field(number, "unit_measure");
  const failed = ["error", "warning"].includes(state) ? element("span", { class: `tag ${state}` }, word("result", state)) : "";
  const row = element("tr", { "aria-rowindex": at + 2, "aria-selected": String(mark === current), "data-number": number, tabindex: at === active ? "0" : "-1" },
    cell("seen", box), cell("value", isolated(mark.textContent)), cell("unit", unit === "1" ? isolated(field(number, "classifier")) : NAMES.unit(unit)),
    cell("indicator", element("span", { ...(code ? {} : { class: "words" }), lang: code && language === "en" ? "en" : "zh-CN", title: shown }, shown)),
    cell("period", field(number, "time_period")), cell("area", element("span", { title: area }, NAMES.area(area))), cell("status", word("status", field(number, "obs_status")), " ", failed));
  return row;
};
let painted = [0, 0];
const paint = (anew) => {
  if (!rows || !scroll.clientHeight) { painted = [0, 0]; return; }
  const first = Math.max(0, Math.floor(scroll.scrollTop / height) - NEAR);
  const last = Math.min(listed.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / height) + NEAR);
  if (!anew && first === painted[0] && last === painted[1]) return;
  const kept = new Map(anew ? [] : [...rows.children].map((row) => [Number(row.getAttribute("aria-rowindex")) - 2, row]));
  const focused = rows.contains(document.activeElement);
  const made = [];
  for (let at = first; at < last; at += 1) made.push(kept.get(at) || rowOf(at));
  rows.replaceChildren(...made);
  painted = [first, last];
  $("above").setAttribute("height", first * height);
  $("below").setAttribute("height", (listed.length - last) * height);
  const tall = made.length && made[0].getBoundingClientRect().height;
  if (tall && Math.abs(tall - height) > 0.5) { height = tall; paint(true); return; }
  if (focused && active >= first && active < last) rowAt(active).focus({ preventScroll: true });
};
const rowAt = (at) => rows.querySelector(`[aria-rowindex="${at + 2}"]`);
/** Brings a row into sight, and to the focus if asked for. */
const reach = (at, focus) => {
  if (!listed.length) return;
  const before = rowAt(active);
  active = Math.max(0, Math.min(listed.length - 1, at));
  if (before) before.setAttribute("tabindex", "-1");
  const head = $("list").querySelector("thead").offsetHeight, top = active * height;
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  else if (top + height + head > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + height + head - scroll.clientHeight;
  paint(false);
  const row = rowAt(active);
  if (!row) return;
  row.setAttribute("tabindex", "0");
  if (focus) row.focus({ preventScroll: true });
};
/** Shows in the list which mark is the current one. */
const lead = (mark) => {
  if (!rows) return;
  for (const row of rows.querySelectorAll("[aria-selected=true]")) row.setAttribute("aria-selected", "false");
  const at = mark ? listed.indexOf(numberOf.get(mark)) : -1;
  if (at < 0) return;
  reach(at, false);
  const row = rowAt(at);
  if (row) row.setAttribute("aria-selected", "true");
};
const openSheet = () => { $("list").classList.add("open"); $("open-list").setAttribute("aria-expanded", "true"); paint(true); };
const closeSheet = () => { if (rows) { $("list").classList.remove("open"); $("open-list").setAttribute("aria-expanded", "false"); } };
/** From the current mark to its row. */
const backToList = () => {
  openSheet();
  const at = current ? listed.indexOf(numberOf.get(current)) : -1;
  reach(at < 0 ? active : at, true);
};
const sortBy = (by) => {
  // The third time leads back to the order of the text.
  sort = sort.by !== by ? { by, down: by === "value" } : sort.down === (by === "value") ? { by, down: !sort.down } : { by: "place", down: false };
  for (const head of all("#list th[data-by]")) {
    head.setAttribute("aria-sort", head.dataset.by !== sort.by ? "none" : sort.down ? "descending" : "ascending");
  }
  scroll.scrollTop = 0;
  order();
};

// ---- what is listed as a file with the columns of figures.csv
const CSV = ["doc_id", "surface", "obs_value", "qualifier", "value_low", "value_high", "unit_measure", "classifier", "per", "role", "basis", "indicator", "indicator_text", "action_text", "ref_area", "time_period", "obs_status", "change_end", "sentence", "correction"];
const AROUND = 140;
/** The sentence, of which a long one is cut to so many characters on each side of the value. */
const around = (number) => {
  const [at, start, end] = data.sentences[field(number, "sentence")], [from, to] = spanOf(figures[number]), content = contentsOf()[at];
  return [...content.slice(start, from)].slice(-AROUND).join("") + content.slice(from, to) + [...content.slice(to, end)].slice(0, AROUND).join("");
};
const csvCell = (said) => {
  if (said === null || said === undefined) return "";
  if (typeof said === "number") return plain(said);
  // A spreadsheet would read such a text as a formula.
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(said) ? `'${said}` : said;
  return /[,"\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};
const csv = (numbers) => {
  const special = { doc_id: (number) => data.documents[documentOf(number)], surface: (number) => figures[number].textContent, sentence: around };
  const line = (number) => CSV.map((name) => csvCell(special[name] ? special[name](number) : field(number, name))).join(",");
  return `\ufeff${[CSV.join(","), ...numbers.map(line)].join("\n")}\n`;
};
