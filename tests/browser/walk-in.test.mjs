// A phone under warranty, from the counter to the archive, by everybody whose work it is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startAftercare } from "./aftercare.mjs";
import { LANGUAGES, launchBrowser } from "./browser.mjs";
import { arrowTo, choose, People, sign, tabTo } from "./people.mjs";

const STATION = "SH01";
/** About 55 words a minute: somebody who types, and no more than that. */
const SECONDS_A_KEY = 0.2;
/** Keys that an input method takes for a Chinese character. */
const KEYS_A_CHARACTER = 3;
const PAPER_SPEED_SECONDS = 30;

describe("a walk-in warranty repair", () => {
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
    test(`goes from the counter to the archive (${language})`, async (t) => {
      const people = new People(browser, house, language, "walk-in");
      const phone = { serial: `P60WALK0000${index}`, phone: `1390013900${index}`, imei: withCheckDigit(`3569981190000${index}`) };
      const number = await register(t, people, phone);
      await takeIn(people, number);
      await repair(people, number);
      await handOver(people, number);
      await followUp(people, number);
      await people.close();
    });
  }
});

async function register(t, people, { serial, phone, imei }) {
  const page = await people.as("agent");
  const { keyboard } = page;
  // The keys are counted: how fast a busy machine draws the page says nothing about the page.
  let keys = 0;
  const press = keyboard.press.bind(keyboard);
  keyboard.press = (key) => {
    keys += 1;
    return press(key);
  };
  const type = (text) => {
    keys += text.length;
    return keyboard.type(text);
  };
  const compose = (text) => {
    keys += text.length * KEYS_A_CHARACTER;
    return keyboard.insertText(text);
  };
  await keyboard.press("Alt+n");
  await page.waitForURL("**/cases/new");
  await type(phone);
  await tabTo(page, "#name");
  await compose("王小明");
  await tabTo(page, "#serial");
  await type(serial);
  await tabTo(page, "#model_code");
  await type("CY-P60");
  await page.waitForSelector("#model_code-options [data-text='CY-P60']");
  await keyboard.press("Enter");
  await tabTo(page, "#imei");
  await keyboard.insertText(imei); // by the scanner
  await tabTo(page, "#sold_on");
  await type("10152026"); // the test's Chromium itself speaks American
  await tabTo(page, "summary");
  await keyboard.press("Enter");
  for (const paper of ["invoice", "voucher"]) {
    await tabTo(page, `[name=papers][value=${paper}]`);
    await keyboard.press("Space");
  }
  await tabTo(page, "#symptom");
  await compose("黑屏，无法开机");
  await tabTo(page, "#mode");
  await arrowTo(page, "walk_in");
  await tabTo(page, "#channel");
  await arrowTo(page, "walk_in");
  await tabTo(page, "#station");
  await arrowTo(page, STATION);
  await keyboard.press("Control+Enter");
  await page.waitForURL(/\/cases\/[A-Z]/);
  const seconds = keys * SECONDS_A_KEY;
  t.diagnostic(`registered with ${keys} keys and no mouse: ${seconds.toFixed(1)} s at ${SECONDS_A_KEY} s a key`);
  assert.ok(seconds < PAPER_SPEED_SECONDS, `${seconds} s is not paper speed`);
  await people.look(page, "case");
  await page.click(".page-actions .btn-primary");
  await page.waitForURL(/\/orders\//);
  await people.look(page, "order");
  return page.textContent(".page-head h1");
}

async function takeIn(people, number) {
  const clerk = await people.as("clerk.sh01");
  await people.step(clerk, number, "decision");
  await clerk.click("a[href$='/decision-sheet']");
  await people.look(clerk, "decision-sheet");
  await people.step(clerk, number, "custody-slip", async (page) => {
    await page.fill("[name=appearance]", "边框轻微划痕，屏幕完好");
    await page.fill("[name=accessories]", "充电器、数据线");
    await page.fill("[name=data_note]", "客户已自行备份");
  });
  await people.look(clerk, "taken-in");
  await people.expectPaper(clerk, "custody-slip");
  await people.expectState(clerk, number, "taken-in");
}

async function repair(people, number) {
  const supervisor = await people.as("supervisor.sh01");
  await people.step(supervisor, number, "assignment", (page) => choose(page, "technician", "technician.sh01"));
  const technician = await people.as("technician.sh01", 390);
  await people.look(technician, "my-work");
  await people.step(technician, number, "diagnosis", async (page) => {
    await page.fill("[name=fault_code]", "no_display");
    await page.selectOption("[name=listed]", "true");
    await page.selectOption("[name=cause]", "quality");
    await page.fill("[name=found]", "屏幕排线接口开路，显示无信号");
  });
  await people.step(technician, number, "repair-start");
  await people.step(technician, number, "reservation", (page) => choose(page, "part", "P60-SCR"));
  await people.step(technician, number, "part-use", (page) => choose(page, "reservation", "P60-SCR"));
  await people.step(technician, number, "repair-record", async (page) => {
    await page.fill("[name=minutes]", "45");
    await page.fill("[name=method]", "更换");
    await page.fill("[name=work]", "更换屏幕总成，整机显示测试正常");
  });
  await people.look(technician, "repaired");
  await people.step(supervisor, number, "quality-check", (page) => page.selectOption("[name=result]", "passed"));
  await people.expectState(supervisor, number, "ready");
  assert.ok(await supervisor.isVisible(`h3:text-is("${people.word("parts-owed")}")`), "the defective part is owed");
}

async function handOver(people, number) {
  const clerk = await people.as("clerk.sh01");
  await people.step(clerk, number, "signature", sign);
  await people.look(clerk, "handed-over");
  assert.ok(await clerk.isVisible(`.state:text-is("${people.word("papers-void")}")`), "the custody slip is void");
  assert.ok(await clerk.isVisible(`h3:text-is("${people.word("settlement-claim")}")`), "the station has a claim");
  await people.expectPaper(clerk, "voucher");
  await people.expectPaper(clerk, "repair-card");
}

async function followUp(people, number) {
  const agent = await people.as("agent");
  await agent.goto("/follow-ups");
  await people.look(agent, "follow-ups");
  await people.step(agent, number, "follow-up", (page) => page.selectOption("[name=class]", "satisfied"));
  await people.expectState(agent, number, "closed");
  await people.step(agent, number, "archive");
  await people.expectState(agent, number, "archived");
  await people.look(agent, "archived");
}

/** The fifteenth digit of an IMEI. */
function withCheckDigit(digits) {
  const doubled = [...digits].map((digit, place) => (place % 2 === 1 ? Number(digit) * 2 : Number(digit)));
  const sum = doubled.reduce((all, digit) => all + (digit > 9 ? digit - 9 : digit), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
