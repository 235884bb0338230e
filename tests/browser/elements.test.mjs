// The elements of web-assets in a real browser, on a page of their own.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { expectAccessible, expectFits, expectNoFaults, launchBrowser, openPage, takePicture, WIDTHS } from "./browser.mjs";
import { startFixture } from "./fixture/server.mjs";

describe("elements", () => {
  let browser, site, page;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  beforeEach(async () => {
    site = await startFixture();
    page = await openPage(browser, { baseURL: site.baseURL });
    await page.goto("/");
  });
  afterEach(async () => {
    await page.context().close();
    site.stop();
  });

  const value = (selector) => page.locator(selector).inputValue();

  for (const width of WIDTHS) {
    for (const dark of [false, true]) {
      test(`the style is accessible and fits at ${width} px, ${dark ? "dark" : "light"}`, async () => {
        const visitor = await openPage(browser, { baseURL: site.baseURL, width, dark });
        await visitor.goto("/");
        await takePicture(visitor, `elements-${width}-${dark ? "dark" : "light"}`);
        await expectFits(visitor);
        await expectAccessible(visitor);
        expectNoFaults(visitor);
        await visitor.context().close();
      });
    }
  }

  test("a customer is found and chosen by keyboard alone", async () => {
    await page.focus("#customer");
    await page.keyboard.type("王");
    await page.waitForSelector("[role=option]");
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.equal(await value("[name=customer_id]"), "c2");
    assert.equal(await value("#customer"), "王丽");
    assert.equal(await value("#phone"), "13900139000");
    await page.waitForSelector("#card-text");
    assert.equal(await page.textContent("#card-text"), "c2");
    await page.keyboard.type("x");
    assert.equal(await value("[name=customer_id]"), "", "typing after a choice forgets the id");
    expectNoFaults(page);
  });

  test("a scanner's Enter takes the single match when the answer arrives", async () => {
    site.slowMs = 200;
    await page.focus("#customer");
    await page.keyboard.insertText("13800138000");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[name=customer_id]").value === "c1");
    assert.equal(site.posts.length, 0, "the form is not sent by the scanner");
  });

  test("who presses Enter and goes on before the answer gets the single match all the same", async () => {
    site.slowMs = 300;
    await page.focus("#customer");
    await page.keyboard.insertText("13800138000");
    await page.keyboard.press("Enter");
    await page.focus("#fault");
    await page.waitForFunction(() => document.querySelector("[name=customer_id]").value === "c1");
    assert.equal(await value("#customer"), "王小明");
    assert.equal(await page.isVisible("[role=listbox]"), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), "fault");
  });

  test("a choice made elsewhere is not overwritten by an answer that comes late", async () => {
    site.slowMs = 500;
    await page.focus("#customer");
    await page.keyboard.insertText("13800138000");
    await page.keyboard.press("Enter");
    const asked = page.waitForResponse("**/customers/options*");
    await page.focus("#fault");
    await page.evaluate(() => {
      const id = document.querySelector("[name=customer_id]");
      id.value = "c2";
      id.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.waitForSelector("#card-text");
    await Promise.race([asked.catch(() => {}), page.waitForTimeout(1_000)]);
    assert.equal(await value("[name=customer_id]"), "c2");
  });

  test("a new customer opens its fields, and a later choice closes them", async () => {
    await page.focus("#customer");
    await page.keyboard.type("赵");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "new-name");
    await page.fill("#new-name", "赵一");
    await page.fill("#customer", "王小");
    await page.waitForSelector("[data-value=c1]");
    assert.equal(await page.isVisible("#new-name"), false);
    await page.focus("#customer");
    await page.keyboard.press("Enter");
    assert.equal(await value("[name=customer_id]"), "c1");
  });

  test("without a choice the form says so and is not sent", async () => {
    await page.fill("#customer", "没有这个人");
    await page.focus("#phone");
    await page.keyboard.press("Control+Enter");
    assert.equal(await page.evaluate(() => document.querySelector("#customer").validationMessage), "请从列表中选择");
    assert.equal(site.posts.length, 0);
  });

  test("a second submit while the first is under way is refused", async () => {
    await page.focus("#customer");
    await page.keyboard.type("王小");
    await page.waitForSelector("[data-value=c1]");
    await page.keyboard.press("Enter");
    await page.focus("#phone");
    // A page that is being left may not answer questions; it notes by itself what its button says at the end.
    await page.evaluate(() => {
      addEventListener("pagehide", () => sessionStorage.setItem("button", document.querySelector("#case button").textContent));
    });
    const letGo = site.hold();
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    letGo();
    await page.waitForURL("**/done");
    assert.equal(site.posts.length, 1);
    assert.equal(await page.evaluate(() => sessionStorage.getItem("button")), "正在登记…");
    assert.deepEqual(site.posts[0], { idempotency_key: "k1", customer_text: "王小明", customer_id: "c1", phone: "13800138000", fault: "" });
  });

  test("what was typed comes back after a reload and is forgotten once it has arrived", async () => {
    await page.fill("#fault", "手机黑屏无法开机");
    await page.waitForFunction(() => sessionStorage.length > 0);
    await page.reload();
    assert.equal(await value("#fault"), "手机黑屏无法开机");
    await page.focus("#customer");
    await page.keyboard.type("王小");
    await page.waitForSelector("[data-value=c1]");
    await page.keyboard.press("Enter");
    await page.click("#case button");
    await page.waitForURL("**/done");
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.goto("/");
    assert.equal(await value("#fault"), "");
  });

  test("a refused answer is shown and the button is given back", async () => {
    await page.fill("#note", "你好");
    await page.click("#inline button");
    await page.waitForSelector("#wrong");
    await page.waitForFunction(() => document.querySelector("#inline button").textContent === "保存");
    assert.equal(await value("#note"), "你好");
    assert.equal(await page.getAttribute("#inline button", "aria-disabled"), null);
    expectNoFaults(page);
  });

  test("a lost network is told, nothing is lost, and the button is given back", async () => {
    await page.fill("#note", "你好");
    await page.context().setOffline(true);
    await page.waitForSelector("[data-offline]:not([hidden])");
    await page.click("#inline button");
    await page.waitForSelector("[data-notice]:not([hidden])");
    assert.equal(await page.textContent("[data-notice]"), "没有发送成功");
    assert.equal(await value("#note"), "你好");
    await page.context().setOffline(false);
    await page.waitForSelector("[data-offline]", { state: "hidden" });
  });

  test("a signature is drawn into the form as a picture, and an empty one is refused", async () => {
    await page.click("#sign button:not([data-clear])");
    assert.equal(await page.textContent("#sign .field-error"), "请签名或输入姓名");
    assert.equal(await page.evaluate(() => document.activeElement.id), "signed-name");
    await draw("signature-field canvas");
    assert.match(await value("[name=signature]"), /^data:image\/png;base64,.{200,}/);
    assert.ok((await value("[name=signature]")).length < 60_000);
    await page.click("[data-clear]");
    assert.equal(await value("[name=signature]"), "");
    await draw("signature-field canvas");
    await page.click("#sign button:not([data-clear])");
    await page.waitForURL("**/done");
    assert.match(site.posts[0].signature, /^data:image\/png/);
    expectNoFaults(page);
  });

  test("a typed name serves as well as a drawn signature", async () => {
    await page.click("#sign summary");
    await page.fill("#signed-name", "王小明");
    await page.click("#sign button:not([data-clear])");
    await page.waitForURL("**/done");
    assert.deepEqual(site.posts[0], { signature: "", signature_typed: "王小明" });
  });

  test("a list follows what the server tells, and keeps the focus", async () => {
    await page.waitForFunction(() => document.querySelectorAll("live-list p").length === 1);
    await waitUntil(() => site.streams.size === 1);
    await page.focus("#note");
    site.rows = 3;
    site.tell();
    await page.waitForSelector("#row-2");
    assert.equal(await page.evaluate(() => document.activeElement.id), "note");
    expectNoFaults(page);
  });

  test("the keys of the page work, but not while typing", async () => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q");
    await page.keyboard.type("?g c");
    assert.equal(await value("[name=q]"), "?g c");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    await page.waitForSelector("#keys[open]");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForURL("**/done");
    await page.goBack();
    await page.focus("#phone");
    await page.keyboard.press("Alt+n");
    await page.waitForURL("**/done?new");
  });

  test("a deadline is told against the server's clock, late in words and in red", async () => {
    await page.clock.install({ time: new Date("2030-01-01T00:00:00Z") });
    await page.goto("/");
    await page.clock.runFor(31_000);
    assert.equal(await page.textContent("#soon"), "剩 3 小时 20 分");
    await page.clock.runFor(4 * 3_600_000);
    assert.equal(await page.textContent("#soon"), "超 41 分");
    assert.equal(await page.getAttribute("#soon", "level"), "red");
  });

  test("a menu closes by Escape and by a click elsewhere", async () => {
    await page.click(".page-actions summary");
    assert.equal(await page.isVisible(".menu-closed"), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible(".menu-closed"), false);
    await page.click(".page-actions summary");
    await page.click("h1");
    assert.equal(await page.isVisible(".menu-closed"), false);
  });

  async function draw(selector) {
    await page.locator(selector).scrollIntoViewIfNeeded();
    const box = await page.locator(selector).boundingBox();
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    for (let step = 1; step <= 20; step += 1) await page.mouse.move(box.x + 40 + step * 8, box.y + 60 + 30 * Math.sin(step));
    await page.mouse.up();
  }
});

async function waitUntil(holds) {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(holds());
}
