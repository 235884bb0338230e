// People at their desks and on the road, and how they do a step of an order: find it, fill in the form, send it.
import assert from "node:assert/strict";
import { signIn } from "./aftercare.mjs";
import { expectAccessible, expectFits, expectNoFaults, openPage, takePicture } from "./browser.mjs";
import { word } from "./words.mjs";

/** Everybody who has to do with one order, each in a browser of their own. */
export class People {
  #pages = new Map();
  #lookedAt = new Set();

  constructor(browser, house, language, story) {
    Object.assign(this, { browser, house, language, story });
  }

  /** The page of somebody who has signed in and reads in the language of the story. */
  async as(login, width = 1360) {
    const known = this.#pages.get(login);
    if (known) return known;
    const page = await openPage(this.browser, { baseURL: this.house.baseURL, width, language: this.language });
    await signIn(page, this.house, login);
    await speak(page, this.language);
    this.#pages.set(login, page);
    return page;
  }

  word(key) {
    return word(this.language, key);
  }

  /** The page did nothing forbidden; the first of its name also fits, can be used by everybody and has its picture taken. */
  async look(page, name) {
    expectNoFaults(page);
    if (this.#lookedAt.has(name)) return;
    this.#lookedAt.add(name);
    const number = String(this.#lookedAt.size).padStart(2, "0");
    await takePicture(page, `${this.story}-${this.language}-${number}-${name}`);
    await expectFits(page);
    await expectAccessible(page);
  }

  /** Opens the step from the order's page, looks at its form, fills it in and sends it. */
  async step(page, number, noun, fill = async () => {}) {
    await open(page, number);
    await follow(page, `/orders/${number}/${noun}`);
    await fill(page);
    await this.look(page, noun);
    await page.click("main form button[type=submit]");
    await page.waitForURL((url) => url.pathname === `/orders/${number}`);
    assert.ok(await page.isVisible(".alert-success"), `${noun} was not acknowledged`);
  }

  async expectState(page, number, state) {
    await open(page, number);
    assert.equal(await page.textContent(".page-head .state"), this.word(`orders-state-${state}`));
  }

  /** A paper of the order is offered, and is a PDF. */
  async expectPaper(page, name) {
    const href = await page.locator(`.page-actions a[href*="/papers/${name}"]`).first().getAttribute("href");
    const answer = await page.request.get(href);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    assert.equal((await answer.body()).subarray(0, 4).toString(), "%PDF");
  }

  async close() {
    for (const page of this.#pages.values()) await page.context().close();
  }
}

/** Chooses the language in the menu, where it is always at hand. */
export async function speak(page, language) {
  if ((await page.getAttribute("html", "lang")) === language) return;
  await page.click(".menu:has(form[action='/locale']) > summary");
  await page.click(`form[action='/locale'] button[value='${language}']`);
  await page.waitForSelector(`html[lang='${language}']`);
  await page.waitForLoadState(); // only then do the keys of the page work
}

/** The number of a paper in the search box leads to the order. */
async function open(page, number) {
  if (new URL(page.url()).pathname === `/orders/${number}`) {
    await page.reload();
    return;
  }
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("/");
  await page.keyboard.insertText(number);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === `/orders/${number}`);
}

/** By the main button, or else from the menu of other steps. */
async function follow(page, href) {
  const main = page.locator(`.page-actions > a.btn-primary[href='${href}']`);
  if (!(await main.isVisible())) await page.click(`.page-actions .menu:has(a[href='${href}']) > summary`);
  await page.click(`.page-actions a[href='${href}']`);
  await page.waitForURL((url) => url.pathname === href);
}

/** A signature by mouse or finger. */
export async function sign(page) {
  const canvas = page.locator("signature-field canvas");
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await canvas.boundingBox();
  await page.mouse.move(x + width * 0.2, y + height / 2);
  await page.mouse.down();
  for (let part = 1; part <= 24; part += 1) {
    await page.mouse.move(x + width * (0.2 + part * 0.02), y + height * (0.5 + 0.3 * Math.sin(part)));
  }
  await page.mouse.up();
  assert.match(await page.inputValue("[name=signature]"), /^data:image\/png/);
}

/** On by the tab key until the cursor stands where the selector says. */
export async function tabTo(page, selector) {
  const there = () => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  for (let tries = 0; tries < 10 && !(await there()); tries += 1) await page.keyboard.press("Tab");
  assert.ok(await there(), `the tab key does not lead to ${selector}`);
}

/** Goes through a choice by the arrow keys until it stands on the value. */
export async function arrowTo(page, value) {
  const at = () => page.evaluate(() => document.activeElement.value);
  await page.keyboard.press("Home");
  for (let tries = 0; tries < 40 && (await at()) !== value; tries += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await at(), value);
}

/** The choice whose words have the text. */
export async function choose(page, name, text) {
  const option = page.locator(`select[name=${name}] option`, { hasText: text }).first();
  await page.selectOption(`select[name=${name}]`, await option.getAttribute("value"));
}
