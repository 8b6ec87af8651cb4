// The first page: the decision, the product set, drafts, files, practice.
import { both, counted, day, language, say } from "./words.js";
import { el } from "./dom.js";
import { drafts, forget } from "./drafts.js";

/** Letters as they are searched for: without diacritics, in small letters. */
const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** The first page. `page` has `list`, `version`, and what it can be asked for: `begin`, `resume`, `pick`, `practise`. */
export function chooser(page) {
  const listed = page.list.versions.find((v) => v.criteria === page.version);
  return [
    el("h1", { id: "title", tabIndex: -1 }, say("title")),
    el("p", {}, say("about")),
    el("p", { className: "soft" }, say("unofficial")),
    goingOn(page),
    el("div", { className: "actions" }, fileButton(page)),
    lawChoice(page),
    ...setChoice(page, listed),
    practiceChoice(page, listed),
  ].filter(Boolean);
}

/** A button that lets a file be picked. */
export function fileButton(page) {
  const input = el("input", { type: "file", accept: ".json,application/json", hidden: true });
  input.addEventListener("change", () => {
    if (input.files[0]) page.pick(input.files[0]);
    input.value = "";
  });
  return [el("button", { type: "button", onclick: () => input.click() }, say("open")), input];
}

function goingOn(page) {
  const kept = drafts();
  if (kept.length === 0) return null;
  const items = kept.map((draft) => {
    const name = draft.practice
      ? say("practiceDossier", draft.practice.seed)
      : (draft.dossier.product?.name ?? say("title"));
    const set = page.nameOf(draft.dossier);
    const when = new Date(draft.changed).toLocaleString(language());
    const item = el(
      "li",
      {},
      el("button", { type: "button", onclick: () => page.resume(draft) }, el("strong", {}, name), el("br"), el("span", { className: "soft" }, say("draft", set, when))),
    );
    const remove = () => {
      if (!window.confirm(say("removeAsk"))) return;
      forget(draft.id);
      item.remove();
    };
    item.append(el("button", { type: "button", "aria-label": `${say("remove")}: ${name}`, onclick: remove }, "✕"));
    return item;
  });
  return el("section", { "aria-labelledby": "drafts" }, el("h2", { id: "drafts" }, say("drafts")), el("ul", { className: "drafts" }, items));
}

function lawChoice(page) {
  const options = page.list.versions.toReversed().map((version) => {
    const now = version.criteria === page.inForce;
    const until = version.in_force_until ? ` ${say("until", day(version.in_force_until))}` : "";
    const when = now ? say("inForce") : `${say("from", day(version.in_force_from))}${until}`;
    return el("option", { value: version.criteria, selected: version.criteria === page.version }, `${version.number} (${when})`);
  });
  const select = el("select", { onchange: () => page.setVersion(select.value) }, options);
  return el("label", { className: "field" }, el("span", {}, say("law")), select);
}

function setChoice(page, listed) {
  const results = el("div", { id: "found" });
  const count = el("p", { className: "soft", role: "status" });
  const input = el("input", { type: "search", autocomplete: "off", enterKeyHint: "search" });
  const show = () => {
    const words = plain(input.value).split(" ").filter(Boolean);
    const fits = (set) => {
      const text = ` ${set.product_set} ${plain(set.name.vi)} ${plain(set.name.en)} ${plain(set.classification.group.vi)}`;
      return words.every((word) => (/^\d+$/.test(word) ? text.startsWith(` ${word} `) : text.includes(` ${word}`)));
    };
    const sets = listed.product_sets.filter(fits);
    count.textContent = words.length === 0 ? say("chooseHint") : sets.length === 0 ? say("nothing") : counted("found", sets.length);
    results.replaceChildren(...(words.length === 0 ? annex(page, sets) : [setList(page, sets)]));
  };
  input.addEventListener("input", show);
  show();
  return [
    el("h2", {}, say("choose")),
    el("label", { className: "field" }, el("span", {}, say("find")), input),
    count,
    results,
  ];
}

const setList = (page, sets) =>
  el(
    "ul",
    { className: "sets" },
    sets.map((set) =>
      el(
        "li",
        {},
        el("button", { type: "button", onclick: () => page.begin(set.product_set) }, el("span", { className: "number" }, `${set.product_set}.`), el("span", {}, both(set.name))),
      ),
    ),
  );

/** Annex I: sectors, and below them groups with their product sets. */
function annex(page, sets) {
  const sectors = grouped(sets, (set) => both(set.classification.sector));
  return [...sectors].map(([sector, inside]) =>
    el(
      "details",
      { className: "fold" },
      el("summary", {}, el("span", { className: "name" }, sector), el("span", { className: "count" }, String(inside.length))),
      el(
        "div",
        { className: "inside" },
        [...grouped(inside, (set) => both(set.classification.group))].map(([group, members]) => [
          group === sector ? null : el("h3", {}, group),
          setList(page, members),
        ]),
      ),
    ),
  );
}

function grouped(list, key) {
  const groups = new Map();
  for (const one of list) {
    const name = key(one);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(one);
  }
  return groups;
}

function practiceChoice(page, listed) {
  const set = el(
    "select",
    {},
    listed.product_sets.map((one) => el("option", { value: String(one.product_set) }, `${one.product_set}. ${both(one.name)}`)),
  );
  const seed = el("input", { type: "number", min: "0", max: String(Number.MAX_SAFE_INTEGER), step: "1", value: "1", required: true, inputMode: "numeric" });
  const begin = (event) => {
    event.preventDefault();
    if (seed.reportValidity()) page.practise(`${listed.criteria}/${set.value}`, Number(seed.value));
  };
  return el(
    "details",
    { className: "fold" },
    el("summary", {}, el("span", { className: "name" }, say("practice"))),
    el(
      "form",
      { className: "inside", onsubmit: begin },
      el("p", { className: "soft" }, say("practiceAbout")),
      el("label", { className: "field" }, el("span", {}, say("set")), set),
      el("label", { className: "field" }, el("span", {}, say("seed")), seed),
      el("button", { className: "main" }, say("start")),
    ),
  );
}
