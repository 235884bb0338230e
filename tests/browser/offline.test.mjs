// Without a network: a page that says so in the reader's language, and nothing of anybody kept on the machine.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { signIn, startAftercare } from "./aftercare.mjs";
import { expectAccessible, expectFits, LANGUAGES, launchBrowser, openPage, takePicture, WIDTHS } from "./browser.mjs";
import { speak } from "./people.mjs";
import { word } from "./words.mjs";

/** In the browser: the page of this language alone and its style are there for when they are needed. */
async function isKept(language) {
  const names = await window.caches.keys();
  const caches = await Promise.all(names.map((name) => window.caches.open(name)));
  const addresses = (await Promise.all(caches.map((cache) => cache.keys()))).flat().map(({ url }) => url);
  const pages = addresses.filter((address) => address.includes("/offline"));
  const itsOwn = pages.length === 1 && pages[0].includes(`lang=${language}`);
  return itsOwn && addresses.some((address) => address.endsWith(".css"));
}

/** The page's own waiting does not wait for promises. */
async function untilKept(page, language) {
  for (let tries = 0; !(await page.evaluate(isKept, language)); tries += 1) {
    assert.ok(tries < 200, `the page of ${language} is not kept`);
    await page.waitForTimeout(50);
  }
}

describe("a desk without a network", () => {
  let browser, house, page;

  before(async () => {
    house = await startAftercare();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
  });
  afterEach(() => page?.context().close());

  async function asClerk(language, width) {
    page = await openPage(browser, { baseURL: house.baseURL, language, width });
    await signIn(page, house, "clerk.sh01");
    // The worker hears of each page in turn: that of the account's language comes before the one chosen now.
    await untilKept(page, await page.getAttribute("html", "lang"));
    await speak(page, language);
    await untilKept(page, language);
  }

  for (const [index, language] of LANGUAGES.entries()) {
    test(`shows a page of ours, and comes back (${language})`, async () => {
      await asClerk(language, WIDTHS[index]);
      await page.context().setOffline(true);
      await page.goto("/orders?state=ready");
      assert.equal((await page.textContent("h1")).trim(), word(language, "shell-offline-title"));
      assert.equal(await page.getAttribute("html", "lang"), language);
      assert.ok(await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 100)), "it has its style");
      await expectFits(page);
      await expectAccessible(page);
      await takePicture(page, `offline-${language}`);
      await page.context().setOffline(false);
      await page.click("main a.btn-primary");
      await page.waitForSelector("#orders", { state: "attached" });
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/orders?state=ready");
    });
  }

  test("what is kept on the machine is of nobody", async () => {
    await asClerk("zh-CN", WIDTHS[0]);
    await page.goto("/customers");
    await page.goto("/orders");
    const kept = await page.evaluate(async () => {
      const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
      const answers = (await Promise.all(caches.map(async (cache) => Promise.all((await cache.keys()).map((key) => cache.match(key)))))).flat();
      return Promise.all(answers.map(async (answer) => [new URL(answer.url).pathname, await answer.text()]));
    });
    for (const [path, text] of kept) {
      assert.match(path, /^\/(offline$|assets\/|brand\/)/);
      if (path === "/offline") assert.doesNotMatch(text, /data-person|_csrf|clerk\.sh01/);
    }
    assert.equal(kept.filter(([path]) => path === "/offline").length, 1);
  });

  test("a form that could not be sent keeps what was typed", async () => {
    await asClerk("zh-CN", WIDTHS[0]);
    await page.goto("/cases/new");
    await page.fill("[name=phone]", "13800138000");
    await page.fill("[name=name]", "赵敏");
    await page.selectOption("[name=kind]", "consultation");
    await page.fill("[name=symptom]", "断网时填写的内容");
    await page.context().setOffline(true);
    await page.click("main form button[type=submit]");
    await page.waitForFunction((title) => document.querySelector("h1")?.textContent.trim() === title, word("zh-CN", "shell-offline-title"));
    await page.context().setOffline(false);
    await page.click("main a.btn-primary");
    await page.waitForSelector("[name=symptom]");
    assert.equal(await page.inputValue("[name=symptom]"), "断网时填写的内容");
    assert.equal(await page.inputValue("main [name=name]"), "赵敏");
  });
});
