// ---- the fields of a figure
const panel = $("panel"), help = $("help");
const link = (pair) => element("a", { href: text(pair[0]) }, isolated(text(pair[1])));
const list = (title, items) => (items.length ? [element("h3", {}, title), element("ul", {}, ...items.map((item) => element("li", {}, ...item)))] : []);

const unitFact = (f) => [
  f.unit_measure,
  language === "zh" && data.units[f.unit_measure] !== f.unit_measure && data.units[f.unit_measure],
  f.classifier && say(`量词 ${f.classifier}`, `counted in ${f.classifier}`),
  f.per && say(`每 ${f.per}`, `per ${f.per}`),
].filter(Boolean).join(" · ");
const facts = (f) => [
  [say("读作", "As read"), read(f)],
  [say("数值", "Value"), f.obs_value === null ? say("无：是一个范围", "none: a range") : digits(f.obs_value) + (f.unit_measure === "1" ? "" : ` ${f.unit_measure}`)],
  [say("区间", "Bounds"), interval(f)],
  [say("单位", "Unit"), unitFact(f)],
  [say("限定", "Qualifier"), word("qualifier", f.qualifier)],
  [say("性质", "Role"), word("role", f.role)],
  [say("指标词", "Words"), f.indicator_text && isolated(f.indicator_text, "mark")],
  [say("行为", "Action"), f.action_text && isolated(f.action_text, "mark")],
  [say("指标", "Indicator"), f.indicator ? coded(f.indicator, data.indicators) : say("目录未收录", "not in the catalogue")],
  [say("时期", "Period"), f.time_period ? [f.time_period, f.period_source && `${say("（", "(")}${word("source", f.period_source)}${say("）", ")")}`].filter(Boolean).join(say("", " ")) : say("无", "none")],
  [say("地区", "Area"), f.ref_area ? coded(f.ref_area, data.areas) : say("无", "none")],
  [say("状态", "Status"), word("status", f.obs_status)],
  [say("比较", "Basis"), [f.basis && word("basis", f.basis), f.base_period].filter(Boolean).join(say("，", ", "))],
  [say("规则", "Rule"), element("code", {}, f.rule)],
  [say("更正", "Correction"), f.correction && isolated(f.correction)],
].filter(([, said]) => said);

/** How the fields came about, as `figlift explain` tells it. */
const origin = (f) => {
  const names = [say("时期", "period"), say("比较", "basis"), say("状态", "status"), say("地区", "area"), say("每", "per")];
  const standing = f.origins.split("/").map((where, at) => (where ? [names[at], `${say("见于", "in ")}${word("origin", where)}`] : null));
  return [f.attachment && [say("指标词取自", "words by"), word("attachment", f.attachment), f.attachment], ...standing].filter(Boolean);
};

const check = (place) => {
  const [state, kind, message, involved] = data.checks[place];
  const name = text(state), tone = ["error", "warning", "info", "pass"].includes(name) ? name : "other";
  const links = involved.length > 1 ? involved.flatMap((pair, at) => [at ? " · " : " → ", link(pair)]) : [];
  return [element("span", { class: `tag ${tone}` }, word("result", name)), element("span", { class: "kind" }, word("kind", text(kind))), " ", element("bdi", { lang: "en" }, message), ...links];
};

