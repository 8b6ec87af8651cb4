// The package as somebody has it who installed it: in Node, by import and by require.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import * as ocop from "ocop";
import * as current from "ocop/current";
import { vectors } from "./vectors.mjs";

const required = createRequire(import.meta.url)("ocop");
const DOSSIER = '{"criteria":"qd-26-2026","product_set":1,"answers":{"1.1":3,"1.5":2}}';

/** The refusal of a call. */
function refused(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ocop.Refused, String(error));
    assert.ok(error.errors.length > 0);
    for (const { code, message } of error.errors) assert.ok(code && message.vi && message.en);
    return error;
  }
  return assert.fail("nothing was refused");
}
const told = (run) => refused(run).errors.map(({ code, path }) => `${code} ${path}`);

test("import and require give the same functions, one for each operation", () => {
  assert.equal(required.rate, ocop.rate);
  assert.equal(required.Refused, ocop.Refused);
  const listed = refused(() => ocop.call("?")).errors[0].help.en.match(/[a-z]+(-[a-z]+)*/g);
  for (const name of ["rate", "tally", "compare-laws", "practice-key"]) {
    assert.ok(listed.includes(name), name);
    assert.equal(typeof ocop[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())], "function", name);
  }
});

test("the first lines of the README run as they stand there", async () => {
  const installed = dirname(createRequire(import.meta.url).resolve("ocop"));
  const readme = readFileSync(join(installed, "README.md"), "utf8");
  const [, example] = readme.match(/```js\n(.+?)```/s);
  const lines = [];
  const body = example.replace(/^import .+$/m, "").replaceAll("console.log", "log");
  new Function("rate", "Refused", "log", body)(ocop.rate, ocop.Refused, (...line) => lines.push(line));
  assert.match(example, /^import \{ rate, Refused \} from "ocop";$/m);
  assert.deepEqual(lines.map(([points, stars]) => [points, stars]), [[4, 1]]);
  assert.ok(Array.isArray(lines[0][2]));
});

test("every vector, byte for byte", () => {
  const all = vectors(process.env.OCOP_VECTORS);
  assert.ok(all.length > 100, `${all.length} vectors`);
  let agreed = 0;
  const told = () => process.env.OCOP_TOLD_NODE && writeFileSync(process.env.OCOP_TOLD_NODE, `${agreed} of ${all.length}\n`);
  told();
  for (const vector of all) {
    const [input, options] = [vector.input, vector.options].map((bytes) => new Uint8Array(Buffer.from(bytes, "base64")));
    const answer = ocop.answer(vector.operation, input, options);
    assert.equal(answer.status, vector.status, vector.path);
    assert.equal(answer.mediaType, vector.mediaType, vector.path);
    assert.equal(Buffer.from(answer.bytes).toString(), Buffer.from(vector.output, "base64").toString(), vector.path);
    agreed += 1;
  }
  told();
});

test("an object is what the text of an answer says, letter for letter", () => {
  let letters = 0;
  for (const vector of vectors(process.env.OCOP_VECTORS)) {
    if (vector.status !== 0 || !vector.mediaType.endsWith("json")) continue;
    const [input, options] = [vector.input, vector.options].map((bytes) => new Uint8Array(Buffer.from(bytes, "base64")));
    const text = Buffer.from(vector.output, "base64").toString();
    let given;
    try {
      given = ocop.call(vector.operation, input, options);
    } catch (error) {
      assert.ok(error instanceof RangeError && /\d{16}/.test(text), `${vector.path}: ${error}`);
      continue;
    }
    assert.equal(JSON.stringify(given), JSON.stringify(JSON.parse(text)), vector.path);
    letters += (JSON.stringify(given).match(/[^\x00-\x7f]/g) ?? []).length;
  }
  assert.ok(letters > 1000, `${letters} letters beyond ASCII`);
});

