// What is packed for browsers is what Node reads unpacked; what is not whole is told of.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const resolve = createRequire(import.meta.url).resolve;
const source = (name) => import(pathToFileURL(join(process.env.OCOP_SOURCE, name)).href);
const { unpacked } = await source("unpack.js");
const { compiled } = await source("compile.js");

for (const name of ["ocop", "current"]) {
  const packed = readFileSync(resolve(`ocop/${name}.lzma`));
  const plain = readFileSync(resolve(`ocop/${name}.wasm`));

  test(`${name}.lzma holds ${name}.wasm`, async () => {
    assert.equal(Buffer.compare(unpacked(packed), plain), 0);
    for (const bytes of [packed, plain, new Uint8Array(packed).buffer]) {
      assert.ok((await compiled(bytes)) instanceof WebAssembly.Module);
    }
  });
}

test("what is cut off, or is no module at all, is refused", () => {
  const packed = readFileSync(resolve("ocop/current.lzma"));
  for (const length of [0, 1, 13, 18, 1000, packed.length - 5000]) {
    assert.throws(() => unpacked(packed.subarray(0, length)), /not whole/, `${length} bytes`);
  }
  for (const text of ["<!DOCTYPE html><html><body>404</body></html>", "\0".repeat(40)]) {
    assert.throws(() => unpacked(Buffer.from(text)), Error, text);
  }
});
