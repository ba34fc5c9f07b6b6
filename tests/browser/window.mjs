// Chromium: headless, a fresh profile, no network; and pages that tell what went wrong in them.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts Chromium; `fonts` names a fontconfig file that tells which fonts there are. */
export const chromium = (fonts = null) => puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  headless: true,
  env: { ...process.env, ...(fonts ? { FONTCONFIG_FILE: fonts } : {}) },
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--proxy-server=127.0.0.1:9", "--host-resolver-rules=MAP * ~NOTFOUND"],
});

/**
 * Opens an address. `faults` of the page collects what must not be: errors, violations of the policy,
 * and requests for anything but a file. `refusing` is a browser that keeps nothing for pages.
 */
export const open = async (browser, url, { scheme = "light", width = 1280, height = 900, languages = ["en-US", "en"], refusing = false } = {}) => {
  const page = await browser.newPage();
  page.faults = [];
  page.on("console", (said) => { if (["error", "warn"].includes(said.type())) page.faults.push(`console: ${said.text()}`); });
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("request", (request) => { if (!/^(file|blob):/.test(request.url())) page.faults.push(`request: ${request.url()}`); });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Pictures that were still to be read when the page was left.
    if (why !== "net::ERR_ABORTED") page.faults.push(`not read: ${request.url()} ${why}`);
  });
  await page.exposeFunction("figliftViolation", (what) => { page.faults.push(`policy: ${what}`); });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.figliftViolation(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  await page.evaluateOnNewDocument((languages, refusing) => {
    Object.defineProperty(navigator, "languages", { get: () => languages });
    if (refusing) Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } });
  }, languages, refusing);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(url, { waitUntil: "load" });
  return page;
};

/** Waits until what was done is drawn. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** What axe-core calls serious or critical, a line for each. */
export const barriers = async (page) => {
  // Paragraphs out of sight are not laid out; axe-core would pass over them.
  await page.evaluate(() => document.querySelectorAll(".b").forEach((block) => { block.style.contentVisibility = "visible"; }));
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  if (!passes.length) throw new Error("axe-core looked at nothing");
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}: ${node.failureSummary.split("\n")[1]?.trim()}`));
};

/** Whether there is a font that knows Han characters: without one all of them look the same. */
export const knowsHan = (page) => page.evaluate(() => {
  const drawn = (character) => {
    const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas"), ink = canvas.getContext("2d");
    ink.font = "40px sans-serif";
    ink.fillText(character, 5, 60);
    return canvas.toDataURL();
  };
  return drawn("鑫") !== drawn("国");
});
