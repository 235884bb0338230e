// A washing machine at the customer's home, paid on the spot, and fixed only the second time.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startAftercare } from "./aftercare.mjs";
import { LANGUAGES, launchBrowser } from "./browser.mjs";
import { choose, People, sign } from "./people.mjs";

describe("a paid visit", () => {
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
    test(`is done again until the customer is satisfied (${language})`, async () => {
      const people = new People(browser, house, language, "on-site");
      const number = await register(people, { serial: `XQG100WALK0${index}`, phone: `1390013911${index}` });
      await visit(people, number, { price: "199.00" });
      await pay(people, number, "199.00");
      await signOff(people, number);
      await followUp(people, number, "not_fixed_once", "还是不排水");
      await people.expectState(await people.as("agent"), number, "reopened");
      await visit(people, number, { price: "0.00" });
      await signOff(people, number);
      await followUp(people, number, "satisfied", "");
      await people.expectState(await people.as("agent"), number, "closed");
      await people.close();
    });
  }
});

async function register(people, { serial, phone }) {
  const page = await people.as("agent");
  await page.click(".topbar a[href='/cases/new']");
  await page.fill("[name=phone]", phone);
  await page.fill("[name=name]", "李秀英");
  await page.fill("[name=serial]", serial);
  await page.fill("[name=model_code]", "CY-XQG100");
  await page.fill("[name=sold_on]", "2020-05-01");
  await page.fill("[name=symptom]", "洗衣机不排水，门打不开");
  await page.locator("[name=division_text]").pressSequentially("徐汇");
  await page.click("#division_text-options [role=option]");
  await page.fill("[name=address]", "漕溪北路 1 号 302 室");
  await people.look(page, "new-case");
  await page.click("main form button[type=submit]");
  await page.waitForURL(/\/cases\/[A-Z]/);
  await people.look(page, "case");
  await page.click(".page-actions .btn-primary");
  await page.waitForURL(/\/orders\//);
  return page.textContent(".page-head h1");
}

async function visit(people, number, { price }) {
  const dispatcher = await people.as("dispatcher");
  await people.step(dispatcher, number, "window", async (page) => {
    await page.fill("[name=day]", daysAhead(1));
    await page.fill("[name=from]", "09:00");
    await page.fill("[name=to]", "11:00");
  });
  await people.step(dispatcher, number, "assignment", (page) => choose(page, "technician", "technician.sh01"));
  const technician = await people.as("technician.sh01", 390);
  await people.step(technician, number, "departure");
  await people.step(technician, number, "arrival");
  await people.look(technician, "on-site");
  await people.step(technician, number, "diagnosis", async (page) => {
    await page.fill("[name=fault_code]", "not_draining");
    await page.selectOption("[name=listed]", "false");
    await page.selectOption("[name=cause]", "wear");
    await page.fill("[name=found]", "排水泵堵转");
  });
  await people.step(technician, number, "quote", async (page) => {
    await page.fill("[name=text_1]", "上门更换排水泵");
    await page.fill("[name=price_1]", price);
  });
  await people.look(technician, "quoted");
  await people.step(technician, number, "quote-approval", (page) => page.fill("[name=how]", "当面同意"));
  await people.step(technician, number, "repair-start");
  await people.step(technician, number, "reservation", (page) => choose(page, "part", /PMP .*服务车/)); // from the van
  await people.step(technician, number, "part-use", (page) => choose(page, "reservation", "PMP"));
  await people.step(technician, number, "repair-record", async (page) => {
    await page.fill("[name=minutes]", "50");
    await page.fill("[name=work]", "更换排水泵，试机排水正常");
  });
}

async function pay(people, number, price) {
  const technician = await people.as("technician.sh01", 390);
  await people.step(technician, number, "payment", async (page) => {
    assert.equal(await page.inputValue("[name=amount]"), price, "what is owed stands in the form");
    await page.selectOption("[name=method]", "wechat");
  });
  await people.look(technician, "paid");
  await people.expectPaper(technician, "receipt");
}

async function signOff(people, number) {
  const technician = await people.as("technician.sh01", 390);
  await people.step(technician, number, "sign-off", sign);
  await people.look(technician, "signed");
}

async function followUp(people, number, answer, words) {
  const agent = await people.as("agent");
  await people.step(agent, number, "follow-up", async (page) => {
    await page.selectOption("[name=class]", answer);
    await page.fill("[name=words]", words);
  });
  await people.look(agent, answer);
}

/** A day at the station, as a date field takes it. */
function daysAhead(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return day.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}
