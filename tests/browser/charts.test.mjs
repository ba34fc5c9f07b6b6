// The charts, each opened by itself: labels apart and whole with any fonts, links that lead to figures.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Project, hostile, repository } from "./program.mjs";
import { chromium, knowsHan, open } from "./window.mjs";

/** Pixels that boxes may share. */
const TOLERANCE = 1.5;
/** Where systems keep fonts that know no Han; wide ones first. */
const LATIN = ["dejavu", "liberation", "liberation2"].map((name) => `/usr/share/fonts/truetype/${name}`).find((path) => existsSync(path));

let folder, projects;
const browsers = {};
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "figlift-fonts-"));
  projects = { repository: repository(), hostile: hostile(), long: long() };
  browsers.installed = await chromium();
  browsers.latin = LATIN && await chromium(only(LATIN));
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser?.close();
  Object.values(projects ?? {}).forEach((project) => project.clear());
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** A fontconfig file by which there are the fonts of one folder. Without any, browsers set no text at all. */
function only(fonts) {
  const file = join(folder, "fonts.conf");
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, "cache")}</cachedir></fontconfig>`);
  return file;
}

/** Words as long as texts have them, and forty values of one thing. */
function long() {
  const names = ["规模以上高技术制造业和战略性新兴产业企业研究与试验发展经费内部支出总额", "全省普通高等学校和科研机构承担的国家重点研发计划项目合同经费总额"];
  const years = Array.from({ length: 40 }, (_, at) => [`${1981 + at}.txt`, `${1981 + at}年，全国粮食总产量${30000 + at * 137}万吨。\n`]);
  return new Project({ ...Object.fromEntries(years), "long.txt": names.map((name, at) => `2021年，${name}从${at + 3}234.5亿元增长到${at + 4}987.6亿元，居全国第${at + 4}位。\n`).join("") });
}

/** Each chart of each project; a project with none is no project of these tests. */
const each = async (look) => {
  for (const [name, project] of Object.entries(projects)) {
    const charts = project.files("charts", ".svg");
    assert.ok(charts.length > 0, `${name} has charts`);
    for (const chart of charts) await look(project, chart, `${name}/${chart}`);
  }
};

/**
 * Boxes of all texts on the screen, and that of the view box: as wide as the browser sets the text, as
 * high as its ink. The lines of fonts for Han are half as high again as what is drawn in them, and say
 * nothing of whether two lines of a label touch.
 */
const boxes = (page) => page.evaluate(() => {
  const svg = document.documentElement, pen = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas").getContext("2d");
  const inked = (text) => {
    const box = text.getBBox(), style = getComputedStyle(text);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(text.textContent), base = text.y.baseVal[0].value;
    return { x: box.x, width: box.width, y: base - up, height: up + down };
  };
  const onScreen = (box, matrix) => {
    const corners = [[box.x, box.y], [box.x + box.width, box.y], [box.x, box.y + box.height], [box.x + box.width, box.y + box.height]];
    const points = corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix)), xs = points.map(({ x }) => x), ys = points.map(({ y }) => y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  };
  const texts = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, ...onScreen(inked(text), text.getScreenCTM()) }));
  return { view: onScreen(svg.viewBox.baseVal, svg.getScreenCTM()), texts };
});

/** What is wrong with the boxes, a line for each. */
const clashes = ({ view, texts }) => {
  const out = texts.filter((one) => one.left < view.left - TOLERANCE || one.right > view.right + TOLERANCE || one.top < view.top - TOLERANCE || one.bottom > view.bottom + TOLERANCE);
  const flat = texts.filter((one) => one.text.trim() && (one.right - one.left < 1 || one.bottom - one.top < 1));
  const shared = (one, other) => Math.min(Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const pairs = texts.flatMap((one, at) => texts.slice(at + 1).map((other) => [one, other, shared(one, other)]));
  const over = pairs.filter(([, , by]) => by > TOLERANCE);
  return [
    ...flat.map((one) => `“${one.text}” is not to be seen`),
    ...out.map((one) => `“${one.text}” leaves the view box: ${[one.left - view.left, one.top - view.top, view.right - one.right, view.bottom - one.bottom].map((by) => by.toFixed(1))}`),
    ...over.map(([one, other, by]) => `“${one.text}” and “${other.text}” share ${by.toFixed(1)} px`),
  ];
};

const han = async (browser) => {
  const page = await open(browser, "about:blank");
  const known = await knowsHan(page);
  await page.close();
  return known;
};

for (const [fonts, wanted] of [["installed", true], ["latin", false]]) {
  for (const scheme of ["light", "dark"]) {
    test(`charts, ${fonts} fonts, ${scheme}: labels apart and within, no fault`, async (t) => {
      const known = browsers[fonts] ? await han(browsers[fonts]) : null;
      if (known !== wanted && !known && process.env.REQUIRE_BROWSER !== "1") { t.skip("there are no such fonts"); return; }
      assert.equal(known, wanted, "fonts for Han");
      const found = [];
      let labels = 0;
      await each(async (project, chart, name) => {
        const page = await open(browsers[fonts], project.url(`charts/${chart}`), { scheme });
        const seen = await boxes(page);
        labels += seen.texts.length;
        found.push(...[...clashes(seen), ...page.faults].map((what) => `${name}: ${what}`));
        await page.close();
      });
      t.diagnostic(`${labels} texts looked at`);
      assert.ok(labels > 100);
      assert.deepEqual(found, []);
    });
  }
}

test("charts: texts that overlap or leave the view box are found", async () => {
  const file = join(folder, "bad.svg");
  writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><text x="10" y="50">one two</text><text x="40" y="52">three</text><text x="190" y="20">out</text><text transform="rotate(-90)" x="-20" y="120">turned</text></svg>');
  const page = await open(browsers.installed, `file://${file}`);
  const found = clashes(await boxes(page));
  assert.equal(found.length, 3, found.join("\n"));
  for (const [at, what] of ["“out” leaves", "“turned” leaves", "“one two” and “three”"].entries()) assert.ok(found[at].startsWith(what), found[at]);
  await page.close();
});

