// The vectors of tests/vectors, read as their README says: each with its bytes in and its bytes out.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** All vectors of a folder: `{path, operation, options, input, status, output}`, input and output as bytes in base64. */
export function vectors(folder) {
  const found = [];
  for (const operation of readdirSync(folder, { withFileTypes: true })) {
    if (!operation.isDirectory()) continue;
    for (const name of readdirSync(join(folder, operation.name)).sort()) {
      if (name.endsWith(".json")) found.push(read(join(folder, operation.name, name)));
    }
  }
  return found;
}

function read(path) {
  const text = readFileSync(path, "utf8");
  const vector = JSON.parse(text);
  const line = (name) => {
    const start = `"${name}": `;
    const own = text.split("\n").find((one) => one.startsWith(start));
    return own === undefined ? "" : own.slice(start.length).replace(/,$/, "");
  };
  const given = (name) => {
    if (vector[`${name}_hex`] !== undefined) return Buffer.from(vector[`${name}_hex`], "hex");
    return Buffer.from(vector[`${name}_text`] ?? line(name));
  };
  const output = vector.output_text ?? line("output");
  return {
    path,
    operation: vector.operation,
    status: vector.status,
    mediaType: vector.media_type,
    options: given("options").toString("base64"),
    input: given("input").toString("base64"),
    output: Buffer.from(output).toString("base64"),
  };
}
