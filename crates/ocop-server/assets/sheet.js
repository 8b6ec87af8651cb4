"use strict";
// Saves on every change, and says what the server has. What could not be sent stays on this device and is
// sent later. Nothing here knows points or stars: what a sheet comes to is written by the server.
const form = document.getElementById("sheet");
const saved = document.getElementById("saved");
const trouble = document.getElementById("trouble");
const summary = document.getElementById("summary");
const editable = !form.querySelector("fieldset.bare").disabled;
const kept = "ocop:" + form.getAttribute("action") + ":" + form.dataset.round;
let sending = false;
let waiting = false;
let again = 0;
let typing = 0;
let composing = false;

function fields() {
  return new URLSearchParams(new FormData(form));
}

// what is kept on this device: not the secret of the login
function text(body) {
  const own = new URLSearchParams(body);
  own.delete("csrf");
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
    see.setAttribute("aria-label", text);
    p.append(" ", see);
  }
  trouble.append(p);
}

// while somebody types: soon, and never with half a letter
function soon() {
  clearTimeout(typing);
  typing = setTimeout(send, 1200);
}

async function send() {
  clearTimeout(typing);
  if (composing) return;
  if (sending) {
    waiting = true;
    return;
  }
  sending = true;
  clearTimeout(again);
  saved.textContent = form.dataset.sending;
  const body = fields();
  keep(text(body));
  try {
    const reply = await fetch(form.getAttribute("action"), {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const told = await reply.json();
    if (reply.ok) {
      form.elements.version.value = told.version;
      saved.textContent = form.dataset.saved + " " + told.saved_at;
      summary.innerHTML = told.summary;
      document.getElementById("short").textContent = told.short;
      warn("");
      if (!waiting) keep(null);
    } else if (told.conflict) {
      saved.textContent = form.dataset.unstored;
      // the form itself, sent as a form, leads to both versions and a choice
      warn(form.dataset.conflict, true);
    } else {
      saved.textContent = form.dataset.unstored;
      warn(told.refused.join(" "));
      if (reply.status >= 500 || reply.status === 429) again = setTimeout(send, 5000);
    }
  } catch {
    warn(form.dataset.offline);
    saved.textContent = form.dataset.unstored;
    again = setTimeout(send, 5000);
  }
  sending = false;
  if (waiting) {
    waiting = false;
    send();
  }
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
  if (!text || !editable) return;
  const before = new URLSearchParams(text);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf" || field.name === "then") continue;
    const values = before.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") {
      if (before.has(field.name) || field.type === "checkbox") field.checked = values.includes(field.value);
    } else if (values.length) {
      field.value = values[0];
    }
  }
  warn(form.dataset.restored);
  send();
}

if (editable) {
  form.addEventListener("change", send);
  form.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(typing);
  });
  form.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  form.addEventListener("input", (event) => {
    const typed = event.target.type === "text" || event.target.type === "textarea";
    if (typed && !event.isComposing) soon();
  });
  addEventListener("online", send);
  // a form that is sent as a form may not arrive either: what it says stays until the server has it
  form.addEventListener("submit", () => {
    keep(text(fields()));
    remember(text(fields()));
  });
  restore();
} else {
  settle();
}
// where there is room, what a sheet comes to is open to see
if (matchMedia("(min-width: 60rem)").matches) document.getElementById("details").open = true;
