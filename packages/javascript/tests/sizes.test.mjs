// What a browser downloads: no more than it was, and told beside the goal while that is not reached.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const folder = dirname(createRequire(import.meta.url).resolve("ocop/package.json"));
const packed = (name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;

for (const [what, files, most, goal] of [
  ["all laws and English", ["ocop.packed", "browser.mjs"], 790_000, 450_000],
  ["the law in force alone", ["current.packed", "current-browser.mjs"], 385_000, 220_000],
]) {
  test(`${what}: at most ${most / 1000} KB gzip`, (context) => {
    const sizes = files.map((name) => `${name} ${packed(name)}`);
    const total = files.map(packed).reduce((a, b) => a + b);
    context.diagnostic(`${sizes.join(", ")} bytes gzip${total > goal ? `: GOAL of ${goal} NOT REACHED` : ""}`);
    assert.ok(total <= most, sizes.join(", "));
  });
}
