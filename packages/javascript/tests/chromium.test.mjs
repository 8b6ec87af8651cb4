// The package in Chromium: from a plain file server, and bundled by Vite.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { browser, served } from "./browser.mjs";
import { vectors } from "./vectors.mjs";

const consumer = dirname(dirname(new URL(import.meta.url).pathname));
const DOSSIER = { criteria: "qd-26-2026", product_set: 1, answers: { 1.1: 3, 1.5: 2 } };
let chromium;

before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** A page of the address, and what it says in its console. */
async function opened(address) {
  const page = await chromium.newPage();
  const said = [];
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  await page.goto(address);
  return { page, said };
}

test("from a plain file server: every vector, byte for byte", async () => {
  writeFileSync(join(consumer, "plain.html"), "<!DOCTYPE html><link rel=icon href=data:,><title>ocop</title>");
  const server = await served(consumer);
  const { page, said } = await opened(`${server.address}/plain.html`);
  const all = vectors(process.env.OCOP_VECTORS);
  const wrong = await page.evaluate(async (all) => {
    const ocop = await import("/node_modules/ocop/browser.mjs");
    let early;
    try {
      ocop.version();
    } catch (error) {
      early = error.message;
    }
    await ocop.init();
    const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
    const read = (vector, { bytes: text }) => {
      const written = new TextDecoder().decode(text);
      try {
        const given = ocop.call(vector.operation, bytes(vector.input), bytes(vector.options));
        return JSON.stringify(given) === JSON.stringify(JSON.parse(written));
      } catch (error) {
        // numbers beyond 2^53 are not rounded
        return error instanceof RangeError && /\d{16}/.test(written);
      }
    };
    const wrong = all.filter((vector) => {
      const answer = ocop.answer(vector.operation, bytes(vector.input), bytes(vector.options));
      const same = answer.status === vector.status && answer.mediaType === vector.mediaType && equal(answer.bytes, bytes(vector.output));
      const isValue = answer.status === 0 && answer.mediaType.endsWith("json");
      return !same || (isValue && !read(vector, answer));
    });
    return [early?.includes("await init()") ? [] : ["used before it is there"], wrong.map((vector) => vector.path)].flat();
  }, all);
  const told = process.env.OCOP_TOLD_CHROMIUM;
  if (told) writeFileSync(told, `${all.length - wrong.length} of ${all.length}\n`);
  assert.deepEqual(wrong, []);
  const stars = await page.evaluate(async (dossier) => {
    const ocop = await import("/node_modules/ocop/current-browser.mjs");
    await Promise.all([ocop.init(), ocop.init()]);
    return ocop.rate(dossier).stars;
  }, DOSSIER);
  assert.equal(stars, 1);
  assert.deepEqual(said, []);
  server.close();
});

test("bundled by Vite", async () => {
  const folder = join(consumer, "vite-app");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), '<!DOCTYPE html><link rel=icon href=data:,><title>?</title><script type="module" src="/main.js"></script>');
  writeFileSync(
    join(folder, "main.js"),
    `import { init, rate } from "ocop";\nawait init();\ndocument.title = String(rate(${JSON.stringify(DOSSIER)}).points);\n`,
  );
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: folder, stdio: "inherit" });
  const server = await served(join(folder, "dist"));
  const { page, said } = await opened(server.address);
  await page.waitForFunction(() => document.title !== "?", undefined, { timeout: 20_000 });
  assert.equal(await page.title(), "4");
  assert.deepEqual(said, []);
  server.close();
});
