// Chromium as the tests use it: pages at desk and phone width, pictures of them, and the question whether they are accessible.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url)("axe-core");
const out = fileURLToPath(new URL("out/", import.meta.url));

/** A machine that does other things besides is slow, not wrong. */
const PATIENCE_MS = 60_000;

export const WIDTHS = [1360, 390];
export const LANGUAGES = ["zh-CN", "en"];

/** Starts Chromium; close() it when the tests are over. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--headless=new",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
}

/**
 * A page of its own visitor. `page.faults` gathers what no page may do: throw, break its own Content-Security-Policy, or
 * ask for something that is not there.
 */
export async function openPage(browser, { baseURL, width = 1360, language = "zh-CN", dark = false } = {}) {
  const context = await browser.newContext({
    baseURL,
    locale: language,
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    const answered = message.text().startsWith("Failed to load resource"); // the answers themselves are looked at below
    if (message.type() === "error" && !answered) page.faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() === 404 || response.status() >= 500) page.faults.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

export function expectNoFaults(page) {
  assert.deepEqual(page.faults, []);
}

/** No serious or critical finding of axe, neither in this language nor in this colour scheme. */
export async function expectAccessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} — ${node.failureSummary}`).join("\n  ")}`);
  assert.equal(told.length, 0, told.join("\n"));
}

/** Nothing is wider than the screen, so nobody scrolls sideways. */
export async function expectFits(page) {
  const { wanted, given } = await page.evaluate(() => ({ wanted: document.documentElement.scrollWidth, given: innerWidth }));
  assert.ok(wanted <= given, `the page is ${wanted} px wide on a screen of ${given} px`);
}

/** A picture of the whole page in out/, to be looked at. */
export async function takePicture(page, name) {
  await mkdir(out, { recursive: true });
  await page.screenshot({ path: `${out}${name}.png`, fullPage: true });
}
