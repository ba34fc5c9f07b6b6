(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const data = JSON.parse($("data").textContent);
  const panel = $("panel"), help = $("help"), texts = $("texts");
  const marks = all(".text .m"), figures = all(".text a.figure"), blocks = all(".text .b");
  const numberOf = new Map(figures.map((mark, number) => [mark, number]));
  const lights = typeof Highlight === "function" && CSS.highlights;

  // ---- what is known of a figure
  const LINKED = new Set(["value", "low", "high", "closed", "mult", "other", "restates", "repeats", "charts", "checks", "words", "evidence"]);
  const text = (place) => data.strings[place] || "";
  const figure = (number) => {
    const row = data.figures[number], known = {};
    data.columns.forEach((name, at) => { known[name] = LINKED.has(name) ? row[at] : text(row[at]); });
    return known;
  };
  const stateOf = (mark) => ["error", "warning", "info", "pass"].find((state) => mark.classList.contains(state)) || "none";

  const WORDS = {
    exact: "exactly 正好", over: "more than 超过", at_least: "at least 不少于", under: "less than 不足",
    at_most: "at most 不超过", about: "about 约", between: "between 介于",
    level: "level 水平", change: "change 增减量", growth: "growth 增速", multiple: "multiple 倍数", rank: "rank 位次",
    A: "actual 实际", P: "provisional 初步", F: "forecast 预计", T: "target 目标",
    yoy: "on the year before 同比", pop: "on the period before 环比", avg: "yearly average 年均",
    since: "since a named period 较某时", peer: "against others 与他者相比", plan: "against a plan 与计划相比",
    stated: "stated in the clause 本句", carried: "carried from before 承前", heading: "from a heading 标题", document: "of the document 文件",
    from: "from 起", to: "to 止", pass: "passed 通过", not_applicable: "not applicable", not_comparable: "not comparable",
  };
  const word = (name) => WORDS[name] || name;
  const digits = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 12 });
  const MULTIPLES = { 3: "千", 4: "万", 6: "百万", 8: "亿", 12: "万亿" };
  const scaled = (value, mult) => Number((value / 10 ** mult).toPrecision(15));

  // As people read it: more than 250 亿元, less than 260 亿元.
  const read = (f) => {
    const unit = (f.mult ? MULTIPLES[f.mult] || `×10^${f.mult} ` : "") + (f.unit === "1" ? f.classifier : f.unit === "rank" ? "位" : data.units[f.unit] || f.unit);
    const say = (value) => `${digits(scaled(value, f.mult))} ${unit}`.trim();
    if (f.qualifier === "exact" && f.value !== null) return say(f.value);
    if (f.qualifier === "about") return f.value === null ? "" : `about 约 ${say(f.value)}`;
    const low = f.low === null ? "" : `${f.closed & 1 ? "from" : "more than"} ${say(f.low)}`;
    const high = f.high === null ? "" : `${f.closed & 2 ? "to" : "less than"} ${say(f.high)}`;
    return [low, high].filter(Boolean).join(", ") || "open";
  };
  const interval = (f) => {
    if (f.qualifier === "exact") return "";
    const low = f.low === null ? "(open" : `${f.closed & 1 ? "[" : "("}${digits(f.low)}`;
    const high = f.high === null ? "open)" : `${digits(f.high)}${f.closed & 2 ? "]" : ")"}`;
    return `${low} … ${high}`;
  };
  const coded = (code, labels) => (labels[code] ? `${labels[code].join(" ")} (${code})` : code);

  // A check that failed shows at the first of the figures that it looks at.
  const shownAt = new Set(data.checks.filter(([state]) => ["error", "warning", "info"].includes(text(state))).map(([, , , involved]) => text(involved[0][0])));
  const failures = marks.filter((mark) => mark.classList.contains("unresolved") || (mark.id && shownAt.has(`#${mark.id}`)));

  // ---- the panel
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== ""));
    return made;
  };
  const isolated = (words, name = "bdi") => element(name, { lang: "zh-CN" }, words);
  const link = (pair) => element("a", { href: text(pair[0]) }, isolated(text(pair[1])));
  const list = (title, items) => (items.length ? [element("h3", {}, title), element("ul", {}, ...items.map((item) => element("li", {}, ...item)))] : []);

  const facts = (f) => [
    ["As read 读作", read(f)],
    ["Value 数值", f.value === null ? "none: a range" : digits(f.value) + (f.unit === "1" ? "" : ` ${f.unit}`)],
    ["Bounds 区间", interval(f)],
    ["Unit 单位", [f.unit, data.units[f.unit] !== f.unit && data.units[f.unit], f.classifier && `counted in ${f.classifier}`, f.per && `per ${f.per}`].filter(Boolean).join(" · ")],
    ["Qualifier 限定", word(f.qualifier)],
    ["Role 性质", word(f.role)],
    ["Words 指标词", f.indicatorText && isolated(f.indicatorText, "mark")],
    ["Action 行为", f.action && isolated(f.action, "mark")],
    ["Indicator 指标", f.indicator ? coded(f.indicator, data.indicators) : "not in the catalogue 未收录"],
    ["Period 时期", f.period ? [f.period, f.periodSource && `(${word(f.periodSource)})`].filter(Boolean).join(" ") : "none"],
    ["Area 地区", f.area ? coded(f.area, data.areas) : "none"],
    ["Status 状态", word(f.status)],
    ["Basis 比较", [f.basis && word(f.basis), f.basePeriod].filter(Boolean).join(", ")],
    ["Rule 规则", element("code", {}, f.rule)],
    ["Correction 更正", f.correction && isolated(f.correction)],
  ].filter(([, said]) => said);

  const check = (place) => {
    const [state, kind, message, involved] = data.checks[place];
    const name = text(state), tone = ["error", "warning", "info", "pass"].includes(name) ? name : "other";
    const links = involved.length > 1 ? involved.flatMap((pair, at) => [at ? " · " : " → ", link(pair)]) : [];
    return [element("span", { class: `tag ${tone}` }, word(name)), element("span", { class: "kind" }, text(kind)), " ", element("bdi", {}, message), ...links];
  };

  const describe = (mark) => {
    const surface = isolated(mark.textContent);
    const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    const number = numberOf.get(mark);
    if (number === undefined) {
      return [close, element("h2", {}, surface), element("p", {}, "Unresolved 未解: no rule explains this numeral. "), element("p", { class: "hint" }, "figlift explain shows what was tried.")];
    }
    const f = figure(number), state = stateOf(mark);
    const tag = state === "none" ? "" : element("span", { class: `tag ${state}` }, word(state));
    const rows = facts(f).flatMap(([name, said]) => [element("dt", {}, name), element("dd", {}, said)]);
    const change = f.other ? [[`${word(f.end)}; the other end: `, link(f.other)]] : [];
    const linked = (pair) => (pair ? [[link(pair)]] : []);
    return [
      close, element("h2", {}, surface, " ", tag), element("dl", {}, ...rows),
      ...list("Change 变化", change), ...list("Restates 换算自", linked(f.restates)), ...list("Repeats; counted once 重复，只计一次", linked(f.repeats)),
      ...list("Checks 检查", f.checks.map(check)),
      ...list("Charts 图表", f.charts.map((at) => [element("a", { href: data.charts[at][0] }, isolated(data.charts[at][1]))])),
    ];
  };

  // ---- words lit in the text
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
    if (current === mark) return;
    if (current) current.classList.remove("current");
    current = mark;
    mark.classList.add("current");
    // The panel says more than the tooltip, which would only cover it.
    mark.removeAttribute("title");
    panel.replaceChildren(...describe(mark));
    panel.hidden = false;
    panel.scrollTop = 0;
    const number = numberOf.get(mark), f = number === undefined ? null : figure(number);
    light("words", f ? f.words : []);
    light("evidence", f ? f.evidence : []);
  };
  const clear = () => {
    if (!current) return;
    if (panel.contains(document.activeElement)) { current.focus({ preventScroll: true }); clearTimeout(waiting); }
    current.classList.remove("current");
    current = null;
    pinned = false;
    panel.hidden = true;
    light("words", []);
    light("evidence", []);
  };
  const go = (mark) => {
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

  // ---- filters
  const apply = () => {
    const begun = performance.now();
    const classes = new Set(all("[name=class]:checked").map((box) => box.value));
    const state = $("check").value, indicator = $("indicator").value, unresolved = $("unresolved").checked;
    const column = data.columns.indexOf("indicator");
    const meets = (mark) => {
      const name = mark.classList[1];
      if (unresolved) return name === "unresolved";
      if (!classes.has(name)) return false;
      if (!state && !indicator) return true;
      if (name !== "figure") return false;
      const own = stateOf(mark);
      if (state === "failed" ? !["error", "warning", "info"].includes(own) : state && state !== own) return false;
      const id = indicator && text(data.figures[numberOf.get(mark)][column]);
      return !indicator || (indicator === "-" ? !id : id === indicator);
    };
    const has = new Set(), counts = { figure: 0, other: 0 };
    for (const mark of marks) {
      const hit = meets(mark);
      mark.classList.toggle("off", !hit);
      if (hit) { has.add(mark.parentElement); counts[mark.classList[1] === "figure" ? "figure" : "other"] += 1; }
    }
    const matched = new Set(found.map(([block]) => blocks[block])), sought = $("search").value !== "";
    const narrowed = unresolved || state || indicator || classes.size < all("[name=class]").length;
    const shown = (block) => (sought ? matched.has(block) && (!narrowed || has.has(block)) : has.has(block));
    for (const block of blocks) block.classList.toggle("without", !shown(block));
    for (const article of all("article")) article.classList.toggle("without", !article.querySelector(".b:not(.without)"));
    texts.classList.toggle("only", $("only").checked);
    const places = sought ? `${found.length}${found.length === MOST ? "+" : ""} places found, ` : "";
    $("count").textContent = `${places}${counts.figure} of ${figures.length} figures, ${counts.other} others marked`;
    $("count").dataset.ms = (performance.now() - begun).toFixed(1);
  };

  // ---- search
  const MOST = 2000;
  let found = [], here = -1, contents = null;
  const seek = () => {
    const sought = $("search").value;
    contents = contents || blocks.map((block) => block.textContent);
    found = [];
    here = -1;
    contents.forEach((content, block) => {
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

  // ---- events: a few on what holds the marks, whatever their number
  const keys = {
    n: () => step(failures, 1),
    p: () => step(failures, -1),
    j: () => step(figures, 1),
    k: () => step(figures, -1),
    "/": () => $("search").focus(),
    "?": () => help.showModal(),
    Escape: clear,
  };
  $("keys") && $("keys").addEventListener("click", () => help.showModal());
  $("close").addEventListener("click", () => help.close());
  if (!panel) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
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
    const mark = event.pointerType === "mouse" && !pinned && marked(event);
    clearTimeout(waiting);
    if (mark) waiting = setTimeout(() => show(mark, false), 90);
  });
  texts.addEventListener("focusin", (event) => { const mark = marked(event); if (mark) show(mark, true); });
  texts.addEventListener("click", (event) => {
    const mark = marked(event);
    if (event.target.closest(".close")) { clear(); return; }
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      show(mark, true);
      history.replaceState(null, "", `#${mark.id}`);
      // Pressed by key: on to what the panel says.
      if (event.detail === 0) panel.focus();
    } else if (!mark && !event.target.closest("#panel, #tools")) clear();
  });
  let typed = 0;
  $("search").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(seek, 120); });
  $("tools").addEventListener("change", (event) => { if (event.target.id !== "search") apply(); });
  addEventListener("hashchange", follow);
  // From here on the current mark, not the address, says what is lit.
  document.documentElement.classList.add("scripted");
  $("tools").hidden = false;
  apply();
  follow();
})();
