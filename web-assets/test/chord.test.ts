import assert from "node:assert/strict";
import { test } from "node:test";
import { chordOf, compare, isChord } from "../src/chord";

const press = { key: "", code: "", altKey: false, ctrlKey: false, metaKey: false };

test("a chord goes by the physical key, a character by what it types", () => {
  assert.equal(chordOf({ ...press, key: "˜", code: "KeyN", altKey: true }), "alt+n");
  assert.equal(chordOf({ ...press, key: "?", code: "Slash" }), "?");
  assert.equal(chordOf({ ...press, key: "/", code: "Digit7" }), "/");
});

test("a plus sign alone is a character", () => {
  assert.equal(isChord("+"), false);
  assert.equal(isChord("alt+n"), true);
});

test("a sequence is recognised step by step", () => {
  assert.equal(compare(["g"], "g c"), "beginning");
  assert.equal(compare(["g", "c"], "g c"), "whole");
  assert.equal(compare(["g", "d"], "g c"), "neither");
  assert.equal(compare(["g", "c", "c"], "g c"), "neither");
});
