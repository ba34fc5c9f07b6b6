// What people do with a review: from a failure to its sentence, by key, by filter, by search.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Project, WRONG, hostile, many, repository } from "./program.mjs";
import { chromium, drawn, open } from "./window.mjs";

const TEXT = "设立“N个1”机制，夏粮总产量13926万吨，比上年减少162万吨，下降1.3%。\n2021年，高新技术企业320家，设立“N个7”机制。\n";

let browser, projects;
before(async () => {
  browser = await chromium();
  projects = {
    repository: repository(),
    hostile: hostile(),
    small: new Project({ "grain.txt": TEXT }),
    many: many(),
  };
});
after(async () => {
  await browser?.close();
  Object.values(projects ?? {}).forEach((project) => project.clear());
});

/** Opens the review of a project; whatever is done there, the page must have no fault at its end. */
const visit = async (name, steps) => {
  const page = await open(browser, projects[name].url("review.html"));
  await steps(page);
  assert.deepEqual(page.faults, []);
  await page.close();
};

/** What the address points to: its text, its sentence, whether it can be seen, whether it lies under something. */
const pointedAt = (page) => page.evaluate(() => {
  const target = document.getElementById(location.hash.slice(1)), box = target.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    text: target.textContent,
    sentence: target.parentElement.textContent,
    seen: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
    uncovered: target.contains(top),
  };
});
const current = (page) => page.evaluate(() => document.querySelector(".current")?.id ?? null);
const choose = async (page, selector, value) => { await page.select(selector, value); await drawn(page); };
/** The marks that filters leave, as [class, text]. */
const left = (page) => page.$$eval(".text .m:not(.off)", (marks) => marks.map((mark) => [mark.classList[1], mark.textContent]));
const panel = (page) => page.$eval("#panel", (panel) => (panel.hidden ? "" : panel.textContent));

for (const name of ["repository", "hostile", "small"]) {
  test(`failures of ${name}: one click leads to the sentence`, () => visit(name, async (page) => {
    const links = await page.$$(".problems a");
    assert.ok(links.length > 0, "something failed");
    for (const link of links) {
      const message = await link.evaluate((link) => link.closest("li").textContent);
      await link.click();
      await drawn(page);
      const { text, sentence, seen, uncovered } = await pointedAt(page);
      assert.ok(seen && uncovered, `${message}: on screen`);
      assert.ok(message.includes(text), `${message}: ${text}`);
      assert.ok(sentence.includes(text) && (await panel(page)).includes(text), `${message}: its sentence and its panel`);
      await page.evaluate(() => scrollTo(0, 0));
    }
  }));
}

test("the failure of a small text is the one that is wrong", () => visit("hostile", async (page) => {
  await page.click(".problems .error a");
  await drawn(page);
  const { text, sentence } = await pointedAt(page);
  assert.deepEqual([text, sentence], ["1.3%", WRONG.trim()]);
}));

test("failures of many texts: at most two clicks lead to the sentence", () => visit("many", async (page) => {
  await Promise.all([page.waitForNavigation(), page.click(".problems .error a")]);
  await drawn(page);
  assert.match(page.url(), /review\/county-44-[0-9a-f]+\.html#f-/);
  const { text, seen, uncovered } = await pointedAt(page);
  assert.deepEqual([text, seen, uncovered], ["1.3%", true, true]);
}));

test("keys: n and p go around the failures, j and k around the figures", () => visit("small", async (page) => {
  const go = async (key) => { await page.keyboard.press(key); await drawn(page); const at = await pointedAt(page); assert.ok(at.seen && at.uncovered, key); return at.text; };
  const failures = [];
  for (const key of ["n", "n", "n", "n", "p", "p"]) failures.push(await go(key));
  assert.deepEqual(failures, ["1", "1.3%", "7", "1", "7", "1.3%"]);
  await page.keyboard.press("Escape");
  const figures = [];
  for (const key of ["j", "j", "j", "j", "j", "k", "k"]) figures.push(await go(key));
  assert.deepEqual(figures, ["13926万吨", "162万吨", "1.3%", "320家", "13926万吨", "320家", "1.3%"]);
}));

test("keys: Tab to a mark shows its panel, Enter leads into it, Esc back and then away", () => visit("small", async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.id);
  const reach = async () => { for (let pressed = 0; pressed < 40; pressed += 1) { await page.keyboard.press("Tab"); if (await page.evaluate(() => document.activeElement.matches("a.figure"))) return; } };
  await reach();
  const id = await focused();
  assert.match(id, /^f-/);
  assert.equal(await current(page), id);
  assert.match(await panel(page), /13926万吨.*夏粮/s);
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "panel");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), id);
  assert.equal(await panel(page), "");
}));

