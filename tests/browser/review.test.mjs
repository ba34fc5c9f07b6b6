// The pages of the review as a browser shows them: sound, quiet, and every link leads somewhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostile, many, repository } from "./program.mjs";
import { barriers, chromium, drawn, open } from "./window.mjs";

let browser, projects;
before(async () => {
  browser = await chromium();
  projects = { repository: repository(), hostile: hostile(), many: many() };
});
after(async () => {
  await browser?.close();
  Object.values(projects ?? {}).forEach((project) => project.clear());
});

/** As `anchor` of the program, written once more so that pages are not held against what made them. */
const anchor = (id) => "f-" + [...Buffer.from(id)].map((byte) => (/[0-9A-Za-z]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `_${byte.toString(16).padStart(2, "0")}`)).join("");

for (const name of ["repository", "hostile"]) {
  for (const scheme of ["light", "dark"]) {
    test(`review of ${name}, ${scheme}: nothing serious for axe-core, no fault, nothing from a network`, async () => {
      const page = await open(browser, projects[name].url("review.html"), { scheme });
      assert.deepEqual(await barriers(page), [], "as it opens");
      await page.keyboard.press("n");
      await drawn(page);
      assert.equal(await page.$eval("#panel", (panel) => panel.hidden), false);
      assert.deepEqual(await barriers(page), [], "with the panel");
      await page.keyboard.press("?");
      await drawn(page);
      assert.ok(await page.$eval("#help", (help) => help.open));
      assert.deepEqual(await barriers(page), [], "with the list of keys");
      assert.deepEqual(page.faults, []);
      await page.close();
    });
  }

  test(`review of ${name}: each figure of the texts has its place, which shows its words`, async () => {
    const page = await open(browser, projects[name].url("review.html"));
    const figures = projects[name].figures();
    assert.ok(figures.length > 2);
    const shown = await page.$$eval(".text a.figure", (marks) => marks.map((mark) => [mark.id, mark.textContent]));
    assert.deepEqual(new Map(shown), new Map(figures.map((figure) => [anchor(figure.figure_id), figure.surface])));
    await page.close();
  });

  test(`review of ${name}: each link leads to what is there`, async () => {
    const page = await open(browser, projects[name].url("review.html"));
    const links = await page.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href")));
    assert.ok(links.some((link) => link.startsWith("#f-")) && links.some((link) => link.startsWith("charts/")));
    const lost = await page.evaluate((links) => links.filter((link) => link.startsWith("#") && !document.getElementById(link.slice(1))), links);
    assert.deepEqual(lost, []);
    const charts = projects[name].files("charts", ".svg").map((chart) => `charts/${chart}`);
    assert.deepEqual([...new Set(links.filter((link) => !link.startsWith("#")))].sort(), [...charts, "charts/index.html"].sort());
    await page.close();
  });
}

test("index and pages of many texts, and narrow windows: nothing serious for axe-core", async () => {
  const { many, repository } = projects;
  const pages = many.files("review", ".html");
  assert.ok(pages.length > 1);
  const looks = [[many, "review.html", {}], [many, "review.html", { scheme: "dark" }], [many, `review/${pages.at(-1)}`, {}], [repository, "review.html", { width: 390 }]];
  for (const [project, path, look] of looks) {
    const page = await open(browser, project.url(path), look);
    assert.deepEqual([...await barriers(page), ...page.faults], [], path);
    await page.close();
  }
});

test("a hostile text changes nothing but text", async () => {
  const page = await open(browser, projects.hostile.url("review.html"));
  assert.match(await page.title(), /review/i);
  assert.equal(await page.$eval("#data", (data) => getComputedStyle(data.parentElement).display), "block");
  const text = await page.$$eval("article .text", (texts) => texts.map((text) => text.textContent).join(""));
  for (const words of ["<script>document.title=", "]]>", "\u202e左右\u202c颠倒", "👨‍👩‍👧", "<a href=\"javascript:"]) assert.ok(text.includes(words), words);
  await page.close();
});

test("what is asked of a page is seen: errors, violations and requests are faults", async () => {
  const bad = join(projects.hostile.folder, "bad.html");
  writeFileSync(bad, `<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title>
    <style>p{color:red}</style><p style="color:red">x</p><img src="http://example.invalid/x.png"><script>alert(1)</script>`);
  const page = await open(browser, `file://${bad}`);
  await drawn(page);
  for (const what of ["policy: style-src-elem", "policy: script-src-elem", "policy: img-src"]) {
    assert.ok(page.faults.some((fault) => fault.startsWith(what)), `${what}: ${page.faults}`);
  }
  await page.close();
  writeFileSync(bad, `<!DOCTYPE html><title>x</title><img src="http://example.invalid/x.png"><p style="color:#ccc;background:#fff">pale words</p><script>throw new Error("y")</script>`);
  const other = await open(browser, `file://${bad}`);
  for (const what of ["request: http", "error: y"]) assert.ok(other.faults.some((fault) => fault.startsWith(what)), `${what}: ${other.faults}`);
  const found = (await barriers(other)).map((line) => line.split(":")[0]);
  for (const rule of ["html-has-lang", "color-contrast", "image-alt"]) assert.ok(found.includes(rule), `${rule}: ${found}`);
  await other.close();
});
