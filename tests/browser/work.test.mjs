// What people work with beside the text: the language, the list of figures, what they have seen, files and entries.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOSTILE, Project, many, repository } from "./program.mjs";
import { barriers, chromium, drawn, open } from "./window.mjs";

const TEXT = "设立“N个1”机制，夏粮总产量13926万吨，比上年减少162万吨，下降1.3%。\n2021年，高新技术企业由“由”上年的250余家增加到320家，其中“小巨人”\\企业12家、总量12家。\n2022年，研发经费支出250余亿元，预计2023年利润30亿元左右，居第2位，占全国1/3。\n";
/** As a reporter of 5,000 figures would write. */
const LONG = Array.from({ length: 1250 }, (_, at) => `2021年，第${at % 9}区新建学校${at + 1}所，投资${at + 2}亿元，增长${(at % 90) / 10}%，招生${at + 7}万人。\n`).join("");

let browser, projects;
before(async () => {
  browser = await chromium();
  projects = { repository: repository(), small: new Project({ "grain.txt": TEXT }), many: many(), long: new Project({ "long.txt": LONG }) };
});
after(async () => {
  await browser?.close();
  Object.values(projects ?? {}).forEach((project) => project.clear());
});

/** Opens a page of a project; whatever is done there, it must have no fault at its end. */
const visit = async (name, look, steps, path = "review.html") => {
  const page = await open(browser, projects[name].url(path), look);
  await steps(page);
  assert.deepEqual(page.faults, []);
  // All pages from disk share what the browser keeps.
  await page.evaluate(() => { try { localStorage.clear(); } catch { /* refused */ } });
  await page.close();
};
const ZH = { languages: ["zh-CN", "zh"] };
/** The words of the page without those of the texts. */
const words = (page) => page.evaluate(() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll("script, article .text, bdi, mark, kbd, code, footer, #language, #rows, [lang=en] [lang=en]").forEach((one) => one.remove());
  const attributes = ["aria-label", "placeholder"].flatMap((name) => [...copy.querySelectorAll(`[${name}]:not(article)`)].map((one) => one.getAttribute(name)));
  return `${copy.textContent} ${attributes.join(" ")}`;
});
const listed = (page) => page.$$eval("#rows tr", (rows) => rows.map((row) => row.querySelector(".value").textContent));
const choose = async (page, selector, value) => { await page.select(selector, value); await drawn(page); };
const told = (page) => page.$eval("#told", (told) => told.textContent);

/** What a click makes the browser save. */
const saved = async (page, project, name, click) => {
  const folder = join(project.folder, "saved"), path = join(folder, name);
  mkdirSync(folder, { recursive: true });
  rmSync(path, { force: true });
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await page.click(click);
  for (let waited = 0; !existsSync(path); waited += 20) {
    assert.ok(waited < 5000, `${name} was not saved`);
    await new Promise((done) => setTimeout(done, 20));
  }
  await new Promise((done) => setTimeout(done, 100));
  return readFileSync(path, "utf8");
};

for (const [name, path] of [["small", "review.html"], ["many", "review.html"]]) {
  test(`language: ${name} speaks that of the reader, one at a time`, async () => {
    for (const languages of [["zh-TW"], ["fr", "zh-CN", "en"], ["fr"]]) {
      await visit(name, { languages }, async (page) => {
        assert.equal(await page.$eval("html", (html) => html.lang), "zh-CN", languages.join());
        const said = await words(page);
        assert.match(said, /未识别/);
        assert.doesNotMatch(said.replaceAll(/CSV|JSON|MB|TOML|Shift|Enter|Esc/g, ""), /[A-Za-z]{3}/);
      }, path);
    }
    for (const languages of [["en-GB"], ["fr", "en", "zh"]]) {
      await visit(name, { languages }, async (page) => {
        assert.equal(await page.$eval("html", (html) => html.lang), "en", languages.join());
        assert.match(await words(page), /unresolved/i);
        assert.doesNotMatch(await words(page), /[\u4e00-\u9fff]/);
      }, path);
    }
  });
}

