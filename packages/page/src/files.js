// A dossier as a file: saved where the person wants it, and opened again.
import { say } from "./words.js";
import { announce, el } from "./dom.js";
import { listed } from "./result.js";

/** Hands a dossier to the browser to save. */
export function saveFile(page) {
  const name = `${page.draft.practice ? `thuc-hanh-${page.draft.practice.seed}` : "tu-danh-gia"}-${page.sheet.slug.slice(0, 60)}.json`;
  const blob = new Blob([`${JSON.stringify(page.draft.dossier, null, 2)}\n`], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  announce(say("saved", name));
}

/**
 * The dossier of a file, with the law and the set that the engine found; or, where it is refused, what is wrong with
 * it as elements to show. What is being worked on is not touched.
 */
export async function readFile(page, file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let rating;
  try {
    rating = page.engine.call("rate", bytes, { brief: true });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    const dossier = unfinished(page, bytes);
    if (dossier) return { dossier };
    const refused = el("div", { className: "card", tabIndex: -1 }, el("h2", {}, say("notRead", file.name)), listed(error.errors), el("p", {}, say("notReadStays")));
    return { refused };
  }
  const dossier = JSON.parse(new TextDecoder().decode(bytes));
  return { dossier: { ...dossier, criteria: rating.criteria, product_set: rating.product_set } };
}

/** A dossier of this page that is not finished: its answers are refused, and its sheet is known all the same. */
function unfinished(page, bytes) {
  try {
    const dossier = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const { criteria, product_set } = dossier;
    const alone = { ...dossier, answers: {} };
    delete alone.points;
    page.engine.call("rate", { ...alone, findings: [] }, { brief: true });
    page.engine.call("criteria", undefined, { version: criteria, set: product_set });
    return criteria && typeof product_set === "number" ? dossier : undefined;
  } catch {
    return undefined;
  }
}
