// The sheet of a product set: parts, sections, criteria, findings, and who it is about.
import { both, say } from "./words.js";
import { announce, el } from "./dom.js";
import { answerOf, setField, setLevel } from "./answers.js";
import { criterionOf, levelNow } from "./criterion.js";

/** The sheet; `update()` shows what holds now. */
export function sheetOf(page) {
  const sections = [];
  const parts = page.sheet.parts.map((part) => [
    el("h2", {}, say("part", part.part, both(part.name)), " ", el("span", { className: "source" }, `(${say("maximum", part.max_points)})`)),
    part.sections.map((section) => {
      const one = sectionOf(page, section);
      sections.push(one);
      return one.element;
    }),
  ]);
  if (sections[0]) sections[0].element.open = true;
  const cases = casesOf(page);
  const findings = findingsOf(page);
  const element = el("div", {}, aboutOf(page), cases.element, parts, findings.element);

  const update = () => {
    const chosenCase = caseNow(page);
    cases.update(chosenCase);
    findings.update();
    const scores = new Map((page.rating?.scores ?? []).map((score) => [score.criterion, score]));
    const lacking = lackingNow(page);
    const problems = problemsNow(page);
    for (const section of sections) section.update({ chosenCase, scores, lacking, problems });
  };
  return { element, update };
}

/** The problems of each criterion, by the place that the engine tells. */
function problemsNow(page) {
  const found = new Map();
  for (const problem of page.problems) {
    const at = /^\/(?:answers|points)\/([^/]+)/.exec(problem.path)?.[1];
    if (at !== undefined) found.set(at, [...(found.get(at) ?? []), problem]);
  }
  return found;
}

/** For each criterion, the lowest stars whose minimum it lacks: told once it is answered. */
function lackingNow(page) {
  const found = new Map();
  for (const [stars, criteria] of Object.entries(page.rating?.unmet ?? {})) {
    for (const id of criteria) if (!found.has(id)) found.set(id, stars);
  }
  return found;
}

function sectionOf(page, section) {
  const criteria = section.criteria.map((criterion) => ({ criterion, shown: criterionOf(page, criterion) }));
  const count = el("span", { className: "count" });
  const name = section.criteria[0]?.criterion === section.section ? both(section.criteria[0].name) : both(section.name);
  const element = el(
    "details",
    { className: "fold", id: `s-${section.section}` },
    el("summary", {}, el("span", { className: "name" }, `${section.section}. ${name}`), count),
    el("div", { className: "inside" }, criteria.map((one) => one.shown.element)),
  );
  const update = ({ chosenCase, scores, lacking, problems }) => {
    let answered = 0;
    let points = 0;
    for (const { criterion, shown } of criteria) {
      const id = criterion.criterion;
      const score = scores.get(id);
      const level = levelNow(page, id, score);
      if (level !== undefined || score?.state === "not-applicable") answered += 1;
      points += score?.points ?? 0;
      const stars = level === undefined ? undefined : lacking.get(id);
      shown.update({ level, score, chosenCase, lacking: stars === undefined ? [] : [stars], problems: problems.get(id) ?? [] });
    }
    count.textContent = say("answered", answered, criteria.length, page.rating ? points : "–", section.max_points);
  };
  return { element, update };
}

/** The case of the sheet: as it says, or as the first answer shows it. */
function caseNow(page) {
  if (page.draft.dossier.case) return page.draft.dossier.case;
  for (const criterion of criteriaOf(page)) {
    const answer = answerOf(page.draft.dossier, criterion.criterion);
    const level = criterion.levels.find((one) => one.level === answer.level);
    const found = answer.case ?? level?.case;
    if (found) return found;
  }
  return undefined;
}

const criteriaOf = (page) => page.sheet.parts.flatMap((part) => part.sections.flatMap((section) => section.criteria));