test("keys: / leads to the search, Esc empties it and leads out, ? lists the keys", () => visit("small", async (page) => {
  await page.keyboard.press("/");
  await page.keyboard.type("njk");
  const search = () => page.$eval("#search", (search) => [search.value, document.activeElement === search]);
  assert.deepEqual(await search(), ["njk", true], "typed, not heeded as keys");
  await page.keyboard.press("Escape");
  assert.deepEqual(await search(), ["", false]);
  await page.keyboard.press("?");
  assert.ok(await page.$eval("#help", (help) => help.open));
  await page.keyboard.press("Escape");
  assert.ok(!(await page.$eval("#help", (help) => help.open)));
}));

test("filter by class: what is not ticked is marked no more, and keys pass over it", () => visit("small", async (page) => {
  const classes = new Set((await left(page)).map(([name]) => name));
  assert.deepEqual([...classes].sort(), ["figure", "period", "unresolved"]);
  await page.click("[name=class][value=figure]");
  assert.deepEqual(await left(page), [["unresolved", "1"], ["period", "2021年"], ["unresolved", "7"]]);
  const look = await page.$eval(".text .m.off", (mark) => { const { textDecorationLine, color } = getComputedStyle(mark); return [textDecorationLine, color === getComputedStyle(mark.parentElement).color]; });
  assert.deepEqual(look, ["none", true]);
  await page.keyboard.press("j");
  assert.equal(await current(page), null);
}));

test("filter by check state, and by what is unresolved", () => visit("small", async (page) => {
  await choose(page, "#check", "error");
  assert.deepEqual([...new Set((await left(page)).map(([name]) => name))], ["figure"]);
  assert.ok((await left(page)).some(([, text]) => text === "1.3%"));
  await choose(page, "#check", "none");
  assert.deepEqual(await left(page), [["figure", "320家"]]);
  await choose(page, "#check", "");
  await page.click("#unresolved");
  assert.deepEqual(await left(page), [["unresolved", "1"], ["unresolved", "7"]]);
  assert.match(await page.$eval("#count", (count) => count.textContent), /^0 of 4 figures, 2 others/);
}));

test("filter by indicator: only its figures stay marked", () => visit("repository", async (page) => {
  const all = (await left(page)).length;
  await choose(page, "#indicator", "rd-intensity");
  const kept = await left(page);
  assert.ok(kept.length > 5 && kept.length < all / 2, `${kept.length} of ${all}`);
  // Bulletins of provinces also say 投入强度 alone, which the catalogue does not know.
  const expected = projects.repository.figures().filter(({ doc_id, indicator_text }) => doc_id.startsWith("national-rd/") && /强度/.test(indicator_text ?? ""));
  assert.ok(expected.length > 5, `${expected.length} expected`);
  for (const { surface } of expected) assert.ok(kept.some(([, text]) => text === surface), surface);
}));

test("search: with only what matches, what does not is hidden", () => visit("small", async (page) => {
  const visible = () => page.$$eval(".text .b", (blocks) => blocks.filter((block) => block.offsetParent).map((block) => block.textContent));
  assert.equal((await visible()).length, 2);
  await page.type("#search", "高新");
  await page.waitForFunction(() => document.getElementById("count").textContent.startsWith("1 places found"));
  assert.equal((await visible()).length, 2, "found, but nothing hidden unless asked");
  await page.click("#only");
  assert.deepEqual(await visible(), [TEXT.split("\n")[1]]);
  await page.focus("#search");
  await page.keyboard.press("Escape");
  await drawn(page);
  assert.equal((await visible()).length, 2);
}));

test("a narrow window: nothing to scroll sideways, and the failure stays above the panel", async () => {
  const page = await open(browser, projects.hostile.url("review.html"), { width: 390, height: 800 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await wide()) <= 0, `${await wide()} px too wide`);
  await page.click(".problems .error a");
  await drawn(page);
  const { text, seen, uncovered } = await pointedAt(page);
  assert.deepEqual([text, seen, uncovered], ["1.3%", true, true]);
  assert.ok((await wide()) <= 0);
  assert.deepEqual(page.faults, []);
  await page.close();
});
