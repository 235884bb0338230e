// The built binary with a sample brand in a database of its own.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const READY_WITHIN_MS = 120_000;

/** Seeds, serves on a free port and waits until it is ready. `logins` maps each sample login to its password. */
export async function startAftercare() {
  const binary = await builtBinary();
  const home = await mkdtemp(join(tmpdir(), "aftercare-browser-"));
  const database = `sqlite:${join(home, "aftercare.db")}`;
  const seeded = await run(binary, ["seed", "--small", "--database", database]);
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(binary, ["serve", "--database", database, "--listen", address], { stdio: ["ignore", "pipe", "pipe"] });
  const log = gather(server);
  const stop = async () => {
    await ended(server);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await ready(`http://${address}/readyz`, server);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log.text}`);
  }
  return { baseURL: `http://${address}`, logins: loginsIn(seeded.stdout), log, stop };
}

/** Signs in by the form and waits for the first page behind it. */
export async function signIn(page, house, login) {
  const password = house.logins[login];
  assert.ok(password, `the sample brand has no login ${login}, only ${Object.keys(house.logins).join(", ")}`);
  await page.goto("/sign-in");
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

async function builtBinary() {
  const binary = process.env.TESTED_BINARY ?? join((await run(`${root}scripts/target.sh`)).stdout.trim(), "debug", "aftercare");
  await access(binary).catch(() => assert.fail(`${binary} is missing: cargo build --package aftercare-server`));
  return binary;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function gather(server) {
  const log = { text: "" };
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (part) => (log.text += part));
  return log;
}

async function ready(url, server) {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`aftercare ended with ${server.exitCode} before it was ready`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`aftercare was not ready within ${READY_WITHIN_MS / 1000} s`);
}

function ended(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    const impatient = setTimeout(() => server.kill("SIGKILL"), 10_000);
    server.once("exit", () => (clearTimeout(impatient), resolve()));
    server.kill("SIGTERM");
  });
}

/** `aftercare seed` prints a line for each sample login: role, login, password, parted by tabs. */
function loginsIn(printed) {
  const rows = printed.split("\n").map((line) => line.split("\t")).filter((row) => row.length >= 3);
  return Object.fromEntries(rows.map(([, login, password]) => [login.trim(), password.trim()]));
}
