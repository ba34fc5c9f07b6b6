// Size and speed of pages: a report of 100 kB filters, sorts, searches and scrolls without being felt.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Project, ROOT, shared } from "./program.mjs";
import { chromium, open } from "./window.mjs";

const SIZE = 100_000;
/** Milliseconds; generous, for machines that do other things meanwhile. */
const BOUND = 300;

let browser;
before(async () => { browser = await chromium(); });
after(() => browser?.close());

/** A report of the size: real ones, one behind the other, or sentences of our own. */
const report = () => {
  const folder = shared() && join(shared(), "corpus", "reports-2026");
  const files = folder ? readdirSync(folder).filter((name) => name.endsWith(".txt")).sort() : [];
  const own = (at) => `${at}年来，全市研发经费从${at}2亿元增加到${at}5.6亿元，增长${at}.3%，新建学校${at}所，居全省第${at}位。\n`;
  let text = "";
  for (let at = 0; Buffer.byteLength(text) < SIZE; at += 1) text += at < files.length ? `${readFileSync(join(folder, files[at]), "utf8")}\n` : own(at);
  return { text, source: files.length ? "real texts" : "a generated text: ../shared is not there" };
};

/** The best of three: what else the machine does is not the page's doing. */
const best = async (measure) => Math.min(await measure(), await measure(), await measure());

test("a report of 100 kB: filter, sort, search and scroll", async (t) => {
  const { text, source } = report();
  const project = new Project({ "report.txt": text }, join(ROOT, "config"));
  t.after(() => project.clear());
  const page = await open(browser, project.url("review.html"));
  const marks = await page.$$eval(".text .m", (marks) => marks.length);
  assert.ok(marks > 500, `${marks} marks`);
  // From the change to the page laid out anew.
  const change = (id, values) => best(() => page.evaluate((id, values) => {
    const field = document.getElementById(id), times = values.map((value) => {
      const begun = performance.now();
      if (field.type === "checkbox") field.checked = value; else field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - begun;
    });
    return Math.max(...times);
  }, id, values));
  const search = () => page.evaluate(async () => {
    const field = document.getElementById("search"), count = document.getElementById("count");
    const said = (words) => new Promise((done) => { const watch = new MutationObserver(() => { if (count.textContent.includes("places found") === words) { watch.disconnect(); done(performance.now()); } }); watch.observe(count, { childList: true }); });
    const set = async (value) => { const begun = performance.now(), done = said(value !== ""); field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); const at = await done; document.body.getBoundingClientRect(); return Math.max(at, performance.now()) - begun; };
    const time = await set("增长");
    await set("");
    return time;
  });
  // A screen at each frame, from the first to the last: the longest that a frame took.
  const scroll = () => page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    scrollTo(0, 0);
    let longest = 0, last = await frame();
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
      scrollBy(0, innerHeight);
      const now = await frame();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  });
  const times = {
    "by check": await change("check", ["failed", "pass", ""]),
    "by indicator": await change("indicator", ["-", ""]),
    "by unit": await change("unit", ["%", "CNY", ""]),
    "sorting the list": await best(() => page.evaluate(() => {
      const begun = performance.now();
      document.querySelector("#list th.indicator button").click();
      document.body.getBoundingClientRect();
      return performance.now() - begun;
    })),
    "paragraphs only": await change("only", [true, false]),
    "search (120 of it wait for the next key)": await best(search),
    "longest frame while scrolling": await best(scroll),
  };
  const told = Object.entries(times).map(([what, ms]) => `${what} ${ms.toFixed(0)} ms`).join(", ");
  t.diagnostic(`${Buffer.byteLength(text)} bytes of ${source}, ${marks} marks, page of ${Buffer.byteLength(project.text("review.html"))} bytes: ${told}; bound ${BOUND} ms`);
  for (const [what, ms] of Object.entries(times)) assert.ok(ms < BOUND, `${what}: ${ms} ms`);
  assert.deepEqual(page.faults, []);
});

test("the page of the article has less than 300 kB", { skip: shared() ? false : "../shared is not there" }, (t) => {
  const project = new Project(join(shared(), "articles"), join(ROOT, "config"));
  t.after(() => project.clear());
  const size = Buffer.byteLength(project.text("review.html"));
  t.diagnostic(`${size} bytes`);
  assert.ok(size < 300_000);
});