// ---- entries to copy
const option = (value, words) => element("option", { value }, words);
const labelled = (words, control) => element("label", {}, `${words} `, control);
/** Shows an entry, selects it and puts it on the clipboard, if the browser allows that. */
const give = (entry, area, told) => {
  area.hidden = false;
  area.value = entry;
  area.rows = Math.min(14, entry.split("\n").length);
  area.focus();
  area.select();
  const copied = () => { told.textContent = say("已复制到剪贴板。", "Copied to the clipboard."); };
  const selected = () => { told.textContent = say("浏览器不允许写剪贴板：已选中，请按 Ctrl+C（⌘C）复制。", "The browser keeps the clipboard: press Ctrl+C (⌘C) to copy what is selected."); };
  const older = () => { area.select(); if (document.execCommand("copy")) copied(); else selected(); };
  if (navigator.clipboard) navigator.clipboard.writeText(entry).then(copied, older); else older();
};
/** What the fields that a correction states are called. */
const nameOfField = (name) => ({
  obs_value: say("数值", "value"), value_low: say("下限", "lower bound"), value_high: say("上限", "upper bound"), unit_measure: say("单位", "unit"),
  classifier: say("量词", "measure word"), per: say("每", "per"), role: say("性质", "role"), basis: say("比较", "basis"), base_period: say("基期", "base period"),
  indicator_text: say("指标词", "words"), ref_area: say("地区", "area"), time_period: say("时期", "period"), obs_status: say("状态", "status"),
})[name];
// Whether the choices are unfolded stays from figure to figure.
let unfolded = false;
const copies = (number) => {
  const f = figure(number), area = element("textarea", { readonly: "", spellcheck: "false", lang: "zh-CN", "aria-label": say("可粘贴的 TOML", "TOML to paste") });
  area.hidden = true;
  const told = element("output", { class: "told", "aria-live": "polite" });
  const names = element("select", {}, option("", say("不是数值（改为名称）", "no figure (a label)")), ...correctable(f).map((name) => option(name, `${nameOfField(name)} ${name}`)));
  const value = element("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const kind = element("select", {}, option("extraction", say("识别有误", "misread")), option("source", say("原文有误", "wrong in the text")));
  const why = element("input", { type: "text", autocomplete: "off" });
  const choose = () => {
    const was = names.value && f[names.value];
    value.value = was === null || was === undefined ? "" : typeof was === "number" ? plain(was) : was;
    value.disabled = !names.value;
    kind.disabled = !names.value;
  };
  names.addEventListener("change", choose);
  choose();
  const button = (words, id, make, refused) => {
    const made = element("button", { type: "button", "data-copy": id }, words);
    made.addEventListener("click", () => {
      const entry = make();
      if (entry) give(entry, area, told); else { area.hidden = true; told.textContent = refused; }
    });
    return made;
  };
  const head = element("input", { type: "checkbox" });
  const corrected = () => correction(number, { name: names.value, value: value.value, kind: kind.value, why: why.value });
  const buttons = [
    button(say("复制更正", "Copy correction"), "correction", corrected, say("请填写与现值不同的值。", "State a value that differs from the present one.")),
    button(say("复制预期", "Copy expectation"), "expectation", () => expectation(number, head.checked), say("没有指标词，预期无从查找。", "No words say what is measured: there is nothing to expect it by.")),
    button(say("复制用例", "Copy case"), "case", () => ruleCase(number), say("单元格不由规则识别，没有用例。", "Cells are read by no rule: there is no case.")),
  ];
  const choices = element("details", { class: "copy" }, element("summary", {}, say("更正什么，预期写到哪里", "What to correct, where to expect")),
    element("fieldset", {}, element("legend", {}, say("更正", "Correction")),
      labelled(say("字段", "field"), names), labelled(say("应为", "should be"), value), labelled(say("何处有误", "what is wrong"), kind), labelled(say("依据", "evidence"), why)),
    element("fieldset", {}, element("legend", {}, say("预期", "Expectation")), labelled(say("写入新文件", "for a new file"), head)));
  choices.open = unfolded;
  choices.addEventListener("toggle", () => { unfolded = choices.open; });
  return { buttons, more: [told, area, choices] };
};

const closing = () => element("button", { type: "button", class: "close", "aria-label": say("关闭", "Close") }, "×");
const describe = (mark) => {
  const surface = isolated(mark.textContent), number = numberOf.get(mark);
  if (number === undefined) {
    return [closing(), element("h2", {}, surface), element("p", {}, say("未识别：没有规则说明这个数字。", "Unresolved: no rule explains this numeral.")), element("p", { class: "hint" }, say("figlift explain 显示试过哪些规则。", "figlift explain shows what was tried."))];
  }
  const f = figure(number), state = stateOf(mark);
  const tag = state === "none" ? "" : element("span", { class: `tag ${state}` }, word("result", state));
  const rows = (pairs) => pairs.flatMap(([name, said, title]) => [element("dt", {}, name), element("dd", title ? { title } : {}, said)]);
  const change = f.other ? [[`${word("end", f.change_end)}${say("；另一端：", "; the other end: ")}`, link(f.other)]] : [];
  const linked = (pair) => (pair ? [[link(pair)]] : []);
  const box = element("input", { type: "checkbox", "data-seen": number });
  box.checked = isSeen(number);
  const back = element("button", { type: "button", "data-back": "" }, say("列表", "List"), " ", element("kbd", {}, "l"));
  const { buttons, more } = copies(number);
  return [
    closing(), element("h2", {}, surface, " ", tag),
    element("div", { class: "acts" }, element("label", {}, box, ` ${say("已看", "seen")} `, element("kbd", {}, "x")), back, ...buttons), ...more,
    element("dl", {}, ...rows(facts(f))),
    ...list(say("变化", "Change"), change), ...list(say("换算自", "Restates"), linked(f.restates)), ...list(say("重复，只计一次", "Repeats; counted once"), linked(f.repeats)),
    ...list(say("核对", "Checks"), f.checks.map(check)),
    ...list(say("图表", "Charts"), f.charts.map((at) => [element("a", { href: data.charts[at][0] }, data.charts[at][language === "zh" ? 1 : 2])])),
    element("h3", {}, say("如何得出", "How it was found")), element("dl", { class: "origins" }, ...rows(origin(f))),
  ];
};
