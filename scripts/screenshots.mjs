// Writes the pictures of the README from a sample brand made afresh: docs/pictures/order-zh-CN.png and new-case-en.png.
//   make screenshots
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { signIn, startAftercare } from "../tests/browser/aftercare.mjs";
import { launchBrowser, openPage } from "../tests/browser/browser.mjs";
import { speak } from "../tests/browser/people.mjs";
import { word } from "../tests/browser/words.mjs";

const pictures = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
const HEIGHT = 900;

await mkdir(pictures, { recursive: true });
const house = await startAftercare();
const browser = await launchBrowser();
try {
  await order();
  await newCase();
} finally {
  await browser.close();
  await house.stop();
}

/** A warranty repair that has come far: taken in, decided, repaired, checked and signed for; the call to the customer is next. */
async function order() {
  const page = await desk("agent", "zh-CN");
  await page.goto("/orders?state=handed_over");
  await page.locator("tbody tr", { hasText: word("zh-CN", "orders-type-warranty") }).first().locator("a.code").click();
  await page.waitForSelector(".voucher");
  await save(page, "order-zh-CN");
}

/** A customer found by the end of the phone number, one of their devices chosen, the sheet about to be sent. */
async function newCase() {
  const page = await desk("agent", "en");
  await page.goto("/orders?state=closed");
  await page.locator("tbody tr", { hasText: "Chengyuan P60" }).first().locator("a.code").click();
  const phone = (await page.locator("#customer .masked").textContent()).trim();
  await page.goto("/cases/new");
  await page.locator("#phone").pressSequentially(phone.slice(-4));
  await pick(page, "phone");
  await page.waitForSelector("#customer-card section");
  await page.focus("#serial");
  await pick(page, "serial");
  await page.waitForSelector("#device-card section");
  await page.fill("[name=symptom]", "The screen stays black, but it rings");
  await save(page, "new-case-en");
}

async function pick(page, field) {
  await page.waitForSelector(`#${field}-options [data-value]`);
  await page.keyboard.press("Enter");
}

async function desk(login, language) {
  const page = await openPage(browser, { baseURL: house.baseURL, language });
  await signIn(page, house, login);
  await speak(page, language);
  return page;
}

function save(page, name) {
  return page.screenshot({ path: `${pictures}${name}.png`, clip: { x: 0, y: 0, width: 1360, height: HEIGHT } });
}
