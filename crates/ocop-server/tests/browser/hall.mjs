// A running example, people in front of it, and how a page is looked at.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const laptop = { viewport: { width: 1280, height: 900 } };

// What browsers write down that nobody asked for.
export const wrong = [];

// The policy that each page came with.
const policies = new WeakMap();

export async function open(program, browserPath, pictures, more = []) {
  mkdirSync(pictures, { recursive: true });
  const server = spawn(program, ["--demo", "--listen", "127.0.0.1:0", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const passwords = {};
  const codes = [];
  let base;
  for await (const line of createInterface({ input: server.stdout })) {
    const code = line.match(/code=(\w+)/);
    const account = line.match(/^(\w+): (\w+)$/);
    if (code) codes.push(code[1]);
    else if (account) passwords[account[1]] = account[2];
    else if (line.startsWith("http")) {
      base = line.replace(/\/$/, "");
      break;
    }
  }
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const close = async () => {
    await browser.close();
    server.kill("SIGTERM");
  };
  return { base, browser, codes, passwords, pictures, close };
}

export async function person(hall, options, lang = "vi-VN") {
  const context = await hall.browser.newContext({ ...options, locale: lang });
  const page = await context.newPage();
  page.on("response", (reply) => {
    if (reply.request().isNavigationRequest()) policies.set(page, reply.headers()["content-security-policy"]);
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (m) => m.type() === "error" && !/ERR_INTERNET|ERR_FAILED/.test(m.text()) && wrong.push(m.text()));
  return { context, page };
}

export async function join(hall, options, code, lang) {
  const who = await person(hall, options, lang);
  await who.page.goto(`${hall.base}/join?code=${code}`);
  await who.page.click("main button");
  await who.page.waitForURL(/sessions/);
  return who;
}

export async function signIn(hall, options, login, lang) {
  const who = await person(hall, options, lang);
  await who.page.goto(`${hall.base}/sign-in`);
  await who.page.fill("[name=login]", login);
  await who.page.fill("[name=password]", hall.passwords[login]);
  await who.page.click("main button");
  await who.page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
  return who;
}

// A picture, no violation of axe-core, nothing wider than the screen.
export async function look(hall, page, name, rules = {}) {
  await page.screenshot({ path: `${hall.pictures}/${name}.png`, fullPage: true });
  const seen = await withScripts(page);
  assert.deepEqual(await violations(seen, rules), [], `${name}: axe-core`);
  const [inside, outside] = await seen.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inside <= outside + 1, `${name}: ${inside} px wide on ${outside}`);
  if (seen !== page) await seen.close();
}

// A paper lets no script run, axe-core neither: the same HTML in a page of its own.
async function withScripts(page) {
  if (!/\bsandbox\b/.test(policies.get(page))) return page;
  const copy = await page.context().newPage();
  await copy.setViewportSize(page.viewportSize());
  await copy.setContent(await page.content());
  return copy;
}

// axe-core comes in past the policy of the page, which lets no script of others in.
async function violations(page, rules) {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send("Runtime.evaluate", {
    expression: `${axe};axe.run({ rules: ${JSON.stringify({ "heading-order": { enabled: true }, ...rules })} }).then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3)])))`,
    awaitPromise: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

// On a telephone and on a laptop, by day and by night, in both languages; each with each where that is asked.
const views = [["vi", 360, "light"], ["en", 1280, "dark"], ["en", 360, "dark"], ["vi", 1280, "light"]];
const shown = process.env.EVERY_VIEW ? views : views.slice(0, 2);

// Each address as it is shown.
export async function walk(hall, page, who, paths) {
  for (const [lang, width, scheme] of shown) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.context().addCookies([{ name: "lang", value: lang, url: hall.base }]);
    for (const [name, path] of paths) {
      const reply = await page.goto(hall.base + path);
      assert.ok(reply.ok() || name === "nothing", `${who} ${path}: ${reply.status()}`);
      const tongue = await page.evaluate(() => document.documentElement.lang);
      assert.equal(tongue, lang, `${path} is in ${tongue}`);
      await look(hall, page, `${who}-${name}-${lang}-${width}-${scheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.context().addCookies([{ name: "lang", value: "vi", url: hall.base }]);
}

export const stored = (page) =>
  page.waitForFunction(() => /lưu lúc|Stored/.test(document.getElementById("saved").textContent));
