// A contract beside the law: headquarters define the offer, the counter sells it for a device, and takes it back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startAftercare } from "./aftercare.mjs";
import { LANGUAGES, launchBrowser } from "./browser.mjs";
import { choose, People } from "./people.mjs";

describe("a contract", () => {
  let browser, house;

  before(async () => {
    house = await startAftercare();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await house?.stop();
  });

  for (const [index, language] of LANGUAGES.entries()) {
    test(`is offered, sold and given back (${language})`, async () => {
      const people = new People(browser, house, language, "contract");
      const code = `CARE-${index}`;
      await define(people, code);
      const device = await deviceWithoutContract(people);
      const number = await sell(people, device, code);
      await giveBack(people, number);
      await people.close();
    });
  }
});

async function define(people, code) {
  const page = await people.as("manager");
  await page.goto("/offers");
  await people.look(page, "offers");
  await page.fill("[name=code]", code);
  await page.fill("[name=name]", "洗衣机保养");
  await page.selectOption("[name=kind]", "care_plan");
  await page.fill("[name=price]", "240");
  await page.selectOption("[name=begins]", "at_sale");
  await page.fill("[name=cooling_off_days]", "7");
  await page.fill("[name=categories]", "washing_machine");
  await page.locator("[name=subject]").first().selectOption("labour");
  await page.locator("[name=percent]").first().fill("100");
  await page.locator("[name=most]").first().fill("500");
  await page.click("form[action='/offers'] button[type=submit]");
  await page.waitForURL("**/offers");
  assert.ok(await page.isVisible(".alert-success"));
  assert.ok(await page.isVisible(`td.code:has-text("${code}")`));
}

/** The path of a washing machine that no contract covers yet. */
async function deviceWithoutContract(people) {
  const page = await people.as("clerk.sh01");
  await page.goto("/devices?serial=XQG80");
  const links = await page.locator("td a.code").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  for (const path of links) {
    await page.goto(path);
    const offered = await page.locator(`a[href='${path}/contracts']`).count();
    const contracts = await page.locator("a[href^='/contracts/']").count();
    if (offered > 0 && contracts === 0) return path;
  }
  return assert.fail("every washing machine of the sample brand is under a contract");
}

async function sell(people, device, code) {
  const page = await people.as("clerk.sh01");
  await page.goto(`${device}/contracts`);
  await choose(page, "offer", code);
  await page.selectOption("[name=method]", "cash");
  await people.look(page, "sale");
  await page.click("main form button[type=submit]");
  await page.waitForURL("**/contracts/SH01-*");
  assert.equal(await page.textContent(".page-head .state"), people.word("contracts-life-in-force"));
  await people.look(page, "contract");
  return new URL(page.url()).pathname.split("/").pop();
}

async function giveBack(people, number) {
  const page = await people.as("clerk.sh01");
  await page.goto(`/contracts/${number}`);
  await page.selectOption("[name=method]", "cash");
  await page.fill("[name=reason]", "搬家");
  await page.click("main form button[type=submit]");
  await page.waitForSelector(".alert-success");
  assert.equal(await page.textContent(".page-head .state"), people.word("contracts-life-cancelled"));
  assert.match(await page.textContent(".facts"), /240\.00/);
  await people.look(page, "cancelled");
}
