// The answers of a dossier, changed one at a time; whatever else a dossier holds is left as it is.

/** An answer as an object, however it is written; empty where there is none. */
export function answerOf(dossier, criterion) {
  const answer = dossier.answers?.[criterion];
  if (answer === undefined || answer === null) return {};
  return typeof answer === "object" ? answer : { level: answer };
}

/** Sets the level of a criterion; without one, takes the answer away. */
export function setLevel(dossier, criterion, level) {
  const { points, case: _, ...rest } = answerOf(dossier, criterion);
  write(dossier, criterion, level === undefined ? undefined : { ...rest, level });
  // the same criterion given in points would be a second answer
  if (dossier.points?.[criterion] !== undefined) {
    delete dossier.points[criterion];
    if (Object.keys(dossier.points).length === 0) delete dossier.points;
  }
}

/** The papers that are named by a text alone, one a line. */
export const papersOf = (dossier, criterion) =>
  (answerOf(dossier, criterion).evidence ?? []).filter((paper) => typeof paper === "string");

/** The papers with numbers and dates, which this page does not change. */
export const fullPapersOf = (dossier, criterion) =>
  (answerOf(dossier, criterion).evidence ?? []).filter((paper) => typeof paper !== "string");

/** Sets the papers that are named by a text alone. */
export function setPapers(dossier, criterion, level, text) {
  const named = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const evidence = [...fullPapersOf(dossier, criterion), ...named];
  const { evidence: _, ...rest } = answerOf(dossier, criterion);
  write(dossier, criterion, { ...rest, level: rest.level ?? level, ...(evidence.length > 0 ? { evidence } : {}) });
}

function write(dossier, criterion, answer) {
  dossier.answers ??= {};
  if (answer === undefined) delete dossier.answers[criterion];
  else if (Object.keys(answer).length === 1 && answer.level !== undefined) dossier.answers[criterion] = answer.level;
  else dossier.answers[criterion] = answer;
}

/** Sets a field below a part of a dossier, such as `product.name`; an empty one is left out. */
export function setField(dossier, part, field, value) {
  const holder = part === undefined ? dossier : (dossier[part] ??= {});
  if (value === "") delete holder[field];
  else holder[field] = value;
  if (part !== undefined && Object.keys(holder).length === 0) delete dossier[part];
}
