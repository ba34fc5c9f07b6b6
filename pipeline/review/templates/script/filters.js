// ---- filters: they narrow the marks and the list alike
// The field that each choice asks for; `state` and `seen` are not of the data.
const CHOICES = { indicator: "indicator", unit: "unit_measure", period: "time_period", area: "ref_area", status: "obs_status" };
const NAMES = {
  indicator: (code) => label(code, data.indicators),
  unit: (code) => (code === "1" ? say("个数", "count") : code === "rank" ? say("位次", "rank") : language === "zh" ? data.units[code] || code : code),
  period: (code) => code,
  area: (code) => label(code, data.areas),
  status: (code) => word("status", code),
};
/** What a choice says where nothing is chosen. */
const HEADS = {
  indicator: () => say("指标：全部", "indicator: any"),
  unit: () => say("单位：全部", "unit: any"),
  period: () => say("时期：全部", "period: any"),
  area: () => say("地区：全部", "area: any"),
  status: () => say("状态：全部", "status: any"),
};
/** Fills a choice with what the figures have, the most frequent first, and keeps what is chosen. */
const offer = (id) => {
  const select = $(id), chosen = select.value, counts = new Map();
  for (let number = 0; number < figures.length; number += 1) {
    const code = field(number, CHOICES[id]);
    counts.set(code, (counts.get(code) || 0) + 1);
  }
  const without = counts.get("") || 0;
  counts.delete("");
  const known = [...counts].sort(([one, a], [other, b]) => (id === "period" ? (one < other ? 1 : -1) : b - a || (one < other ? -1 : 1)));
  const none = id === "indicator" ? say("目录未收录", "not in the catalogue") : say("无", "none");
  select.replaceChildren(option("", HEADS[id]()), ...(without ? [option("-", `${none} ${without}`)] : []), ...known.map(([code, count]) => option(code, `${NAMES[id](code)} ${count}`)));
  select.value = chosen;
};

/** Whether a figure has what is chosen. */
const chooser = () => {
  const wanted = Object.entries(CHOICES).map(([id, name]) => [columns.get(name), $(id).value]).filter(([, value]) => value);
  const state = $("check").value, been = $("been").value;
  const isAny = !wanted.length && !state && !been;
  const meets = (number) => {
    const own = state && stateOf(figures[number]);
    if (state === "failed" ? !["error", "warning", "info"].includes(own) : state && state !== own) return false;
    if (been && (been === "seen") !== isSeen(number)) return false;
    const row = data.figures[number];
    return wanted.every(([at, value]) => (value === "-" ? !row[at] : text(row[at]) === value));
  };
  return { isAny, meets };
};
const apply = () => {
  const begun = performance.now();
  const classes = new Set(all("[name=class]:checked").map((box) => box.value));
  const unresolved = $("unresolved").checked, { isAny, meets } = chooser();
  const isLeft = (mark) => {
    const name = mark.classList[1];
    if (unresolved) return name === "unresolved";
    return classes.has(name) && (isAny || (name === "figure" && meets(numberOf.get(mark))));
  };
  const has = new Set(), counts = { figure: 0, other: 0 };
  for (const mark of marks) {
    const hit = isLeft(mark);
    mark.classList.toggle("off", !hit);
    if (hit) { has.add(mark.parentElement); counts[mark.classList[1] === "figure" ? "figure" : "other"] += 1; }
  }
  const matched = new Set(found.map(([block]) => blocks[block])), sought = $("search").value !== "";
  const narrowed = unresolved || !isAny || classes.size < all("[name=class]").length;
  const shown = (block) => (sought ? matched.has(block) && (!narrowed || has.has(block)) : has.has(block));
  for (const block of blocks) block.classList.toggle("without", !shown(block));
  for (const article of all("article")) article.classList.toggle("without", !article.querySelector(".b:not(.without)"));
  texts.classList.toggle("only", $("only").checked);
  const more = found.length === MOST ? "+" : "";
  const places = sought ? say(`找到 ${found.length}${more} 处，`, `${found.length}${more} places found, `) : "";
  $("count").textContent = places + say(`${figures.length} 个数值中的 ${counts.figure} 个，另有 ${counts.other} 个数字`, `${counts.figure} of ${figures.length} figures, ${counts.other} others marked`);
  order();
  $("count").dataset.ms = (performance.now() - begun).toFixed(1);
};

// ---- search
const MOST = 2000;
let found = [], here = -1, paragraphs = null;
const seek = () => {
  const sought = $("search").value;
  paragraphs = paragraphs || blocks.map((block) => block.textContent);
  found = [];
  here = -1;
  paragraphs.forEach((content, block) => {
    const lower = content.toLowerCase(), folds = lower.length === content.length;
    const within = folds ? lower : content, what = folds ? sought.toLowerCase() : sought;
    for (let at = what ? within.indexOf(what) : -1; at >= 0 && found.length < MOST; at = within.indexOf(what, at + what.length)) found.push([block, at, at + what.length]);
  });
  light("found", found);
  light("here", []);
  if (!lights) blocks.forEach((block, at) => block.classList.toggle("found", found.some(([one]) => one === at)));
  apply();
};
const turn = (by) => {
  if (!found.length) return;
  here = (here + by + found.length) % found.length;
  const block = blocks[found[here][0]];
  reveal(block);
  light("here", [found[here]]);
  const place = range(block, found[here][1], found[here][2]), top = place && place.getBoundingClientRect().top;
  if (place && top) scrollBy({ top: top - innerHeight / 2 }); else block.scrollIntoView({ block: "center" });
};
