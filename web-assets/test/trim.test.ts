import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, fit } from "../src/trim";

test("no stroke, no signature", () => {
  assert.equal(bounds([], 8), undefined);
});

test("the box holds every stroke and stays on the canvas", () => {
  const strokes = [{ points: [{ x: 4, y: 20 }] }, { points: [{ x: 90, y: 60 }] }];
  assert.deepEqual(bounds(strokes, 8), { x: 0, y: 12, width: 98, height: 56 });
});

test("a wide signature is made smaller in its own shape", () => {
  assert.deepEqual(fit({ x: 0, y: 0, width: 1200, height: 300 }, 600), { width: 600, height: 150 });
  assert.deepEqual(fit({ x: 0, y: 0, width: 100, height: 40 }, 600), { width: 100, height: 40 });
});