test("language: the switch changes all words, also of the panel, and is kept", () => visit("small", ZH, async (page) => {
  await page.keyboard.press("j");
  assert.match(await page.$eval("#panel", (panel) => panel.textContent), /确数/);
  await page.click("#language");
  await drawn(page);
  assert.equal(await page.$eval("html", (html) => html.lang), "en");
  assert.match(await page.$eval("#panel", (panel) => panel.textContent), /exact/);
  assert.doesNotMatch(await words(page), /[\u4e00-\u9fff]/);
  await page.reload();
  assert.equal(await page.title(), "Review");
  await page.click("#language");
  assert.equal(await page.title(), "审阅");
}));

test("language: without scripts the page is Chinese and shows nothing that needs them", async () => {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(projects.small.url("review.html"));
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  const said = JSON.stringify(tree);
  assert.match(said, /审阅.*未识别.*夏粮总产量/s);
  assert.doesNotMatch(said, /"Keys|Search|导出 CSV|unresolved/);
  await page.close();
});

test("list: sorted, filtered, searched, and reset", () => visit("small", {}, async (page) => {
  const all = await listed(page);
  assert.deepEqual(all, projects.small.figures().map((figure) => figure.surface), "in order of the text");
  await page.click("#list th.value button");
  assert.equal((await listed(page))[0], "250余亿元");
  assert.equal(await page.$eval("#list th.value", (head) => head.getAttribute("aria-sort")), "descending");
  await page.click("#list th.value button");
  await page.click("#list th.value button");
  assert.deepEqual(await listed(page), all, "the third time leads back");
  await choose(page, "#unit", "CNY");
  assert.deepEqual(await listed(page), ["250余亿元", "30亿元左右"]);
  assert.ok(await page.$$eval(".text a.figure", (marks) => marks.every((mark) => mark.classList.contains("off") !== /亿元/.test(mark.textContent))), "the text shows the same");
  await choose(page, "#status", "F");
  assert.deepEqual(await listed(page), ["30亿元左右"]);
  await page.click("#reset");
  await choose(page, "#period", "2020");
  assert.ok((await listed(page)).includes("320家") && !(await listed(page)).includes("30亿元左右"));
  await page.click("#reset");
  await page.type("#search", "夏粮");
  await page.waitForFunction(() => document.getElementById("count").textContent.startsWith("1 places found"));
  assert.deepEqual(await listed(page), ["13926万吨", "162万吨", "1.3%"]);
}));

test("list: a click leads to the mark, a key back to the row, arrows and Enter on", () => visit("small", {}, async (page) => {
  await page.click("#rows tr:nth-child(3) .value");
  await drawn(page);
  const focused = () => page.evaluate(() => [document.activeElement.tagName, (document.activeElement.querySelector(".value") ?? document.activeElement).textContent]);
  assert.deepEqual(await focused(), ["A", "1.3%"]);
  assert.equal(await page.$eval("#rows [aria-selected=true] .value", (cell) => cell.textContent), "1.3%");
  await page.keyboard.press("l");
  assert.deepEqual(await focused(), ["TR", "1.3%"]);
  for (const [key, surface] of [["ArrowUp", "162万吨"], ["Home", "13926万吨"], ["End", "1/3"], ["ArrowUp", "第2位"]]) {
    await page.keyboard.press(key);
    assert.deepEqual(await focused(), ["TR", surface], key);
  }
  await page.keyboard.press("Enter");
  await drawn(page);
  assert.deepEqual(await focused(), ["A", "第2位"]);
  assert.match(page.url(), /#f-/);
}));

test("list: thousands of rows, of which only those in sight are there", () => visit("long", {}, async (page) => {
  const marks = await page.evaluate(() => Array.from(document.querySelectorAll(".text a.figure"), (mark) => mark.textContent)), count = marks.length;
  assert.ok(count >= 4000, `${count}`);
  assert.equal(await page.$eval("#list table", (table) => table.getAttribute("aria-rowcount")), `${count + 1}`);
  const there = async () => (await listed(page)).length;
  assert.ok(await there() < 80, `${await there()}`);
  await page.keyboard.press("l");
  await page.keyboard.press("End");
  await drawn(page);
  const last = await page.evaluate(() => { const row = document.activeElement, box = row.getBoundingClientRect(), around = document.getElementById("list-scroll").getBoundingClientRect(); return [row.querySelector(".value").textContent, box.bottom <= around.bottom + 1 && box.top >= around.top]; });
  assert.deepEqual(last, ["1256万人", true]);
  assert.ok(await there() < 80);
  await page.$eval("#list-scroll", (scroll) => { scroll.scrollTop = scroll.scrollHeight / 2; });
  await drawn(page);
  const [first] = await listed(page), at = await page.$eval("#rows tr", (row) => Number(row.getAttribute("aria-rowindex")) - 2);
  assert.equal(first, marks[at], "a row in the middle is the one of its place");
}));

test("export: what is shown is figures.csv with a byte order mark, from the page alone", () => visit("repository", {}, async (page) => {
  const { repository } = projects;
  assert.equal(await saved(page, repository, "figures.csv", "#export"), `\ufeff${repository.text("figures.csv")}`);
  await choose(page, "#unit", "%");
  const [head, ...rows] = (await saved(page, repository, "figures.csv", "#export")).split("\n").filter(Boolean);
  const expected = repository.text("figures.csv").split("\n").filter((row) => /,%,/.test(row));
  assert.equal(head, `\ufeff${repository.text("figures.csv").split("\n")[0]}`);
  assert.deepEqual(rows, expected);
}));

test("export: cells are quoted and guarded, and long sentences cut, as in figures.csv", async (t) => {
  const long = `${"甲乙丙丁，".repeat(60)}产值120亿元，${"戊己庚辛，".repeat(60)}利润5%—6%。\n`;
  const project = new Project({ "a,b.txt": `　　称"好"的企业12家，一般1e3。\n-3.2%的利润，=1,234家。\n${long}` });
  t.after(() => project.clear());
  const page = await open(browser, project.url("review.html"));
  assert.equal(await saved(page, project, "a,b.csv", "#export"), `\ufeff${project.text("figures.csv")}`);
  await page.close();
});

test("seen: kept over a reload, filtered, exported, imported again", () => visit("small", {}, async (page) => {
  const kept = () => page.$$eval(".text a.seen", (marks) => marks.map((mark) => mark.textContent));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.click("#rows tr:nth-child(2) input");
  assert.deepEqual(await kept(), ["13926万吨", "162万吨"]);
  await page.reload();
  assert.deepEqual(await kept(), ["13926万吨", "162万吨"]);
  await choose(page, "#been", "seen");
  assert.deepEqual(await listed(page), ["13926万吨", "162万吨"]);
  const json = await saved(page, projects.small, "grain-seen.json", "#seen-export");
  const ids = projects.small.figures().map((figure) => figure.figure_id).slice(0, 2);
  assert.deepEqual(JSON.parse(json), { figlift: "seen", documents: ["grain"], figures: ids });
  await choose(page, "#been", "");
  await page.click("#seen-all");
  await page.click("#seen-all");
  assert.deepEqual(await kept(), []);
  const field = await page.$("#seen-import"), path = join(projects.small.folder, "saved", "grain-seen.json");
  // What is seen elsewhere is kept for the page that shows it.
  writeFileSync(path, JSON.stringify({ figlift: "seen", figures: [...ids, "county/1#0a1b"] }));
  await field.uploadFile(path);
  await page.waitForFunction(() => document.getElementById("told").textContent !== "");
  assert.equal(await told(page), "3 taken over.");
  assert.deepEqual(await kept(), ["13926万吨", "162万吨"]);
  assert.equal(await page.evaluate(() => localStorage.getItem("figlift-seen:county/1")), '["county/1#0a1b"]');
  const other = join(projects.small.folder, "other.json");
  writeFileSync(other, "[1]");
  await field.uploadFile(other);
  await page.waitForFunction(() => document.getElementById("told").textContent.startsWith("This is no"));
  assert.deepEqual((await kept()).length, 2);
}));

test("seen: a browser that keeps nothing is named, and the page works on", () => visit("small", { ...ZH, refusing: true }, async (page) => {
  assert.match(await told(page), /不允许保存/);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal((await page.$$(".text a.seen")).length, 1);
  assert.match(await told(page), /不允许保存/);
}));

/** The entries that the page gives for a figure, by the words of the figure. */
const entry = async (page, surface, kind, steps = async () => {}) => {
  const at = (await page.$$eval(".text a.figure", (marks) => marks.map((mark) => mark.textContent))).indexOf(surface);
  await page.evaluate((at) => document.querySelectorAll(".text a.figure")[at].click(), at);
  await page.$eval("#panel .copy", (copy) => { copy.open = true; });
  await steps();
  await page.click(`[data-copy=${kind}]`);
  await page.waitForFunction(() => document.querySelector("#panel .told").textContent !== "");
  return page.$eval("#panel textarea", (area) => (area.hidden ? "" : area.value));
};
const correct = (page, field, value) => async () => {
  await page.select("#panel .copy select", field);
  await page.$eval("#panel .copy input[type=text]", (input, value) => { input.value = value; }, value);
};

test("entries: what is copied is what the page shows, selected", () => visit("small", {}, async (page) => {
  const shown = await entry(page, "320家", "expectation");
  const selected = await page.$eval("#panel textarea", (area) => area.value.slice(area.selectionStart, area.selectionEnd));
  assert.equal(selected, shown);
  assert.match(await page.$eval("#panel .told", (told) => told.textContent), /^Copied/);
  await page.$eval("#search", (search) => { search.value = ""; search.focus(); });
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
  assert.equal(await page.$eval("#search", (search) => search.value), shown.trim().replaceAll("\n", " "));
}));

test("entries: where a browser keeps its clipboard, they are selected to be copied by key", () => visit("small", ZH, async (page) => {
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { get: () => undefined });
    document.execCommand = () => false;
  });
  const shown = await entry(page, "320家", "case");
  assert.match(shown, /^# 规则 \S+\n\[\[rule\.accept\]\]\n/);
  assert.match(await page.$eval("#panel .told", (told) => told.textContent), /请按 Ctrl\+C/);
  assert.equal(await page.evaluate(() => getSelection().toString() || document.activeElement.value), shown);
}));

