import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMs } from "../src/backoff";

test("waits longer after each failure, never more than 75 seconds", () => {
  assert.deepEqual([1, 2, 3, 7, 50].map((failures) => backoffMs(failures, 0)), [1_000, 2_000, 4_000, 60_000, 60_000]);
  assert.equal(backoffMs(50, 1), 75_000);
});