test("text, bytes and objects are the same dossier", () => {
  const rating = ocop.rate(DOSSIER);
  assert.deepEqual(ocop.rate(JSON.parse(DOSSIER)), rating);
  assert.deepEqual(ocop.rate(new TextEncoder().encode(DOSSIER)), rating);
  assert.deepEqual(ocop.rate(Buffer.from(DOSSIER)), rating);
  assert.deepEqual(ocop.rate({ ...JSON.parse(DOSSIER), note: undefined }), rating);
  assert.equal(rating.stars, 1);
  assert.equal(ocop.rate(DOSSIER, { brief: true }).scores, undefined);
});

test("documents are text", () => {
  assert.match(ocop.document(DOSSIER, { document: "explanation", format: "md" }), /^# /);
});

test("refused with all problems; a wrong call is told from a wrong input", () => {
  const both = refused(() => ocop.rate({ product_set: 1, criteria: "qd-26-2026", answers: { 1.1: 30, 9.9: 1 } }));
  assert.deepEqual(both.errors.map((one) => one.path), ["/answers/1.1", "/answers/9.9"]);
  assert.equal(both.wrongCall, false);
  assert.match(both.message, /\/answers\/1\.1: .+ · .+/);
  assert.equal(refused(() => ocop.rate(DOSSIER, { breif: true })).wrongCall, true);
  assert.deepEqual(told(() => ocop.call("rat", DOSSIER)), ["unknown-operation "]);
  assert.deepEqual(told(() => ocop.call(Symbol("rate"), DOSSIER)), ["unknown-operation "]);
  assert.equal(refused(() => ocop.rate(DOSSIER, { brief: "yes" })).wrongCall, true);
  assert.equal(refused(() => ocop.rate(DOSSIER, [])).wrongCall, true);
  assert.equal(refused(() => ocop.rate(DOSSIER, 7)).wrongCall, true);
});

test("each operation knows its own options", () => {
  const { help } = refused(() => ocop.call("?")).errors[0];
  const names = help.en.match(/[a-z]+(-[a-z]+)*(?=[,.])/g);
  assert.ok(names.length > 20, help.en);
  for (const name of names) {
    const { errors } = refused(() => ocop.call(name, DOSSIER, { nothingOfTheKind: 1 }));
    const unknown = errors.find(({ path }) => path === "/nothingOfTheKind");
    assert.equal(unknown?.code, "unknown-option", name);
    assert.match(unknown.help.en, /^(The options are: [a-z]|This operation has no options)/, name);
  }
  assert.deepEqual(refused(() => ocop.verify({ raitng: {} })).errors[0].suggestion, "rating");
});

test("every schema there is", () => {
  const names = refused(() => ocop.schema({ name: "?" })).errors[0].message.en.match(/[a-z-]+(?=[,.])/g);
  assert.ok(names.length > 30);
  for (const name of names) {
    const schema = ocop.schema({ name });
    assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema", name);
    for (const [, used] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) assert.ok(schema.$defs[used], used);
  }
});

test("what JSON cannot say is told at its place, and nothing is dropped or rounded in silence", () => {
  const circular = { product_set: 1, answers: {} };
  circular.answers.self = circular;
  let deep = 1;
  for (let i = 0; i < 5000; i += 1) deep = [deep];
  const answers = (value) => ({ criteria: "qd-26-2026", product_set: 1, answers: { "1.1": value } });
  for (const [input, expected] of [
    [answers(NaN), "wrong-type /answers/1.1"],
    [answers(Infinity), "wrong-type /answers/1.1"],
    [answers(3n), "wrong-type /answers/1.1"],
    [answers(2 ** 53), "out-of-range /answers/1.1"],
    [answers(() => 3), "wrong-type /answers/1.1"],
    [answers(new Map([[1, 2]])), "wrong-type /answers/1.1"],
    [answers([undefined]), "wrong-type /answers/1.1/0"],
    [{ product_set: 1, "a/b~c": Symbol("x") }, "wrong-type /a~1b~0c"],
    [circular, "wrong-type /answers/self"],
    [{ note: deep }, "too-deep"],
    [{ product: { name: "nh\ud800n" } }, "not-utf8 /product/name"],
    [{ assessed_on: new Date(NaN) }, "wrong-type /assessed_on"],
    ["{\"note\": \"\ud800\"}", "not-utf8 "],
    [() => 1, "wrong-type "],
    [Symbol("x"), "wrong-type "],
    [NaN, "wrong-type "],
    [undefined, "not-json "],
    [null, "wrong-type "],
    [true, "wrong-type "],
    ["a\0b", "not-json "],
    [new Uint8Array([0xff, 0xfe, 0x00]), "not-utf8 "],
  ]) {
    const error = refused(() => ocop.rate(input));
    assert.equal(error.wrongCall, false);
    const first = `${error.errors[0].code} ${error.errors[0].path}`;
    assert.ok(first.startsWith(expected), `${first}, not ${expected}`);
  }
  const several = told(() => ocop.rate({ a: NaN, b: [1n, Infinity] }));
  assert.deepEqual(several, ["wrong-type /a", "wrong-type /b/0", "wrong-type /b/1"]);
  assert.equal(refused(() => ocop.rate(DOSSIER, { brief: NaN })).wrongCall, true);
  // the same object twice is no circle
  const twice = { level: 3 };
  assert.equal(ocop.rate({ criteria: "qd-26-2026", product_set: 1, answers: { 1.1: twice, 1.3: twice } }).points, 6);
});

test("numbers beyond 2^53 in an answer are not rounded in silence", () => {
  const options = '{"set": 1, "seed": 18446744073709551615}';
  assert.throws(() => ocop.practiceKey(options), RangeError);
  const exact = Buffer.from(ocop.answer("practice-key", undefined, options).bytes).toString();
  assert.ok(exact.includes("18446744073709551615"));
  assert.deepEqual(told(() => ocop.practiceKey({ set: 1, seed: 2 ** 64 })), ["out-of-range /seed"]);
});

test("a text of 100 MB is refused, and the memory that it took is given back", () => {
  const long = `{"note": "${"x".repeat(100_000_000)}"}`;
  assert.deepEqual(told(() => ocop.rate(long)), ["too-large "]);
  assert.deepEqual(told(() => ocop.rate(new Uint8Array(100_000_000).fill(32))), ["too-large "]);
  assert.equal(ocop.rate(DOSSIER).points, 4);
});

test("what a caller's own code throws comes through, and what it calls works", () => {
  const nested = { criteria: "qd-26-2026", get product_set() { return ocop.rate(DOSSIER).stars; }, answers: {} };
  assert.equal(ocop.rate(nested).product_set, 1);
  const bad = { get product_set() { throw new TypeError("mine"); } };
  assert.throws(() => ocop.rate(bad), { name: "TypeError", message: "mine" });
  assert.equal(ocop.rate(DOSSIER).points, 4);
});

test("the entry with the law in force alone rates under it, and says which it has not", () => {
  assert.deepEqual(current.rate(DOSSIER), ocop.rate(DOSSIER));
  assert.equal(current.criteria().versions.length, 1);
  let error;
  try {
    current.rate({ criteria: "qd-148-2023", product_set: 1, answers: {} });
  } catch (thrown) {
    error = thrown;
  }
  assert.equal(error.errors[0].code, "unknown-criteria");
  assert.match(error.errors[0].message.en, /not built into/);
});

test("the smaller entry has what takes one dossier, and says of the rest that the full one has it", () => {
  for (const operation of ["rate", "check", "plan", "explain", "evidence"]) {
    assert.deepEqual(current.call(operation, DOSSIER), ocop.call(operation, DOSSIER), operation);
  }
  assert.equal(current.resolve({ on: "2026-09-15" }).criteria, "qd-26-2026");
  assert.match(JSON.stringify(current.code({ commune: "Phường Ba Đình" })), /"00004"/);
  for (const run of [() => current.tally({}), () => current.document(DOSSIER, { document: "plan" }), () => current.schema({ name: "rating" })]) {
    let error;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    assert.equal(error?.errors[0].code, "unknown-operation");
    assert.match(error.errors[0].message.en, /the full one does/);
    assert.equal(error.wrongCall, true);
  }
});

test("the version is the package's, and nothing has to be waited for", async () => {
  const { version } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("ocop/package.json"), "utf8"));
  assert.equal(ocop.version(), version);
  await ocop.init();
});