test("fields: how they were found is told in words, as figlift explain tells it in codes", () => visit("small", ZH, async (page) => {
  await page.keyboard.press("j");
  const origins = await page.$eval("#panel .origins", (origins) => origins.textContent);
  assert.match(origins, /指标词取自前面的主语/);
  assert.equal(await page.$eval("#panel .origins [title]", (found) => found.title), "subject");
}));

test("entries: corrections, expectations and cases can be pasted and hold", async (t) => {
  const project = new Project({ "grain.txt": TEXT });
  t.after(() => project.clear());
  const page = await open(browser, project.url("review.html"));
  const surfaces = project.figures().map((figure) => figure.surface);
  const corrections = [];
  for (const [surface, field, value] of [["13926万吨", "obs_value", "139260000000"], ["162万吨", "", ""], ["250余家", "obs_value", "2500"], ["250余亿元", "time_period", "2020"], ["320家", "classifier", ""], ["30亿元左右", "obs_value", "31"]]) {
    corrections.push(await entry(page, surface, "correction", correct(page, field, value)));
  }
  assert.equal(await entry(page, "320家", "correction", correct(page, "obs_value", "320")), "", "what changes nothing is no correction");
  const expectations = [], cases = new Map();
  for (const surface of new Set(surfaces)) {
    expectations.push(await entry(page, surface, "expectation", () => page.$eval("#panel .copy [type=checkbox]", (head, first) => { head.checked = first; }, expectations.length === 0)));
    const copied = await entry(page, surface, "case");
    const rule = /^# rule (\S+)\n/.exec(copied)[1];
    cases.set(rule, [...(cases.get(rule) ?? []), copied]);
  }
  project.write("config/expected/grain.toml", expectations.join("\n"));
  for (const [rule, copied] of cases) project.write(`config/pack/rules/${rule}.toml`, `${project.figlift("rules", "show", rule).stdout}\n${copied.join("\n")}`);
  const tested = project.figlift("rules", "test");
  assert.equal(tested.status, 0, tested.stderr + tested.stdout);
  const held = project.figlift("run", "--no-cache", "--fail-on", "never");
  assert.match(held.stdout, new RegExp(`expected +${expectations.length} passed, 0 failed`), held.stderr);
  project.write("config/corrections.toml", corrections.join("\n"));
  const corrected = project.figlift("run", "--no-cache", "--fail-on", "never");
  assert.match(corrected.stdout, new RegExp(`corrections +${corrections.length} applied`), corrected.stderr);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("entries: in a hostile text each correction is of its own figure", async (t) => {
  const text = `${HOSTILE}称"12家\\"12家12家12家，12家。😀8个😀8个\t\u001b[31m9台\n`;
  const project = new Project({ "<x>&\"'y.txt": text });
  t.after(() => project.clear());
  const page = await open(browser, project.url("review.html"));
  const copied = await page.evaluate(async () => Array.from(document.querySelectorAll(".text a.figure"), (mark) => {
    mark.click();
    return ["correction", "expectation"].map((kind) => {
      document.querySelector(`[data-copy=${kind}]`).click();
      const area = document.querySelector("#panel textarea");
      return area.hidden ? "" : area.value;
    });
  }));
  assert.ok(copied.length > 10 && copied.every(([correction]) => correction));
  project.write("config/corrections.toml", copied.map(([correction]) => correction).join("\n"));
  const corrected = project.figlift("run", "--no-cache", "--fail-on", "never");
  assert.match(corrected.stdout, new RegExp(`corrections +${copied.length} applied`), corrected.stderr);
  project.write("config/corrections.toml", "");
  const expected = copied.map(([, expectation]) => expectation).filter(Boolean);
  project.write("config/expected/all.toml", `documents = ["*"]\n${expected.join("\n")}`);
  const held = project.figlift("run", "--no-cache", "--fail-on", "never");
  assert.match(held.stdout, new RegExp(`expected +${expected.length} passed, 0 failed`), held.stderr);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("list and entries: nothing serious for axe-core, narrow and wide, light and dark", async () => {
  for (const look of [{ width: 1400 }, { width: 1400, scheme: "dark", ...ZH }, { width: 390, ...ZH }, { width: 390, scheme: "dark" }]) {
    await visit("small", look, async (page) => {
      await page.keyboard.press("j");
      await page.$eval("#panel .copy", (copy) => { copy.open = true; });
      await page.click("[data-copy=correction]");
      await drawn(page);
      assert.deepEqual(await barriers(page), [], `${JSON.stringify(look)}: panel`);
      if (look.width === 390) {
        await page.click("#panel .close");
        await page.evaluate(() => scrollTo(0, document.getElementById("tools").offsetTop));
        await page.click("#open-list");
        await drawn(page);
        assert.deepEqual(await barriers(page), [], `${JSON.stringify(look)}: list`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await page.click("#rows tr:nth-child(2) .value");
        assert.equal(await page.$eval("#list", (list) => getComputedStyle(list).display), "none", "it makes room for the text");
      }
    });
  }
});
