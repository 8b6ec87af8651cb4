// The package for JavaScript as a peer of the engine in Rust: text in, object out, on the same dossiers. Needs
// `cargo xtask javascript` first; its folder stands in OCOP_PACKAGE.
"use strict";

const fs = require("node:fs");
const readline = require("node:readline");
const ocop = require(`${process.env.OCOP_PACKAGE}/node.cjs`);

const OPTIONS = { brief: true };

function main(_, dossiers) {
  const lines = fs.readFileSync(dossiers, "utf8").split("\n").filter((line) => line !== "");
  readline.createInterface({ input: process.stdin }).on("line", (command) => {
    if (command === "check") {
      process.stdout.write(lines.map((line) => `${JSON.stringify(ocop.rate(line, OPTIONS))}\n`).join(""));
    } else {
      const start = process.hrtime.bigint();
      let points = 0;
      for (const line of lines) points += ocop.rate(line, OPTIONS).points;
      const time = process.hrtime.bigint() - start;
      if (points === 0) throw new Error("nothing was rated");
      process.stdout.write(`${time}\n`);
    }
  });
}

main(...process.argv.slice(2));
