// ---- what is known of a figure
const texts = $("texts");
const marks = all(".text .m"), figures = all(".text a.figure"), blocks = all(".text .b");
const numberOf = new Map(figures.map((mark, number) => [mark, number]));

const COUNTED = new Set(["obs_value", "value_low", "value_high", "closed", "unit_mult", "sentence", "other", "restates", "repeats", "charts", "checks", "words", "evidence"]);
const text = (place) => data.strings[place] || "";
const columns = new Map(data.columns.map((name, at) => [name, at]));
/** One field of a figure. */
const field = (number, name) => {
  const said = data.figures[number][columns.get(name)];
  return COUNTED.has(name) ? said : text(said);
};
/** All fields of a figure, by their names. */
const figure = (number) => Object.fromEntries(data.columns.map((name) => [name, field(number, name)]));
/** The `figure_id`, of which the id of the mark is written so that it can stand in an address. */
const figureId = (number) => decodeURIComponent(figures[number].id.slice(2).replace(/_([0-9a-f]{2})/g, "%$1"));
const stateOf = (mark) => ["error", "warning", "info", "pass"].find((state) => mark.classList.contains(state)) || "none";

const digits = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 12 });
const MULTIPLES = { 3: "千", 4: "万", 6: "百万", 8: "亿", 12: "万亿" };
/** A value in powers of ten: 147.57, not 147.57000000000002; a third stays one. */
const scaled = (value, mult) => {
  const short = Number((value / 10 ** mult).toPrecision(15));
  return mult === 0 ? value : short;
};
/** A number with all its digits and no exponent, as `figures.csv` has it. */
const plain = (value) => {
  const [, sign, whole, part = "", power] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) || [];
  if (power === undefined) return value === 0 ? "0" : String(value);
  const point = whole.length + Number(power), shown = whole + part;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${shown}`;
  return sign + (point >= shown.length ? shown.padEnd(point, "0") : `${shown.slice(0, point)}.${shown.slice(point)}`);
};

/** The unit as it is read: 亿元, or CNY with the value in full. */
const unitOf = (f) => {
  if (language === "en") return f.unit_measure === "1" ? f.classifier : f.unit_measure;
  const unit = f.unit_measure === "1" ? f.classifier : f.unit_measure === "rank" ? "位" : data.units[f.unit_measure] || f.unit_measure;
  return (f.unit_mult ? MULTIPLES[f.unit_mult] || `×10^${f.unit_mult} ` : "") + unit;
};
/** As people read it: 超过 250 亿元，不足 260 亿元. */
const read = (f) => {
  const valueIn = (value) => `${digits(language === "zh" ? scaled(value, f.unit_mult) : value)} ${unitOf(f)}`.trim();
  if (f.qualifier === "exact" && f.obs_value !== null) return valueIn(f.obs_value);
  if (f.qualifier === "about") return f.obs_value === null ? "" : `${say("约", "about")} ${valueIn(f.obs_value)}`;
  const low = f.value_low === null ? "" : `${f.closed & 1 ? say("从", "from") : say("超过", "more than")} ${valueIn(f.value_low)}`;
  const high = f.value_high === null ? "" : `${f.closed & 2 ? say("至", "to") : say("不足", "less than")} ${valueIn(f.value_high)}`;
  return [low, high].filter(Boolean).join(say("，", ", ")) || say("不限", "open");
};
const interval = (f) => {
  if (f.qualifier === "exact") return "";
  const low = f.value_low === null ? say("（不限", "(open") : `${f.closed & 1 ? "[" : "("}${digits(f.value_low)}`;
  const high = f.value_high === null ? say("不限）", "open)") : `${digits(f.value_high)}${f.closed & 2 ? "]" : ")"}`;
  return `${low} … ${high}`;
};
/** The label of a code in the language of the reader; the code itself where it has none. */
const label = (code, labels) => (labels[code] ? labels[code][language === "zh" ? 0 : 1] : code);
const coded = (code, labels) => (labels[code] ? say(`${label(code, labels)}（${code}）`, `${label(code, labels)} (${code})`) : code);

// A check that failed shows at the first of the figures that it looks at.
const shownAt = new Set(data.checks.filter(([state]) => ["error", "warning", "info"].includes(text(state))).map(([, , , involved]) => text(involved[0][0])));
const failures = marks.filter((mark) => mark.classList.contains("unresolved") || (mark.id && shownAt.has(`#${mark.id}`)));

// ---- texts and the places in them
let contents = null;
/** The texts of the documents. */
const contentsOf = () => { contents = contents || all("article .text").map((shown) => shown.textContent); return contents; };
let spans = null;
/** Start and end of a mark in the text of its document. */
const spanOf = (mark) => {
  if (!spans) {
    spans = new Map();
    for (const shown of all("article .text")) {
      const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
      let at = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.classList.contains("m")) spans.set(node.parentElement, [at, at + node.data.length]);
        at += node.data.length;
      }
    }
  }
  return spans.get(mark);
};
const documentOf = (number) => data.sentences[field(number, "sentence")][0];
const sentenceOf = (number) => {
  const [at, start, end] = data.sentences[field(number, "sentence")];
  return contentsOf()[at].slice(start, end);
};
