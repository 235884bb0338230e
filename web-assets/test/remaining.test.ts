import assert from "node:assert/strict";
import { test } from "node:test";
import { level, remaining } from "../src/remaining";

const words = { left: "剩 {t}", over: "超 {t}", day: "{n} 天", hour: "{n} 小时", minute: "{n} 分" };

test("shows the two largest units that are not zero", () => {
  const table: [number, string][] = [
    [1, "剩 1 分"],
    [60, "剩 1 分"],
    [61, "剩 2 分"],
    [3_600, "剩 1 小时"],
    [12_000, "剩 3 小时 20 分"],
    [86_400 - 1, "剩 1 天"],
    [86_400, "剩 1 天"],
    [86_400 + 120, "剩 1 天"],
    [3 * 86_400 + 7_200, "剩 3 天 2 小时"],
    [-90, "超 2 分"],
    [-90_000, "超 1 天 1 小时"],
  ];
  for (const [seconds, text] of table) assert.equal(remaining(seconds, words), text, `${seconds} s`);
});

test("turns amber below the threshold and red once it is late", () => {
  assert.equal(level(14_400, 14_400), "green");
  assert.equal(level(14_399, 14_400), "amber");
  assert.equal(level(0, 14_400), "amber");
  assert.equal(level(-1, 14_400), "red");
});
