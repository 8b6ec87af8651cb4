// One criterion: its levels to tick, what proves it, and what is told of it.
import { both, counted, say } from "./words.js";
import { el } from "./dom.js";
import { answerOf, fullPapersOf, papersOf, setLevel, setPapers } from "./answers.js";

/** A criterion of the sheet. `update(found)` shows what holds of it now. */
export function criterionOf(page, criterion) {
  const id = criterion.criterion;
  const told = el("div", { className: "told" });
  const levels = [...criterion.levels, { level: 0, points: 0, label: undefined }].map((level) => levelOf(page, criterion, level));
  const papers = papersField(page, criterion);
  const clear = el("button", { type: "button", className: "plain", onclick: () => page.change((dossier) => setLevel(dossier, id, undefined)) }, say("clear"), el("span", { className: "unseen" }, ` ${id}`));
  const first = el("p", { className: "hint" }, say("casesFirst"));
  const choice = el("div", {}, first, ...levels.map((level) => level.element), papers.element, clear);
  const element = el(
    "fieldset",
    { id: `c-${id}` },
    el("legend", {}, `${id} ${both(criterion.name)} `, el("span", { className: "source" }, `(${say("maximum", criterion.max_points)})`)),
    hints(page, criterion).map((text) => el("p", { className: "hint" }, text)),
    told,
    choice,
  );

  const update = ({ level, score, lacking, problems, chosenCase }) => {
    const applies = score?.state !== "not-applicable";
    choice.hidden = !applies;
    const split = criterion.levels.some((one) => one.case !== undefined);
    first.hidden = !split || chosenCase !== undefined;
    for (const one of levels) one.update(level, split, chosenCase);
    papers.update(level);
    clear.hidden = level === undefined;
    told.replaceChildren(
      ...(applies ? [] : [el("p", { className: "hint" }, say("notApplicable", criterion.requires))]),
      ...lacking.map((stars) => el("p", { className: "lacking" }, `★ ${say("lacking", stars)}`)),
      ...problems.map((problem) => problemOf(page, id, problem)),
    );
  };
  return { element, update };
}

function hints(page, criterion) {
  const texts = [];
  if (criterion.requires) texts.push(say("requires", criterion.requires));
  if (page.sheet.zero_stops.includes(criterion.criterion)) texts.push(say("zeroStops"));
  for (const note of criterion.notes ?? []) texts.push(both(note));
  return texts;
}

function levelOf(page, criterion, level) {
  const id = criterion.criterion;
  const choose = () => page.change((dossier) => setLevel(dossier, id, level.level));
  const input = el("input", { type: "radio", name: `c-${id}`, value: String(level.level), onchange: choose });
  const mark = level.minimum_for && el("span", { className: "mark" }, ` · ${"★".repeat(level.minimum_for)} ${say("minimum", level.minimum_for)}`);
  const element = el(
    "label",
    { className: "level" },
    input,
    el("span", { className: "words" }, level.label ? both(level.label) : say("none"), el("br"), el("span", { className: "worth" }, counted("points", level.points)), mark),
  );
  const update = (chosen, split, chosenCase) => {
    input.checked = chosen === level.level;
    element.hidden = split && (chosenCase === undefined || (level.case !== undefined && level.case !== chosenCase));
  };
  return { element, update };
}

function papersField(page, criterion) {
  const id = criterion.criterion;
  const names = (criterion.evidence ?? []).map((paper) => both(paper.name));
  const area = el("textarea", { rows: 2 });
  const others = el("p", { className: "hint" });
  let chosen;
  area.addEventListener("input", () => page.change((dossier) => setPapers(dossier, id, chosen, area.value), area));
  const element = el(
    "div",
    {},
    el("label", { className: "field" }, el("span", {}, say("proof"), el("span", { className: "unseen" }, ` (${id})`)), area),
    names.length > 0 && el("p", { className: "hint" }, say("mayProve", names.join("; "))),
    others,
  );
  const update = (level) => {
    chosen = level;
    element.hidden = !(level > 0);
    const full = fullPapersOf(page.draft.dossier, id).map((paper) => paper?.document ?? "?");
    others.textContent = full.length > 0 ? say("alsoProven", full.join("; ")) : "";
    // what somebody is typing is not touched
    if (document.activeElement !== area) area.value = papersOf(page.draft.dossier, id).join("\n");
  };
  return { element, update };
}

/** A problem at its criterion, with a way out. */
function problemOf(page, id, problem) {
  return el(
    "div",
    { className: "problem" },
    el("strong", {}, both(problem.message)),
    problem.help && el("p", {}, both(problem.help)),
    el("div", {}, el("button", { type: "button", className: "plain", onclick: () => page.change((dossier) => setLevel(dossier, id, undefined)) }, say("dropAnswer"))),
  );
}

/** The level that is chosen: as it is answered, or as the engine read it from points. */
export function levelNow(page, id, score) {
  const answered = answerOf(page.draft.dossier, id).level;
  return answered ?? (score?.state === "scored" ? score.level : undefined);
}
