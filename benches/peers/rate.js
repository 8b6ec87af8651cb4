// Rates OCOP dossiers the plain way: what a program around the engine is to be measured against.
//
//     node rate.js CRITERIA_FOLDER DOSSIERS.ndjson
//
// Commands on standard input: `check` prints the rating of each dossier, one a line; `round` rates
// them all once, text in and text out, and prints the nanoseconds that it took; `value` does so text
// in and object out. Nothing of a dossier is checked, and notices are left out.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");

const EFFECTS = ["stop", "eligibility", "rejection"]; // the strongest last
const OUTCOMES = { stop: "stopped", eligibility: "ineligible", rejection: "rejected" };

const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

function inOrder(a, b) {
  const [left, right] = [a, b].map((name) => name.split(".").map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

// One product set, its levels as lists of points and its minimums lowest stars first.
function loadSet(file) {
  const data = read(file);
  const criteria = [];
  const minimums = [];
  data.parts.forEach((part, index) => {
    for (const criterion of part.sections.flatMap((section) => section.criteria)) {
      const name = criterion.criterion;
      const points = [0, ...criterion.levels.map((level) => level.points)];
      const cases = criterion.levels.some((level) => level.case)
        ? [null, ...criterion.levels.map((level) => level.case ?? null)]
        : null;
      criteria.push({ name, part: index, points, cases, requires: null });
      for (const level of criterion.levels) {
        if (level.minimum_for) {
          const { minimum_for: stars, points: least } = level;
          minimums.push({ stars, name, points: least, case: level.case ?? null });
        }
      }
    }
  });
  criteria.sort((a, b) => inOrder(a.name, b.name));
  minimums.sort((a, b) => a.stars - b.stars || inOrder(a.name, b.name));
  const set = { parts: data.parts, criteria, minimums, findings: [], zeroStops: [], zeroSource: null };
  for (const rule of data.rules) {
    if (rule.rule === "dependency") {
      criteria.find((c) => c.name === rule.criterion).requires = rule.requires;
    } else if (rule.rule === "finding") {
      set.findings.push(rule);
    } else if (rule.rule === "zero-stop") {
      [set.zeroStops, set.zeroSource] = [rule.criteria, rule.source];
    }
  }
  return set;
}

// The brief rating of a dossier.
function rate(text, instrument, sets) {
  const dossier = JSON.parse(text);
  const sheet = sets.get(dossier.product_set);
  const answers = dossier.answers;

  const scored = new Map();
  const unanswered = [];
  const parts = sheet.parts.map((part) => ({ part: part.part, points: 0, max_points: part.max_points }));
  let total = 0;
  let sheetCase = null;
  // a criterion that others depend on stands before them
  for (const { name, part, points, cases, requires } of sheet.criteria) {
    const level = answers[name];
    const needed = requires === null ? 1 : scored.get(requires);
    if (level === undefined) {
      if (needed !== 0) unanswered.push(name);
    } else if (needed > 0) {
      scored.set(name, points[level]);
      parts[part].points += points[level];
      total += points[level];
      if (cases !== null) sheetCase ??= cases[level];
    }
  }

  const unmet = { 3: [], 4: [], 5: [] };
  for (const minimum of sheet.minimums) {
    const applies = minimum.case === null || sheetCase === null || minimum.case === sheetCase;
    const met = answers[minimum.name] > 0 && scored.get(minimum.name) >= minimum.points;
    if (applies && !met) unmet[minimum.stars].push(minimum.name);
  }

  let pointsStars = instrument.bands.find((band) => total >= band.from_points).stars;
  let stars = pointsStars;
  for (const needed of [5, 4, 3]) {
    if (unmet[needed].length > 0) stars = Math.min(stars, needed - 1);
  }

  const reasons = sheet.zeroStops
    .filter((name) => scored.get(name) === 0)
    .map((criterion) => ({ finding: null, effect: "stop", criterion, source: sheet.zeroSource }));
  if (dossier.findings !== undefined) {
    for (const { finding, effect, criterion, source } of sheet.findings) {
      if (dossier.findings.includes(finding)) {
        reasons.push({ finding, effect, criterion: criterion ?? null, source });
      }
    }
    reasons.sort((a, b) => EFFECTS.indexOf(b.effect) - EFFECTS.indexOf(a.effect));
  }
  let outcome = unanswered.length > 0 ? "provisional" : "rated";
  if (reasons.length > 0) {
    outcome = OUTCOMES[reasons[0].effect];
    stars = null;
    pointsStars = null;
  }
  const recognised = stars !== null && stars >= instrument.recognition.from_stars;
  const rule = recognised ? instrument.authority.find((a) => a.stars.includes(stars)) : null;
  return {
    format: "ocop-rating/1",
    criteria: dossier.criteria,
    product_set: dossier.product_set,
    product: dossier.product,
    producer: dossier.producer,
    registration: dossier.registration,
    assessed_on: dossier.assessed_on,
    outcome,
    stars,
    recognised,
    authority: rule?.authority ?? null,
    points: total,
    max_points: instrument.max_points,
    points_stars: pointsStars,
    parts,
    unmet,
    unanswered,
    reasons,
  };
}

function main(folder, dossiers) {
  const instrument = read(path.join(folder, "instrument.json"));
  const files = fs.readdirSync(path.join(folder, "sets"));
  const sets = new Map(files.map((f) => [parseInt(f, 10), loadSet(path.join(folder, "sets", f))]));
  const lines = fs.readFileSync(dossiers, "utf8").split("\n").filter((line) => line !== "");
  readline.createInterface({ input: process.stdin }).on("line", (command) => {
    if (command === "check") {
      process.stdout.write(lines.map((line) => `${JSON.stringify(rate(line, instrument, sets))}\n`).join(""));
    } else {
      const start = process.hrtime.bigint();
      let length = 0;
      if (command === "value") {
        for (const line of lines) length += rate(line, instrument, sets).points;
      } else {
        for (const line of lines) length += JSON.stringify(rate(line, instrument, sets)).length;
      }
      const time = process.hrtime.bigint() - start;
      if (length === 0) throw new Error("nothing was rated");
      process.stdout.write(`${time}\n`);
    }
  });
}

main(...process.argv.slice(2));
