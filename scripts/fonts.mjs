// Puts the fonts of the papers where the build embeds them: compressed, 14 MB in place of 26 MB.
//
//   node scripts/fonts.mjs [FOLDER]
//
// FOLDER holds node_modules (default: web-assets). Made again only when the source is newer than the copy.

import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(resolve(process.argv[2] ?? join(root, "web-assets")), "node_modules", "@expo-google-fonts");
const fonts = join(root, "crates", "papers", "fonts");

const files = [
  ["noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", "noto-sans-sc.ttf.gz"],
  ["noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf", "noto-sans-tc.ttf.gz"],
  ["noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf", "noto-sans-jp.ttf.gz"],
  ["noto-sans-sc/LICENSE_FONT", "noto-sans-licence.txt.gz"],
];

mkdirSync(fonts, { recursive: true });
for (const [from, to] of files) {
  const source = join(packages, from);
  const target = join(fonts, to);
  if (!existsSync(source)) {
    console.error(`fonts: ${source} is missing; run npm ci in web-assets first`);
    process.exit(1);
  }
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs) continue;
  // Written beside and renamed, so that a stopped run leaves no half font behind.
  writeFileSync(`${target}.part`, gzipSync(readFileSync(source), { level: 9 }));
  renameSync(`${target}.part`, target);
  console.log(`fonts: ${to}`);
}
