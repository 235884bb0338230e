// What the law gives, as one sees it: the page to try with its slider, the texts of law, goodwill.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { signIn, startAftercare } from "./aftercare.mjs";
import { expectAccessible, expectFits, expectNoFaults, LANGUAGES, launchBrowser, openPage, takePicture, WIDTHS } from "./browser.mjs";
import { speak } from "./people.mjs";
import { word } from "./words.mjs";

describe("decisions", () => {
  let browser, house, page, signedIn;

  before(async () => {
    house = await startAftercare();
    browser = await launchBrowser();
    const visitor = await openPage(browser, { baseURL: house.baseURL });
    await signIn(visitor, house, "manager");
    signedIn = await visitor.context().cookies();
    await visitor.context().close();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
  });

  beforeEach(async () => {
    page = await asManager();
  });
  afterEach(() => page.context().close());

  async function asManager(options = {}) {
    const visitor = await openPage(browser, { baseURL: house.baseURL, ...options });
    await visitor.context().addCookies(signedIn);
    return visitor;
  }

  const result = () => page.locator("#rights .sheet-result").textContent();

  test("the slider moves the day by keyboard and rights lapse with it", async () => {
    await page.goto("/");
    await speak(page, "zh-CN");
    await page.goto("/warranty/try");
    const exchange = word("zh-CN", "warranty-remedy-exchange");
    await page.fill("[name=sold_on]", "2026-03-02");
    await page.fill("[name=day]", "2026-03-09");
    await page.click("main form button[type=submit]");
    await page.waitForURL(/sold_on=2026-03-02/);
    assert.match(await result(), new RegExp(exchange));
    const slider = page.locator("day-slider input[type=range]");
    assert.equal(await slider.inputValue(), "7");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("[data-slider-day='2026-03-10']");
    assert.equal(await page.inputValue("[name=day]"), "2026-03-10");
    assert.equal(await slider.getAttribute("aria-valuetext"), "2026-03-10");
    assert.doesNotMatch(await result(), new RegExp(exchange));
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.querySelector("#rights .sheet")?.dataset.outcome === "refused");
    assert.equal(await page.evaluate(() => document.activeElement?.type), "range", "the slider keeps the focus");
    await expectAccessible(page);
    expectNoFaults(page);
  });

  for (const language of LANGUAGES) {
    for (const width of WIDTHS) {
      test(`the pages fit and are accessible at ${width} px in ${language}`, async () => {
        const visitor = await asManager({ width, language });
        await visitor.goto("/");
        await speak(visitor, language);
        for (const [path, name] of [
          ["/warranty/try", "try"],
          ["/regimes", "regimes"],
          ["/regimes/cn.mobile.2001", "regime"],
          ["/goodwill", "goodwill"],
        ]) {
          await visitor.goto(path);
          await takePicture(visitor, `${name}-${width}-${language}`);
          await expectFits(visitor);
          await expectAccessible(visitor);
          expectNoFaults(visitor);
        }
        await visitor.context().close();
      });
    }
  }
});
