// The package for JavaScript on the same dossiers: `value` is text in and object out, `round` text in and bytes out.
// Needs `cargo xtask javascript` first; its folder stands in OCOP_PACKAGE.
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
      let length = 0;
      if (command === "value") {
        for (const line of lines) length += ocop.rate(line, OPTIONS).points;
      } else {
        for (const line of lines) length += ocop.answer("rate", line, OPTIONS).bytes.length;
      }
      const time = process.hrtime.bigint() - start;
      if (length === 0) throw new Error("nothing was rated");
      process.stdout.write(`${time}\n`);
    }
  });
}

main(...process.argv.slice(2));
