// What a page owes to whoever sits before it: nothing lost, nothing done twice, and a word when something is in the way.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { signIn, startAftercare } from "./aftercare.mjs";
import { expectAccessible, expectFits, expectNoFaults, LANGUAGES, launchBrowser, openPage, takePicture } from "./browser.mjs";
import { speak } from "./people.mjs";
import { word } from "./words.mjs";

const REFUSED = "main .refusal";
let people = 0;

describe("a desk", () => {
  let browser, house, page, signedIn;

  before(async () => {
    house = await startAftercare();
    browser = await launchBrowser();
    const visitor = await openPage(browser, { baseURL: house.baseURL });
    await signIn(visitor, house, "clerk.sh01");
    signedIn = await visitor.context().cookies();
    await visitor.context().close();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
  });

  beforeEach(async () => {
    page = await asClerk();
    await page.goto("/");
  });
  afterEach(() => page.context().close());

  async function asClerk() {
    const visitor = await openPage(browser, { baseURL: house.baseURL });
    await visitor.context().addCookies(signedIn);
    return visitor;
  }

  /** A consultation needs no device: the shortest sheet there is. */
  async function fillSheet(symptom) {
    people += 1;
    await page.goto("/cases/new");
    await page.fill("[name=phone]", `138${String(people).padStart(8, "0")}`);
    await page.fill("[name=name]", "赵敏");
    await page.selectOption("[name=kind]", "consultation");
    await page.fill("[name=symptom]", symptom);
  }
  const register = "main form button[type=submit]";
  const rows = async (symptom) => {
    await page.goto("/cases");
    return page.locator("tbody tr", { hasText: symptom }).count();
  };
  async function registerRepair(serial) {
    await fillSheet("听筒没有声音");
    await page.selectOption("[name=kind]", "repair");
    await page.fill("[name=serial]", serial);
    await page.fill("[name=model_code]", "CY-P60");
    await page.click(register);
    await page.waitForURL(/\/cases\/[A-Z]/);
    const address = await page.getAttribute(".page-actions a[href^='/orders/']", "href");
    return address.split("/").pop();
  }

  test("the language changes and the page stays", async () => {
    await page.goto("/cases?state=open");
    for (const language of [...LANGUAGES].reverse()) {
      await speak(page, language);
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/cases?state=open");
      assert.equal((await page.textContent("h1")).trim(), word(language, "intake-register"));
    }
    expectNoFaults(page);
  });

  test("a tab says how many orders are behind it", async () => {
    // Which station has what work is drawn by lot; the brand as a whole has some in every sample.
    const manager = await openPage(browser, { baseURL: house.baseURL });
    await signIn(manager, house, "manager");
    await manager.goto("/orders");
    const tabs = await manager.locator("nav a:has(.tab-count)").evaluateAll((links) =>
      links.map((link) => ({ href: link.getAttribute("href"), count: link.querySelector(".tab-count").textContent })),
    );
    assert.ok(tabs.length > 2, "the sample brand has work in several states");
    for (const { href, count } of tabs.slice(0, 4)) {
      await manager.click(`nav a[href="${href}"]`);
      await manager.waitForURL((url) => url.pathname + url.search === href);
      assert.equal(String(await manager.locator("main tbody tr").count()), count, href);
    }
    expectNoFaults(manager);
    await manager.context().close();
  });

  test("a price with a comma where no thousands are is asked about, not guessed", async () => {
    await fillSheet("逗号");
    await page.fill("[name=serial]", "COMMA0001");
    await page.fill("[name=model_code]", "CY-P60");
    await page.click("main details summary");
    await page.fill("[name=price]", "12,5");
    await page.click(register);
    await page.waitForSelector("#price-error");
    assert.equal(await page.inputValue("[name=price]"), "12,5");
    expectNoFaults(page);
  });

  test("a double click registers once", async () => {
    await fillSheet("双击只登记一次");
    await page.dblclick(register);
    await page.waitForURL(/\/cases\/[A-Z]/);
    assert.equal(await rows("双击只登记一次"), 1);
    expectNoFaults(page);
  });

  test("back after a submit does not register again", async () => {
    await fillSheet("返回后不重复登记");
    await page.click(register);
    await page.waitForURL(/\/cases\/[A-Z]/);
    const first = page.url();
    await page.goBack();
    await page.waitForURL("**/cases/new");
    assert.equal(await page.getAttribute(register, "aria-disabled"), null, "the button is given back");
    await page.goForward();
    assert.equal(page.url(), first);
    assert.equal(await rows("返回后不重复登记"), 1);
    expectNoFaults(page);
  });

  test("wrong input is told at its field, where the cursor then stands, and nothing typed is lost", async () => {
    await fillSheet("屏幕不亮");
    await page.selectOption("[name=kind]", "repair");
    await page.fill("[name=serial]", "P60WRONG0001");
    await page.fill("[name=model_code]", "CY-NONE");
    await page.click(register);
    await page.waitForSelector("#model_code-error");
    assert.equal(await page.evaluate(() => document.activeElement.id), "model_code");
    assert.equal(await page.textContent("#model_code-error"), word("zh-CN", "intake-no-such-model"));
    for (const [name, value] of [["name", "赵敏"], ["serial", "P60WRONG0001"], ["symptom", "屏幕不亮"], ["kind", "repair"]]) {
      assert.equal(await page.inputValue(`main [name=${name}]`), value, name);
    }
    await takePicture(page, "desk-wrong-input");
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test("what an earlier caller said is told to be kept, typed over, and thrown away by a button", async () => {
    await page.goto("/cases/new");
    await page.fill("[name=phone]", "13911112222");
    await page.fill("[name=name]", "孙权");
    await page.fill("[name=sold_on]", "2026-01-05");
    await page.fill("[name=symptom]", "上一位说的");
    await page.waitForFunction(() => Object.values(sessionStorage).some((kept) => kept.includes("上一位说的")));
    await page.goto("/cases");
    await page.keyboard.press("Alt+n");
    await page.waitForSelector(".kept");
    assert.ok((await page.textContent(".kept")).includes(word("zh-CN", "shell-kept")));
    assert.equal(await page.inputValue("main [name=symptom]"), "上一位说的");
    await takePicture(page, "desk-kept");
    await expectAccessible(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), "phone");
    await page.keyboard.type("137");
    assert.equal(await page.inputValue("main [name=phone]"), "137");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector(".kept") && document.readyState === "complete");
    for (const name of ["phone", "name", "sold_on", "symptom"]) assert.equal(await page.inputValue(`main [name=${name}]`), "", name);
    await page.reload();
    assert.equal(await page.locator(".kept").count(), 0);
    expectNoFaults(page);
  });

  test("a form that somebody else was faster with explains itself", async () => {
    const number = await registerRepair("P60STALE00001");
    const form = `/orders/${number}/cancellation`;
    await page.goto(form);
    await page.fill("[name=reason]", "客户不修了");
    const other = await page.context().newPage();
    await other.goto(form);
    await other.fill("[name=reason]", "先到的一位");
    await other.click(register);
    await other.waitForURL(`**/orders/${number}`);
    await page.click(register);
    await page.waitForSelector(REFUSED);
    assert.notEqual((await page.textContent(REFUSED)).trim(), "");
    assert.equal(await page.inputValue("main textarea[readonly]"), "客户不修了", "it is there to be copied");
    await takePicture(page, "desk-stale-form");
    await expectAccessible(page);
    expectNoFaults(page);
  });

  test("a known device brings its owner, and asks for the day of sale that nobody knows", async () => {
    await registerRepair("P60OWNED00001");
    await page.goto("/cases/new");
    await page.fill("[name=serial]", "P60OWNED00001");
    await page.waitForSelector("#serial-options [data-value]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[name=customer_id]").value !== "");
    assert.equal(await page.inputValue("main [name=name]"), "赵**");
    assert.equal(await page.inputValue("[name=model_code]"), "CY-P60");
    assert.equal(await page.getAttribute("[name=model_code]", "readonly"), "");
    assert.equal(await page.getAttribute("[name=sold_on]", "readonly"), null);
    await page.fill("[name=sold_on]", "2026-01-05");
    await takePicture(page, "desk-known-device");
    await expectAccessible(page);
    await page.fill("[name=symptom]", "又没有声音了");
    await page.click(register);
    await page.waitForURL(/\/cases\/[A-Z]/);

    await page.goto("/cases/new");
    await page.fill("[name=phone]", "13700000001");
    await page.fill("[name=name]", "钱多");
    await page.fill("[name=serial]", "P60OWNED00001");
    await page.waitForSelector("#serial-options [data-value]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#device-card [data-offer]");
    assert.equal(await page.inputValue("[name=sold_on]"), "2026-01-05");
    assert.equal(await page.getAttribute("[name=sold_on]", "readonly"), "");
    assert.equal(await page.inputValue("main [name=name]"), "钱多", "somebody else may bring it");
    await page.click("#device-card [data-offer]");
    assert.equal(await page.inputValue("main [name=name]"), "赵**");
    expectNoFaults(page);
  });

  test("a lost network is told at once, and told to be over", async () => {
    await page.goto("/cases");
    assert.equal(await page.isVisible("[data-offline]"), false);
    await page.context().setOffline(true);
    await page.waitForSelector("[data-offline]:not([hidden])");
    assert.equal(await page.textContent("[data-offline]"), word("zh-CN", "shell-offline"));
    await expectAccessible(page);
    await takePicture(page, "desk-offline");
    await page.context().setOffline(false);
    await page.waitForSelector("[data-offline]", { state: "hidden" });
  });

  test("/ finds, ? tells the keys, Escape closes, g c goes to the cases", async () => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    await page.waitForSelector("#keys[open]");
    await expectAccessible(page);
    await takePicture(page, "desk-keys");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#keys", { state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForURL("**/cases");
    expectNoFaults(page);
  });

  for (const [width, language] of [[1360, "zh-CN"], [390, "en"]]) {
    for (const path of ["/", "/cases", "/cases/new", "/orders", "/customers", "/devices", "/stock", "/models", "/offers", "/search?q=P60", "/account", "/notices"]) {
      test(`${path} can be used by everybody at ${width} px (${language})`, async () => {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(path);
        await speak(page, language);
        await takePicture(page, `page-${language}${path.replaceAll(/\W+/g, "-")}`);
        await expectFits(page);
        await expectAccessible(page);
        expectNoFaults(page);
      });
    }
  }
});