function casesOf(page) {
  if (!page.sheet.cases?.length) return { element: null, update: () => {} };
  const choose = (chosen) =>
    page.change((dossier) => {
      const dropped = [];
      for (const criterion of criteriaOf(page)) {
        const answer = answerOf(dossier, criterion.criterion);
        const level = criterion.levels.find((one) => one.level === answer.level);
        if (level?.case !== undefined && level.case !== chosen) {
          setLevel(dossier, criterion.criterion, undefined);
          dropped.push(criterion.criterion);
        }
      }
      dossier.case = chosen;
      told.textContent = dropped.length > 0 ? say("dropped", dropped.join(", ")) : "";
      if (dropped.length > 0) announce(told.textContent);
    });
  const told = el("p", { className: "hint" });
  const inputs = page.sheet.cases.map((one) => ({
    one,
    input: el("input", { type: "radio", name: "case", value: one.case, onchange: () => choose(one.case) }),
  }));
  const element = el(
    "fieldset",
    { className: "card" },
    el("legend", {}, say("cases")),
    inputs.map(({ one, input }) => el("label", { className: "level" }, input, el("span", { className: "words" }, `${one.case}) ${both(one.label)}`))),
    told,
  );
  const update = (chosen) => {
    for (const { one, input } of inputs) input.checked = one.case === chosen;
  };
  return { element, update };
}

function findingsOf(page) {
  const list = page.sheet.findings;
  if (list.length === 0) return { element: null, update: () => {} };
  const inputs = list.map((finding) => {
    const tick = () =>
      page.change((dossier) => {
        const others = (dossier.findings ?? []).filter((one) => one !== finding.finding);
        dossier.findings = input.checked ? [...others, finding.finding] : others;
        if (dossier.findings.length === 0) delete dossier.findings;
      });
    const input = el("input", { type: "checkbox", onchange: tick });
    return { finding, input };
  });
  const count = el("span", { className: "count" });
  const element = el(
    "details",
    { className: "fold", id: "findings" },
    el("summary", {}, el("span", { className: "name" }, say("findings")), count),
    el(
      "div",
      { className: "inside" },
      el("p", { className: "hint" }, say("findingsAbout")),
      inputs.map(({ finding, input }) =>
        el(
          "label",
          { className: "level" },
          input,
          el("span", { className: "words" }, both(finding.label), el("br"), el("span", { className: "source" }, `${say(finding.effect)} · ${finding.source}`)),
        ),
      ),
    ),
  );
  const update = () => {
    const now = page.draft.dossier.findings ?? [];
    for (const { finding, input } of inputs) input.checked = now.includes(finding.finding);
    count.textContent = now.length > 0 ? String(now.length) : "";
  };
  return { element, update };
}

/** Product, producer, registration and day. */
function aboutOf(page) {
  const dossier = page.draft.dossier;
  const field = (name, part, key, kind = "text") => {
    const input = kind === "area" ? el("textarea", { rows: 2 }) : el("input", { type: kind });
    input.value = (part === undefined ? dossier[key] : dossier[part]?.[key]) ?? "";
    input.addEventListener("input", () => page.change((one) => setField(one, part, key, input.value), input));
    return el("label", { className: "field" }, el("span", {}, say(name)), input);
  };
  const kinds = ["", "first", "upgrade", "re-rating"].map((kind) =>
    el("option", { value: kind, selected: (dossier.registration?.kind ?? "") === kind }, say(kind || "notSaid")),
  );
  const registration = el("select", { onchange: () => page.change((one) => setField(one, "registration", "kind", registration.value)) }, kinds);
  return el(
    "details",
    { className: "fold", id: "about" },
    el("summary", {}, el("span", { className: "name" }, say("who"))),
    el(
      "div",
      { className: "inside two" },
      field("productName", "product", "name"),
      field("productCode", "product", "code"),
      field("productDescription", "product", "description", "area"),
      field("producerName", "producer", "name"),
      field("producerKind", "producer", "kind"),
      field("representative", "producer", "representative"),
      field("address", "producer", "address"),
      field("phone", "producer", "phone", "tel"),
      el("label", { className: "field" }, el("span", {}, say("registration")), registration),
      field("assessedOn", undefined, "assessed_on", "date"),
    ),
  );
}