test("charts: dark is dark, light is light", () => each(async (project, chart, name) => {
  const ground = {};
  for (const scheme of ["light", "dark"]) {
    const page = await open(browsers.installed, project.url(`charts/${chart}`), { scheme });
    ground[scheme] = await page.evaluate(() => [getComputedStyle(document.querySelector(".paper")).fill, getComputedStyle(document.querySelector("text")).fill].map((fill) => fill.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765));
    await page.close();
  }
  assert.ok(ground.light[0] > 0.9 && ground.light[1] < 0.3, `${name}: ${ground.light}`);
  assert.ok(ground.dark[0] < 0.2 && ground.dark[1] > 0.7, `${name}: ${ground.dark}`);
}));

test("charts: no script; each mark is a link that a page of the review has, in reach of Tab", () => each(async (project, chart, name) => {
  const page = await open(browsers.installed, project.url(`charts/${chart}`));
  const seen = await page.evaluate(() => ({
    role: document.documentElement.getAttribute("role"),
    scripts: document.querySelectorAll("script, foreignObject, iframe").length,
    handlers: [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter(({ name }) => name.startsWith("on")).length,
    links: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    bare: [...document.querySelectorAll("[data-figure-id]")].filter((mark) => !mark.closest("a")).map((mark) => mark.dataset.figureId),
    nameless: [...document.querySelectorAll("a")].filter((link) => !link.querySelector("title")?.textContent.trim()).length,
  }));
  assert.deepEqual([seen.scripts, seen.handlers, seen.bare, seen.nameless], [0, 0, [], 0], name);
  assert.ok(seen.links.length > 0, `${name}: links`);
  // An image with the role img has no parts for readers of screens; any other lets them in.
  assert.notEqual(seen.role, "img", `${name}: marks are links, so the root is no img`);
  const reached = [];
  for (let at = 0; at < seen.links.length; at += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.closest?.("a")?.getAttribute("href") ?? null));
  }
  assert.deepEqual(reached, seen.links, `${name}: by Tab, in their order`);
  // Each is where it leads, and Enter goes there.
  const pages = new Set(seen.links.map((link) => link.split("#")[0]));
  for (const target of pages) {
    const there = await open(browsers.installed, project.url(`charts/${target}`));
    const ids = seen.links.filter((link) => link.startsWith(`${target}#`)).map((link) => link.split("#")[1]);
    const lost = await there.evaluate((ids) => ids.filter((id) => !document.getElementById(id)), ids);
    assert.deepEqual(lost, [], `${name}: ${target}`);
    await there.close();
  }
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.ok(decodeURIComponent(page.url()).endsWith(seen.links.at(-1).replace("../", "/")), page.url());
  await page.close();
}));
