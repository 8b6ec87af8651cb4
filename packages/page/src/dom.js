// Elements of the page, made in one way.

/** An element with properties (those with a dash, `role` and `for` as attributes) and children; text is never markup. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-") && key !== "list") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Says something to screen readers, without moving anybody. */
export function announce(text) {
  byId("said").textContent = text;
}

/** A warning that stays in sight. */
export function warn(text) {
  const shown = [...byId("warned").children].some((child) => child.textContent === text);
  if (!shown) byId("warned").append(el("p", { className: "warned" }, text));
}

/** A document of the engine as part of the page: its own title left out, its headings from a level of the page on. */
export function paper(html, level = 3) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const inside = el("div", { className: "paper", tabIndex: 0, role: "region" });
  const below = { H2: level, H3: level, H4: level + 1 };
  inside.setAttribute("aria-label", read.title);
  read.querySelector("h1")?.remove();
  for (const heading of [...read.querySelectorAll("h2, h3, h4")]) {
    const lower = el(`h${below[heading.tagName]}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  const main = read.querySelector("main") ?? read.body;
  inside.append(...[...main.childNodes].map((node) => document.importNode(node, true)));
  return inside;
}

/** Prints a whole document of the engine. */
export function printed(html) {
  byId("paper")?.remove();
  const frame = el("iframe", { id: "paper", title: "", "aria-hidden": "true", tabIndex: -1 });
  frame.style.cssText = "position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0";
  frame.addEventListener("load", () => {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  });
  frame.srcdoc = html;
  document.body.append(frame);
}
