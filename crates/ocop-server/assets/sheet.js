"use strict";
// Keeps every change on this device, saves it soon, and says what the server has. What could not be sent is
// sent later. Nothing here knows points or stars: what a sheet comes to is written by the server.
const form = document.getElementById("sheet");
const saved = document.getElementById("saved");
const trouble = document.getElementById("trouble");
const summary = document.getElementById("summary");
const editable = !form.querySelector("fieldset.bare").disabled;
const address = form.getAttribute("action");
const kept = "ocop:" + address + ":" + form.dataset.round;
const view = form.elements.by ? "points" : "levels";
let sending = false;
let waiting = "";
let again = 0;
let typing = 0;
let composing = false;
// how many changes were made, and how many of them the server has
let changes = 0;
let stored = 0;
// what was kept, and has no field here
let carried = false;
let unsubmitted = false;

function fields() {
  return new URLSearchParams(new FormData(form));
}

// what is kept on this device: not the secret of the login
function text(body) {
  const own = new URLSearchParams(body);
  own.delete("csrf");
  return own.toString();
}

// the same without the version that it was made from
function said(body) {
  const own = new URLSearchParams(text(body));
  own.delete("version");
  return own.toString();
}

function keep(text) {
  try {
    if (text === null) localStorage.removeItem(kept);
    else localStorage.setItem(kept, text);
  } catch {
    // a browser that keeps nothing: the page itself still has it
  }
}

function warn(text, button) {
  trouble.replaceChildren();
  if (!text) return;
  const p = document.createElement("p");
  p.className = "warning";
  p.textContent = text;
  if (button) {
    const see = document.createElement("button");
    see.textContent = "→";
    see.value = "choose";
    see.setAttribute("aria-label", text);
    p.append(" ", see);
  }
  trouble.append(p);
}

// says at each criterion what is wrong there
function mark(wrong) {
  for (const old of form.querySelectorAll("p.wrong")) old.remove();
  for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  for (const [id, line] of wrong) {
    const group = id && document.getElementById("c" + id);
    if (!group) continue;
    const p = document.createElement("p");
    p.className = "error wrong";
    p.textContent = line;
    group.querySelector("legend").after(p);
    const field = form.elements.namedItem("points." + id);
    if (field) field.setAttribute("aria-invalid", "true");
  }
}

// while somebody types: soon, and never with half a letter
function soon() {
  clearTimeout(typing);
  typing = setTimeout(send, 1200);
}

// the sheet as the server has it now
function reopen() {
  location.replace(address.replace(/\/save$/, "") + "?by=" + view);
}

function taken(told, of) {
  form.elements.version.value = told.version;
  summary.innerHTML = told.summary;
  document.getElementById("short").textContent = told.short;
  stored = of;
  if (changes === of) {
    saved.textContent = form.dataset.saved + " " + told.saved_at;
    keep(null);
  } else {
    saved.textContent = form.dataset.unstored;
    keep(text(fields()));
  }
  mark(told.wrong);
  const lines = told.refused || told.wrong.map(([, line]) => line);
  warn(lines.join(" ") || (unsubmitted ? form.dataset.notsubmitted : ""));
  unsubmitted = false;
  if (told.to) location.assign(told.to);
  else if (carried && changes === of) reopen();
}

// `then`: "submit" hands the sheet in, "choose" leads to both versions where there are two
async function send(then = "save", leaving = false) {
  clearTimeout(typing);
  if (composing && then === "save" && !leaving) return;
  if (sending) {
    if (waiting !== "submit") waiting = then;
    return;
  }
  sending = true;
  clearTimeout(again);
  saved.textContent = form.dataset.sending;
  const of = changes;
  const body = fields();
  keep(text(body));
  if (then === "submit") {
    remember(text(body));
    body.set("then", then);
  }
  try {
    const reply = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      // browsers take so much from a page that is gone
      keepalive: leaving && body.toString().length < 60000,
    });
    const told = await reply.json();
    if (told.version) {
      taken(told, of);
    } else if (told.conflict) {
      saved.textContent = form.dataset.unstored;
      // the form itself, sent as a form, leads to both versions and a choice
      if (then === "save") warn(form.dataset.conflict, true);
      else form.submit();
    } else {
      saved.textContent = form.dataset.unstored;
      mark(told.wrong || []);
      warn(told.refused.join(" "));
      if (reply.status >= 500 || reply.status === 429) again = setTimeout(send, 5000);
    }
  } catch {
    if (then === "submit") unsubmitted = true;
    warn(unsubmitted ? form.dataset.unsubmitted : form.dataset.offline);
    saved.textContent = form.dataset.unstored;
    again = setTimeout(send, 5000);
  }
  sending = false;
  if (waiting) {
    const next = waiting;
    waiting = "";
    send(next);
  }
}

// whoever goes away takes nothing along that was not sent
function leave() {
  if (changes !== stored) send("save", true);
}

function remember(text) {
  try {
    sessionStorage.setItem(kept, text);
  } catch {
    // nothing is kept, and nothing is said to be
  }
}

// a sheet that can no longer be changed: what was handed in is dropped here, what never arrived is told
function settle() {
  try {
    const left = localStorage.getItem(kept);
    if (left && left !== sessionStorage.getItem(kept)) warn(form.dataset.unsent);
    else keep(null);
  } catch {
    // nothing was kept
  }
}

// what was kept goes as it was kept: what has no field here comes along unseen, and in place of what is here
function carry(name, value) {
  const hidden = document.createElement("input");
  Object.assign(hidden, { type: "hidden", name, value });
  form.append(hidden);
  const levels = name.replace(/^points\./, "level.");
  if (levels !== name) for (const radio of form.querySelectorAll(`[name="${levels}"]`)) radio.checked = false;
  carried = true;
}

// what was kept from before goes into the fields, before anything is typed
function restore() {
  if (new URLSearchParams(location.search).has("discard")) {
    keep(null);
    history.replaceState(null, "", location.pathname);
  }
  let text = null;
  try {
    text = localStorage.getItem(kept);
  } catch {
    return;
  }
  if (!text) return;
  const before = new URLSearchParams(text);
  if (said(before) === said(fields())) {
    keep(null);
    return;
  }
  // by points and by levels the fields are others: it opens as it was written
  const own = before.has("by") ? "points" : "levels";
  if (own !== view) {
    location.replace(address.replace(/\/save$/, "") + "?by=" + own);
    return;
  }
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf" || field.name === "then") continue;
    const values = before.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") {
      if (before.has(field.name) || field.type === "checkbox") field.checked = values.includes(field.value);
    } else if (values.length) {
      field.value = values[0];
    }
  }
  for (const [name, value] of before) if (!form.elements.namedItem(name)) carry(name, value);
  changes++;
  warn(form.dataset.restored);
  send();
}

if (editable) {
  form.addEventListener("change", () => send());
  form.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(typing);
  });
  form.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  form.addEventListener("input", (event) => {
    changes++;
    keep(text(fields()));
    saved.textContent = form.dataset.unstored;
    const typed = event.target.type === "text" || event.target.type === "textarea";
    if (typed && !event.isComposing) soon();
  });
  addEventListener("online", () => send());
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  // without network a form that is sent as a form leaves an empty page behind: it goes as all else does
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    send(button.value);
  });
  restore();
} else {
  settle();
}
// where there is room, what a sheet comes to is open to see
if (matchMedia("(min-width: 60rem)").matches) document.getElementById("details").open = true;
