// ---- entries of the config, for what a figure shows
const quoted = (words) => `"${[...words].map((c) => (c === "\\" || c === '"' ? `\\${c}` : c < " " || c === "\x7f" ? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}` : c)).join("")}"`;
// Integers of TOML have 64 bits; what is larger is written as a float.
const numeral = (value) => (Number.isInteger(value) && Math.abs(value) > 9e18 ? `${plain(value)}.0` : plain(value));
const stated = (value) => (value === null || value === "" ? '""' : typeof value === "number" ? numeral(value) : quoted(value));
const table = (pairs) => `{ ${pairs.map(([key, value]) => `${key} = ${stated(value)}`).join(", ")} }`;
const lines = (pairs) => pairs.filter(([, value]) => value !== null && value !== "").map(([key, value]) => `${key} = ${stated(value)}\n`).join("");

/** Places of some words in a text, as the program counts them: none begins within another. */
const placesOf = (content, words) => {
  const places = [];
  for (let at = content.indexOf(words); at >= 0; at = content.indexOf(words, at + words.length)) places.push(at);
  return places;
};
/**
 * Words that contain the figure and occur once in its text, from the start of its clause if that is near; else its
 * own words and which of their places it is. Null where these overlap.
 */
const wordsAround = (number) => {
  const content = contentsOf()[documentOf(number)], [start, end] = spanOf(figures[number]);
  const [, first, last] = data.sentences[field(number, "sentence")];
  const clause = Math.max(...["，", "；", "。", "、", "\n", "\t", "\r"].map((c) => content.lastIndexOf(c, start - 1))) + 1;
  const isWithin = (at) => at > 0 && /[\udc00-\udfff]/.test(content[at] || "");
  const surface = content.slice(start, end);
  const is = (from, to) => {
    const words = content.slice(from, to);
    if (isWithin(from) || isWithin(to) || /[\n\r\u2400]/.test(words) || placesOf(words, surface).length !== 1) return false;
    const [first, second] = placesOf(content, words);
    return first === from && second === undefined;
  };
  for (let from = Math.min(start, Math.max(first, clause, start - 16)); from >= Math.max(first, start - 40); from -= 1) if (is(from, end)) return { stands: content.slice(from, end), from, to: end };
  for (let to = end; to <= Math.min(last, end + 20); to += 1) if (is(start, to)) return { stands: content.slice(start, to), from: start, to };
  const occurrence = placesOf(content, surface).indexOf(start) + 1;
  return occurrence ? { stands: surface, from: start, to: end, occurrence } : null;
};

/** The fields that a correction can state for a figure, and what they are now. */
const correctable = (f) => [
  ...(f.obs_value === null ? ["value_low", "value_high"] : ["obs_value"]),
  "unit_measure", "classifier", "per", "role", "basis", "base_period", "indicator_text", "ref_area", "time_period", "obs_status",
];
const ofValue = (name) => ["obs_value", "value_low", "value_high"].includes(name);
/** What `now` and `meant` say where a value changes: the bounds of what is not exact go with it. */
const valueChange = (f, name, value) => {
  const now = f.qualifier === "exact" ? [["obs_value", f.obs_value]] : ["obs_value", "qualifier", "value_low", "value_high"].map((key) => [key, f[key]]);
  const meant = [[name, value]];
  if (name === "obs_value" && !["exact", "about"].includes(f.qualifier)) {
    const isUpper = f.value_low === null || (f.value_high !== null && f.value_high === f.obs_value);
    meant.push([isUpper ? "value_high" : "value_low", value]);
    // 250余 ends at the next step of its last digit, which another value does not tell.
    if (f.value_low !== null && f.value_high !== null) meant.push([isUpper ? "value_low" : "value_high", null]);
  }
  return { now, meant };
};
/**
 * An entry of `corrections.toml`. Without a field the figure is none: its numeral is a label. Null if what is
 * meant is what is read now, or no number where one is needed, or if no words name the figure alone.
 */
