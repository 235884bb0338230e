import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt, dayNumber, isoDay, offset } from "../src/days";

test("counts days over month ends, leap days and daylight saving", () => {
  const table: [string, number, string][] = [
    ["2026-01-31", 1, "2026-02-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2025-02-28", 1, "2025-03-01"],
    ["2026-03-28", 2, "2026-03-30"],
    ["2026-01-01", 365, "2027-01-01"],
  ];
  for (const [since, days, day] of table) {
    assert.equal(dayAt(since, days), day);
    assert.equal(offset(since, day, 1000), days);
  }
});

test("a day outside stays at the end of the slider", () => {
  assert.equal(offset("2026-01-01", "2025-12-01", 100), 0);
  assert.equal(offset("2026-01-01", "2030-01-01", 100), 100);
});

test("what is no day has no place", () => {
  for (const text of ["", "soon", "2026-02-30", "2026-2-3"]) {
    assert.equal(dayNumber(text), undefined);
    assert.equal(offset(text, "2026-01-01", 10), undefined);
    assert.equal(dayAt(text, 1), undefined);
  }
  assert.equal(isoDay(0), "1970-01-01");
});
