// Bundles the pages' script, style and icons into dist/ under names that change with their content.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const inHere = (path) => `${here}${path}`;

if (process.argv.includes("--tests")) await buildTests();
else await buildAssets();

async function buildAssets() {
  const files = { ...(await bundle()), "icons.svg": await iconSprite(), "favicon.svg": await readFile(inHere("src/favicon.svg")) };
  await rm(inHere("dist"), { recursive: true, force: true });
  await mkdir(inHere("dist"));
  const manifest = {};
  for (const [name, content] of Object.entries(files).sort()) {
    manifest[name] = hashedName(name, content);
    await writeFile(inHere(`dist/${manifest[name]}`), content);
    console.log(`${manifest[name]}  ${Math.ceil(content.length / 1024)} KiB`);
  }
  await writeFile(inHere("dist/licences.txt"), await licences());
  await writeFile(inHere("dist/manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: ["src/app.ts", "src/theme.ts", "src/worker/service-worker.ts", "src/css/app.css"],
    entryNames: "[name]",
    outdir: "dist",
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome123", "firefox121", "safari17.5"],
    legalComments: "none",
    logLevel: "warning",
  });
  return Object.fromEntries(outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)]));
}

function hashedName(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(name);
  return `${basename(name, extension)}-${hash}${extension}`;
}

async function iconSprite() {
  const names = JSON.parse(await readFile(inHere("icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(iconSymbol));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

async function iconSymbol(name) {
  const svg = await readFile(inHere(`node_modules/@tabler/icons/icons/outline/${name}.svg`), "utf8");
  const shapes = svg.replace(/^[\s\S]*?<svg[\s\S]*?>|<\/svg>\s*$/g, "").replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
}

/** The licences of what is bundled, for the page that shows them. */
async function licences() {
  const packages = ["@tabler/core", "@tabler/icons", "htmx.org", "signature_pad"];
  const texts = await Promise.all(packages.map(licence));
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}

async function licence(name) {
  const folder = inHere(`node_modules/${name}`);
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  // Tabler's core package names its licence but does not carry the text.
  const path = file ? `${folder}/${file}` : inHere(`licences/${name.replace(/^@/, "").replace("/", "-")}.txt`);
  return `${name} ${version} (${license})\n\n${await readFile(path, "utf8")}`;
}

async function buildTests() {
  const tests = (await readdir(inHere("test"))).filter((file) => file.endsWith(".test.ts"));
  await build({
    absWorkingDir: here,
    entryPoints: tests.map((file) => `test/${file}`),
    outdir: "node_modules/.tests",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
}
