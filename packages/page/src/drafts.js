// What is kept in the browser while it is worked on, and nowhere else.
import { say } from "./words.js";
import { warn } from "./dom.js";

const BEFORE = "ocop-draft:";
const LANGUAGE = "ocop-language";

/** Runs what touches the browser's storage; where that is not allowed, it is said, and the page goes on. */
function kept(run) {
  try {
    return run(window.localStorage);
  } catch (error) {
    warn(say("notKept", error.name));
    return undefined;
  }
}

/** All drafts, the newest first: `{id, changed, dossier, practice}`. What cannot be read is left where it is. */
export function drafts() {
  const list = kept((storage) => {
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i));
    return keys.filter((key) => key.startsWith(BEFORE)).map((key) => read(storage.getItem(key)));
  });
  return (list ?? []).filter(Boolean).sort((a, b) => (a.changed < b.changed ? 1 : -1));
}

function read(text) {
  try {
    const draft = JSON.parse(text);
    return typeof draft?.dossier === "object" && typeof draft.id === "string" ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** One of them. */
export const draftOf = (id) => drafts().find((one) => one.id === id);

/** A new draft of a dossier. */
export function begun(dossier, practice) {
  const id = practice ? `practice-${practice.set}-${practice.seed}` : `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
  return { id, changed: "", dossier, practice };
}

/** Keeps a draft as it is now. */
export function keep(draft) {
  draft.changed = new Date().toISOString();
  kept((storage) => storage.setItem(BEFORE + draft.id, JSON.stringify(draft)));
}

export const forget = (id) => kept((storage) => storage.removeItem(BEFORE + id));

/** Tells when another tab changes a draft. */
export function watched(id, changed) {
  const listen = (event) => {
    if (event.key === BEFORE + id() && event.newValue !== null) changed();
  };
  window.addEventListener("storage", listen);
}

export const keptLanguage = () => {
  try {
    return window.localStorage.getItem(LANGUAGE);
  } catch {
    return null;
  }
};
export const keepLanguage = (name) => kept((storage) => storage.setItem(LANGUAGE, name));
