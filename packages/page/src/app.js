// The page: what is shown, and what happens when something is ticked.
import { both, day, language, say, setLanguage } from "./words.js";
import { byId, el, paper, warn } from "./dom.js";
import { inside } from "./start.js";
import { begun, draftOf, keep, keepLanguage, keptLanguage, watched } from "./drafts.js";
import { chooser } from "./choose.js";
import { sheetOf } from "./sheet.js";
import { resultOf, showBar } from "./result.js";
import { readFile, saveFile } from "./files.js";

const DRAFT = "draft";
const page = { draft: undefined, sheet: undefined, rating: undefined, problems: [], shown: undefined, stopped: false };

/** The days of this device, not of a far-away meridian. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What the address of the page asks for. */
const asked = () => new URLSearchParams(location.hash.slice(1));

page.setVersion = (version) => {
  page.version = version;
  home();
  document.querySelector("main select")?.focus();
};
page.nameOf = (dossier) => {
  const version = page.list.versions.find((one) => one.criteria === dossier.criteria);
  const set = version?.product_sets.find((one) => one.product_set === dossier.product_set);
  return set ? `${set.product_set}. ${both(set.name)}` : "";
};
page.begin = (set) => resume(begun({ format: "ocop-dossier/1", criteria: page.version, product_set: set, answers: {} }));
page.resume = (draft) => resume(draft);
page.practise = (set, seed) => {
  location.hash = new URLSearchParams({ practice: set, seed: String(seed) }).toString();
};
page.pick = async (file) => {
  const { dossier, refused } = await readFile(page, file);
  if (dossier) {
    resume(begun(dossier));
    return;
  }
  document.querySelector("main .card[tabindex]")?.remove();
  byId("title").after(refused);
  refused.focus();
};

/** Changes the dossier, keeps it, rates it, and shows what follows. */
page.change = (how) => {
  how(page.draft.dossier);
  if (!page.stopped) keep(page.draft);
  refresh();
};

function rate() {
  page.rating = undefined;
  page.problems = [];
  try {
    page.rating = page.engine.call("rate", JSON.stringify(page.draft.dossier));
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    page.problems = error.errors;
  }
}

function refresh() {
  rate();
  for (const part of page.shown ?? []) part.update();
  showBar(page);
}

/** Opens a draft by its address, so that going back works. */
function resume(draft) {
  page.draft = draft;
  page.stopped = false;
  if (draft.practice) {
    show();
    return;
  }
  // a draft that is only looked at is not kept yet: its address is
  const hash = `#${new URLSearchParams({ [DRAFT]: draft.id })}`;
  if (location.hash !== hash) history.pushState(null, "", hash);
  show();
}

function show() {
  const { criteria, product_set } = page.draft.dossier;
  page.version = criteria;
  page.sheet = page.engine.call("criteria", undefined, { version: criteria, set: product_set });
  const sheet = sheetOf(page);
  const result = resultOf(page);
  page.shown = [sheet, result];
  const version = page.list.versions.find((one) => one.criteria === criteria);
  const save = el("button", { type: "button", onclick: () => saveFile(page) }, say("save"));
  byId("main").replaceChildren(
    el("h1", { id: "title", tabIndex: -1 }, `${page.sheet.product_set}. ${both(page.sheet.name)}`),
    el("p", { className: "soft" }, `${version.number}. ${say("unofficial")}`),
    ...(page.draft.practice ? [practiceOf(page.draft.practice)] : []),
    el("div", { className: "actions" }, save, el("button", { type: "button", onclick: leave }, say("home"))),
    sheet.element,
    result.element,
  );
  refresh();
  entered();
}

/** The made-up dossier that a trainee reads, and the link to it. */
function practiceOf({ set, seed }) {
  const html = page.engine.call("document", undefined, { document: "practice", format: "html", lang: language(), options: { set, seed } });
  const link = el("input", { readOnly: true, value: location.href.split("#")[0] + `#${new URLSearchParams({ practice: set, seed: String(seed) })}` });
  const next = el("button", { type: "button", onclick: () => page.practise(set, seed + 1) }, say("again"));
  return el(
    "details",
    { className: "fold", open: true },
    el("summary", {}, el("span", { className: "name" }, say("practiceDossier", seed))),
    el("div", { className: "inside" }, paper(html, 2), el("label", { className: "field" }, el("span", {}, say("link")), link), next),
  );
}

const leave = () => {
  if (location.hash) history.pushState(null, "", location.pathname + location.search);
  home();
};

function home() {
  page.draft = undefined;
  page.sheet = undefined;
  page.shown = undefined;
  byId("main").replaceChildren(...chooser(page));
  showBar(page);
  entered();
}

/** Where a person is after the page has changed: at its heading. */
function entered() {
  document.title = byId("title").textContent;
  window.scrollTo(0, 0);
  byId("title").focus({ preventScroll: true });
}

/** Shows what the address asks for. */
function routed() {
  const wanted = asked();
  const [set, seed] = [wanted.get("practice"), Number(wanted.get("seed"))];
  if (wanted.has("lang")) speak(wanted.get("lang"));
  if (set) {
    const practice = { set, seed };
    const kept = draftOf(begun({}, practice).id);
    try {
      const { dossier } = page.engine.call("practice-key", undefined, practice);
      resume(kept ?? begun({ format: dossier.format, criteria: dossier.criteria, product_set: dossier.product_set, answers: {} }, practice));
    } catch (error) {
      if (!Array.isArray(error.errors)) throw error;
      home();
      for (const problem of error.errors) warn(both(problem.message));
    }
    return;
  }
  const draft = wanted.has(DRAFT) ? (page.draft?.id === wanted.get(DRAFT) ? page.draft : draftOf(wanted.get(DRAFT))) : undefined;
  if (draft) resume(draft);
  else home();
}

function speak(name) {
  setLanguage(name);
  document.documentElement.lang = language();
  for (const one of ["vi", "en"]) byId(one).setAttribute("aria-pressed", String(language() === one));
  byId("brand").textContent = say("brand");
  byId("skip").textContent = say("skip");
}

function change(name) {
  speak(name);
  keepLanguage(name);
  if (!page.engine) return;
  byId("warned").replaceChildren();
  if (page.draft) show();
  else home();
  byId(name).focus();
}

async function begin() {
  speak(asked().get("lang") ?? keptLanguage() ?? (navigator.language?.startsWith("en") ? "en" : "vi"));
  byId("title").textContent = say("title");
  for (const name of ["vi", "en"]) byId(name).addEventListener("click", () => change(name));
  byId("home").addEventListener("click", (event) => {
    event.preventDefault();
    if (page.engine) leave();
  });
  // the heading is painted before the engine is unpacked
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  page.engine = await inside();
  page.today = today();
  page.list = page.engine.call("criteria");
  page.inForce = page.engine.call("resolve", undefined, { on: page.today }).criteria;
  page.version = page.list.versions.some((one) => one.criteria === page.inForce) ? page.inForce : page.list.versions.at(-1).criteria;
  watched(
    () => page.draft?.id,
    () => {
      page.stopped = true;
      warn(say("elsewhere"));
    },
  );
  window.addEventListener("popstate", routed);
  routed();
}

begin().catch((error) => {
  byId("waiting")?.remove();
  byId("main").append(el("p", { className: "problem", role: "alert" }, say("failed", error.message)));
  throw error;
});
