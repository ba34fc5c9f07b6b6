// ---- the page, and the language of its words
const $ = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const data = JSON.parse($("data").textContent);

// Browsers may refuse to keep anything for a page: then it is forgotten when the page is closed.
const store = {
  refused: false,
  get(key) {
    try { return localStorage.getItem(key); } catch { store.refused = true; return null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); } catch { store.refused = true; }
  },
};

const spoken = (wanted) => wanted.map((tag) => tag.toLowerCase().slice(0, 2)).find((tag) => tag === "zh" || tag === "en") || "zh";
let language = ["zh", "en"].includes(store.get("figlift-language")) ? store.get("figlift-language") : spoken(navigator.languages || []);
/** The word in the language of the reader. */
const say = (zh, en) => (language === "zh" ? zh : en);
/** What a code of a group is called. */
const word = (group, code) => (data.words[group] && data.words[group][code] || [code, code])[language === "zh" ? 0 : 1];

// The page is written in Chinese, with the English words beside: of a text in `data-en`, of an attribute in
// `data-en-…`.
const ATTRIBUTES = ["aria-label", "placeholder"];
const chinese = new WeakMap();
const speak = () => {
  const tag = say("zh-CN", "en");
  document.documentElement.lang = tag;
  for (const one of all("[data-spoken]")) one.lang = tag;
  for (const one of all("[data-en]")) {
    if (!chinese.has(one)) chinese.set(one, one.textContent);
    one.textContent = say(chinese.get(one), one.dataset.en);
  }
  for (const name of ATTRIBUTES) {
    for (const one of all(`[data-en-${name}]`)) {
      if (!one.hasAttribute(`data-zh-${name}`)) one.setAttribute(`data-zh-${name}`, one.getAttribute(name));
      one.setAttribute(name, one.getAttribute(`data-${language}-${name}`));
    }
  }
};
speak();

/** An element with its attributes and children; empty texts are left out. */
const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
};
/** Words of the texts, whatever the language of the page and the direction of writing. */
const isolated = (words, name = "bdi") => element(name, { lang: "zh-CN" }, words);