const correction = (number, { name = "", value = "", kind = "extraction", why = "" } = {}) => {
  const f = figure(number), place = wordsAround(number);
  if (!place) return null;
  const { stands, from, to, occurrence } = place;
  let change = { now: [["class", "figure"]], meant: [["class", "label"]] };
  if (name) {
    const said = ofValue(name) ? Number(value) : value.trim();
    if (ofValue(name) && (value.trim() === "" || !Number.isFinite(said))) return null;
    if (said === (f[name] ?? "")) return null;
    change = ofValue(name) ? valueChange(f, name, said) : { now: [[name, f[name]]], meant: [[name, said]] };
  }
  const isWithin = (mark) => { const [start, end] = spanOf(mark); return from <= start && end <= to; };
  const near = figures.slice(Math.max(0, number - 20), number + 20).filter((mark) => documentOf(numberOf.get(mark)) === documentOf(number) && isWithin(mark));
  return `[[correction]]\n${lines([
    ["document", data.documents[documentOf(number)]],
    ["kind", name ? kind : "extraction"],
    ["why", why.trim() || say("审阅时发现", "found in the review")],
    ["stands", stands],
    ["occurrence", occurrence ?? null],
    ["surface", near.length > 1 ? figures[number].textContent : null],
  ])}now = ${table(change.now)}\nmeant = ${table(change.meant)}\n`;
};

/**
 * An entry of a file of `expected/`, with the head of a new file if there is none yet. Null where nothing says what
 * is measured, by which a figure is found.
 */
const expectation = (number, withHead) => {
  const f = figure(number), exact = f.qualifier === "exact";
  if (!f.indicator && !f.indicator_text) return null;
  const inScale = (value) => (value === null ? null : scaled(value, f.unit_mult));
  const head = `documents = [${quoted(data.documents[documentOf(number)])}]\n\n`;
  return `${withHead ? head : ""}[[expect]]\n${lines([
    ["id", figureId(number)],
    ["indicator", f.indicator],
    ["words", f.indicator ? "" : f.indicator_text],
    ["area", f.ref_area],
    ["period", f.time_period],
    ["role", f.role],
    ["change_end", f.change_end],
    ["value", inScale(f.obs_value)],
    ["qualifier", exact ? "" : f.qualifier],
    ["low", exact ? null : inScale(f.value_low)],
    ["high", exact ? null : inScale(f.value_high)],
    ["unit", f.unit_measure],
    ["unit_mult", f.unit_mult || null],
    ["classifier", f.classifier],
    ["per", f.per],
    ["status", f.obs_status],
  ])}`;
};

/**
 * A case of the rule that read the figure. It states what the sentence says by itself: periods and areas may
 * come from further off. Null for a cell, which no rule reads.
 */
const ruleCase = (number) => {
  const f = figure(number);
  if (f.rule.startsWith("table.")) return null;
  const [at, start] = data.sentences[field(number, "sentence")], sentence = sentenceOf(number);
  const end = start + sentence.length, mark = figures[number], surface = mark.textContent;
  const isBefore = (other) => { const span = spanOf(other); return span[0] >= start && span[1] <= end && span[0] < spanOf(mark)[0]; };
  const ofDocument = all("article .text")[at];
  const before = marks.filter((other) => other.textContent === surface && ofDocument.contains(other) && isBefore(other));
  const named = (other) => `  { surface = ${quoted(surface)}${other.classList[1] === "figure" ? "" : `, class = ${quoted(other.classList[1])}`} },\n`;
  const fields = [["obs_value", f.obs_value], ["qualifier", f.qualifier], ["unit_measure", f.unit_measure], ["classifier", f.classifier], ["role", f.role], ["change_end", f.change_end]];
  const known = table(fields.filter(([, value]) => value !== null && value !== ""));
  return `# ${say("规则", "rule")} ${f.rule}\n[[rule.accept]]\ntext = ${quoted(sentence)}\nnumerals = [\n${before.map(named).join("")}  { surface = ${quoted(surface)}, fields = ${known} },\n]\n`;
};
