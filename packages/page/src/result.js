// What the sheet comes to: the bar that stays in sight, and below the sheet the engine's own papers.
import { both, counted, language, say } from "./words.js";
import { announce, byId, el, paper, printed } from "./dom.js";

/** What can be printed of a dossier. */
const PAPERS = ["form-02", "rating", "explanation", "plan"];

/** The engine's papers about a dossier, each a fold; `update()` writes those that are open anew. */
export function resultOf(page) {
  const problems = el("div", { id: "problems" });
  const folds = [
    foldOf(page, "explanation", () => ({ document: "explanation" })),
    foldOf(page, "plan", () => ({ document: "plan", options: { today: page.today } })),
    foldOf(page, "evidence", () => ({ document: "evidence" })),
  ];
  if (page.draft.practice) folds.unshift(foldOf(page, "comparison", () => ({ document: "marking", options: page.draft.practice })));
  const print = (options) => () => {
    const html = written(page, options);
    if (typeof html === "string") printed(html);
    else problems.replaceChildren(...listed(html));
  };
  const element = el(
    "section",
    { "aria-labelledby": "result" },
    el("h2", { id: "result", tabIndex: -1 }, say("result")),
    problems,
    folds.map((fold) => fold.element),
    el("h3", {}, say("printWhat")),
    el(
      "div",
      { className: "actions" },
      PAPERS.map((kind) => el("button", { type: "button", onclick: print({ document: kind, ...(kind === "plan" ? { options: { today: page.today } } : {}) }) }, say(kind))),
      el("button", { type: "button", onclick: print({ document: "sheet", options: { version: page.version, set: page.sheet.product_set } }) }, say("sheet")),
    ),
  );
  let waiting;
  const update = () => {
    problems.replaceChildren(...(page.problems.length > 0 ? listed(page.problems) : []));
    clearTimeout(waiting);
    waiting = setTimeout(() => folds.forEach((fold) => fold.update()), 250);
  };
  return { element, update };
}

/** A paper of the engine as HTML, or what is wrong. */
function written(page, options) {
  try {
    return page.engine.call("document", JSON.stringify(page.draft.dossier), { ...options, format: "html", lang: language() });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors;
  }
}

function foldOf(page, name, options) {
  const inside = el("div", { className: "inside" });
  const element = el("details", { className: "fold", id: `p-${name}` }, el("summary", {}, el("span", { className: "name" }, say(name))), inside);
  const update = () => {
    if (!element.open) return;
    const html = written(page, options());
    inside.replaceChildren(...(typeof html === "string" ? [paper(html)] : listed(html)));
  };
  element.addEventListener("toggle", update);
  return { element, update };
}

/** Problems as a list, each with its place. */
export function listed(problems) {
  const items = problems.map((problem) =>
    el(
      "li",
      {},
      el("strong", {}, both(problem.message)),
      problem.path ? el("span", { className: "source" }, ` ${problem.path}`) : null,
      problem.help ? el("p", {}, both(problem.help)) : null,
    ),
  );
  return [el("div", { className: "problem" }, el("p", {}, `${say("problemList")}:`), el("ul", {}, items))];
}

/** The bar: points, stars, and what is still open. */
export function showBar(page) {
  const bar = byId("bar");
  bar.hidden = page.sheet === undefined;
  if (bar.hidden) {
    bar.replaceChildren();
    return;
  }
  const { figures, rest, bad } = summary(page);
  const goTo = () => {
    const fold = byId(page.draft.practice ? "p-comparison" : "p-explanation");
    if (page.problems.length === 0) fold.open = true;
    const heading = byId("result");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };
  const button = el("button", { type: "button", className: "main", onclick: goTo }, say("result"));
  bar.replaceChildren(
    el("div", { className: "total", role: "group", "aria-label": say("result") }, el("p", { className: "figures" }, ...figures, el("span", { className: bad ? "rest bad" : "rest" }, rest)), button),
  );
  announce(bar.querySelector(".figures").textContent);
}

function summary(page) {
  const rating = page.rating;
  if (!rating) {
    return { figures: [el("span", { className: "points" }, `–/${page.sheet.max_points} `)], rest: say("problems", page.problems.length), bad: true };
  }
  const points = el("span", { className: "points" }, say("of", rating.points, rating.max_points));
  const open = rating.unanswered.length;
  const still = open > 0 ? say("unanswered", open) : say("complete");
  if (rating.stars === null) {
    const why = rating.reasons.map((reason) => (reason.label ? both(reason.label) : reason.criterion)).filter(Boolean);
    return { figures: [points, " "], rest: [say(rating.outcome), ...why.slice(0, 2)].join(": "), bad: true };
  }
  // before an answer there is nothing to rate
  if (rating.scores.every((score) => score.level === null)) return { figures: [points, " "], rest: `${say("notRated")} · ${still}`, bad: false };
  const count = counted("stars", rating.stars);
  const stars = el("span", { className: "stars" }, " ", el("span", { "aria-hidden": "true" }, "★".repeat(rating.stars)), ` ${open > 0 ? say("soFar", count) : count}`);
  const held = rating.points_stars > rating.stars ? `${say("pointsAlone", rating.points_stars)} · ` : "";
  return { figures: [points, stars], rest: held + still, bad: false };
}
