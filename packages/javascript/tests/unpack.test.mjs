// What is packed for browsers is the module that was built for them; what is not whole is told of.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const resolve = createRequire(import.meta.url).resolve;
const source = (name) => import(pathToFileURL(join(process.env.OCOP_SOURCE, name)).href);
const { assembled } = await source("assemble.js");
const { compiled } = await source("compile.js");

for (const name of ["ocop", "current"]) {
  const packed = readFileSync(resolve(`ocop/${name}.packed`));
  const plain = readFileSync(join(process.env.OCOP_MODULES, `${name}.wasm`));

  test(`${name}.packed holds the module that was packed`, async () => {
    assert.equal(Buffer.compare(assembled(packed), plain), 0);
    for (const bytes of [packed, plain, new Uint8Array(packed).buffer]) {
      assert.ok((await compiled(bytes)) instanceof WebAssembly.Module);
    }
  });
}

test("what is cut off, or is no module at all, is refused", () => {
  const packed = readFileSync(resolve("ocop/current.packed"));
  for (const length of [0, 1, 4, 8, 13, 18, 30, 1000, packed.length - 5000, packed.length - 1]) {
    assert.throws(() => assembled(packed.subarray(0, length)), /not whole/, `${length} bytes`);
  }
  for (const text of ["<!DOCTYPE html><html><body>404</body></html>", "\0".repeat(40)]) {
    assert.throws(() => assembled(Buffer.from(text)), Error, text);
  }
});
