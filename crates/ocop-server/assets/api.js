"use strict";
// Sends what a form asks for and shows the answer as it came; without it, forms of operations that take
// no input work by themselves.
for (const form of document.querySelectorAll("form.try")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = form.querySelector(".asked");
    const shown = form.querySelector(".reply");
    const query = new URLSearchParams();
    let input = null;
    for (const [name, value] of new FormData(form)) {
      if (name === ":input") input = value;
      else if (value !== "") query.append(name, value);
    }
    const address = form.getAttribute("action") + (query.size ? "?" + query : "");
    const call = input === null || (input === "" && form.dataset.takes === "either") ? "GET" : "POST";
    asked.textContent = call + " " + address + " …";
    try {
      const started = performance.now();
      const reply = await fetch(address, call === "GET" ? {} : { method: call, body: input });
      const text = await reply.text();
      const took = Math.round(performance.now() - started);
      asked.textContent = call + " " + address + " → " + reply.status + " · " + took + " ms";
      shown.textContent = pretty(text, reply.headers.get("content-type") || "");
      shown.hidden = false;
    } catch (error) {
      asked.textContent = call + " " + address + " → " + error.message;
    }
  });
}

function pretty(text, type) {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
