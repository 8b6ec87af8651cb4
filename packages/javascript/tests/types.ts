// What the types let through, and what they do not: checked by the compiler, never run.
import { answer, call, criteria, document, init, plan, rate, Refused, type Dossier, type RatingReport } from "ocop";

const dossier: Dossier = { criteria: "qd-26-2026", product_set: 1, answers: { "1.1": 3, "1.5": { level: 2, evidence: ["x"] } } };
const rating: RatingReport = rate(dossier, { brief: true });
const stars: number | null | undefined = rating.stars;
rate('{"product_set": 1}');
rate(new Uint8Array());
criteria({ version: "qd-26-2026", set: 1 });
const page: string | Uint8Array = document(dossier, { document: "plan", format: "html" });
plan(dossier, { target: 4 }).changes.map((change) => change.criterion);
const bytes: Uint8Array = answer("rate", dossier).bytes;
await init("/ocop.wasm");

// @ts-expect-error an option that there is not
rate(dossier, { breif: true });
// @ts-expect-error no level
rate({ product_set: 1, answers: { "1.1": "three" } });
// @ts-expect-error a document must be named
document(dossier);
// @ts-expect-error no such stars
plan(dossier, { target: "four" });

try {
  call("rate", dossier);
} catch (error) {
  if (error instanceof Refused) error.errors.map((problem) => `${problem.path} ${problem.message.vi}`);
}

export { bytes, page, stars };
