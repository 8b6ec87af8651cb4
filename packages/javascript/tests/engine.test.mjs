// The engine behind the package: what happens when it fails, and what it keeps.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const source = await import(pathToFileURL(`${process.env.OCOP_SOURCE}/engine.js`));
const bytes = readFileSync(createRequire(import.meta.url).resolve("ocop/ocop.wasm"));
const DOSSIER = '{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}';

test("a trap is told as what it is, and the next call has a sound engine", () => {
  const module = new WebAssembly.Module(bytes);
  const real = WebAssembly.Instance;
  let traps = 1;
  // an engine whose first call traps, as one that fails inside would
  WebAssembly.Instance = function Instance(...given) {
    const instance = new real(...given);
    const trapped = traps > 0;
    traps -= 1;
    return {
      exports: {
        ...instance.exports,
        ocop_call: trapped ? () => { throw new WebAssembly.RuntimeError("unreachable"); } : instance.exports.ocop_call,
      },
    };
  };
  try {
    const engine = source.engine(module);
    assert.throws(
      () => engine.call("rate", DOSSIER),
      (error) => error.errors[0].code === "internal" && error.wrongCall && error.cause instanceof WebAssembly.RuntimeError,
    );
    assert.equal(engine.call("rate", DOSSIER).points, 4);
    assert.equal(engine.instances(), 2);
  } finally {
    WebAssembly.Instance = real;
  }
});

test("a module that lacks memory for an input says so", () => {
  const engine = source.engine(new WebAssembly.Module(bytes));
  // WebAssembly ends at 4 GiB: a view that long cannot be made here, so one that says it is
  const huge = new Uint8Array(0);
  Object.defineProperty(huge, "length", { value: 0xfff00000 });
  assert.throws(() => engine.call("rate", huge), (error) => error.errors[0].code === "too-large");
  assert.equal(engine.call("rate", DOSSIER).points, 4);
});

test("a million calls leave the memory as it was", () => {
  const engine = source.engine(new WebAssembly.Module(bytes));
  const count = Number(process.env.OCOP_CALLS ?? 1_000_000);
  const calls = [
    ["rate", DOSSIER, '{"brief":true}'],
    ["rate", '{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":30}}', ""],
    ["rat", DOSSIER, ""],
    ["rate", DOSSIER, '{"breif":true}'],
  ];
  const run = (times) => {
    for (let i = 0; i < times; i += 1) engine.answer(...calls[i % 16 === 0 ? (i / 16) % 4 : 0]);
  };
  run(1000);
  const before = engine.memory();
  run(count);
  assert.equal(engine.memory(), before);
  assert.equal(engine.instances(), 1);
});

test("an instance that grew is let go", () => {
  const engine = source.engine(new WebAssembly.Module(bytes));
  const before = engine.memory();
  engine.answer("rate", new Uint8Array(150_000_000), "");
  assert.ok(engine.memory() <= before);
  assert.equal(engine.instances(), 2);
});
