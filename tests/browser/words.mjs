// The words that pages show, from the catalogues that the pages are made with.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const locales = fileURLToPath(new URL("../../crates/i18n/locales/", import.meta.url));
const catalogues = new Map();

/** The text of a key without arguments. */
export function word(language, key) {
  if (!catalogues.has(language)) catalogues.set(language, read(language));
  const text = catalogues.get(language).get(key);
  assert.ok(text, `${language} has no ${key}`);
  return text;
}

function read(language) {
  const lines = readdirSync(locales + language).flatMap((file) => readFileSync(`${locales}${language}/${file}`, "utf8").split("\n"));
  return new Map(lines.map((line) => line.match(/^([a-z][a-z0-9-]*) = (.+)$/)).filter(Boolean).map(([, key, text]) => [key, text]));
}
