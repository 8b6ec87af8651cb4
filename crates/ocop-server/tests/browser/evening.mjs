// An evening in Chromium: three members on telephones and a laptop, the secretary, the chair; the network cut
// in between; axe-core on every page; pictures of each. Arguments: the program, the browser, a folder for pictures.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const [program, browserPath, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const server = spawn(program, ["--demo", "--listen", "127.0.0.1:18461"], { stdio: ["ignore", "pipe", "inherit"] });
const said = {};
const codes = [];
for await (const line of createInterface({ input: server.stdout })) {
  const [name, rest] = line.split(": ");
  const code = line.match(/code=(\w+)/);
  if (code) codes.push(code[1]);
  else if (rest) said[name] = rest;
  else if (line.startsWith("http")) break;
}
const base = "http://127.0.0.1:18461";
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const laptop = { viewport: { width: 1280, height: 900 } };
const wrong = [];

async function person(options, lang = "vi-VN") {
  const context = await browser.newContext({ ...options, locale: lang, bypassCSP: false });
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (m) => m.type() === "error" && !/ERR_INTERNET|ERR_FAILED/.test(m.text()) && wrong.push(m.text()));
  return { context, page };
}

// a picture, no violation of axe-core, nothing wider than the screen
async function look(page, name, rules = {}) {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send("Runtime.evaluate", {
    expression: `${axe};axe.run({ rules: ${JSON.stringify(rules)} }).then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3)])))`,
    awaitPromise: true,
  });
  assert.deepEqual(JSON.parse(result.value), [], `${name}: axe-core`);
  const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inside <= outside + 1, `${name}: ${inside} px wide on ${outside}`);
}

async function join(options, code, lang) {
  const who = await person(options, lang);
  await who.page.goto(`${base}/join?code=${code}`);
  await who.page.click("main button");
  await who.page.waitForURL(/sessions/);
  return who;
}

const stored = (page) => page.waitForFunction(() => /lưu lúc|Stored/.test(document.getElementById("saved").textContent));

try {
  const visitor = await person(phone);
  for (const [path, name] of [["/", "front"], ["/join", "join"], ["/sign-in", "sign-in"], ["/api", "api"]]) {
    await visitor.page.goto(base + path);
    await look(visitor.page, name);
  }

  // the chair and two members join at once
  const [chair, second, fourth] = await Promise.all([
    join(laptop, codes[0]),
    join(phone, codes[1]),
    join(phone, codes[3], "en-GB"),
  ]);
  await look(chair.page, "member-laptop");
  await look(second.page, "member-phone");

  // the one in English finishes a sheet that was begun, on a telephone
  await fourth.page.click("main .cards .draft a");
  await fourth.page.waitForSelector("#sheet");
  const open = fourth.page.locator('#sheet .none input:checked');
  const lacking = await open.count();
  assert.ok(lacking > 0);
  for (let left = lacking; left > 0; left--) {
    const group = fourth.page.locator("fieldset.criterion:has(.none input:checked)").first();
    await group.locator(".level input").nth(1).check();
  }
  await stored(fourth.page);
  await look(fourth.page, "sheet-phone-en");

  // the network goes while the chair scores, and comes back
  const first = chair.page;
  await first.click("main .cards a >> nth=0");
  await first.waitForSelector("#sheet");
  const bytes = gzipSync(await first.content()).length;
  assert.ok(bytes < 100_000, `${bytes} bytes`);
  await first.locator('[name="level.1.1"][value="2"]').check();
  await stored(first);
  await chair.context.setOffline(true);
  await first.locator('[name="level.1.3"][value="2"]').check();
  await first.waitForFunction(() => document.getElementById("trouble").textContent.includes("MẤT MẠNG"));
  await look(first, "sheet-without-network");
  await chair.context.setOffline(false);
  await stored(first);
  await first.reload();
  assert.ok(await first.locator('[name="level.1.3"][value="2"]').isChecked(), "what was kept was sent");

  // a second tab with an old version
  const other = await chair.context.newPage();
  await other.goto(first.url());
  await first.locator('[name="level.1.1"][value="3"]').check();
  await stored(first);
  await first.waitForTimeout(300);
  await other.locator('[name="level.1.1"][value="1"]').check();
  await other.click("#trouble button");
  await other.waitForSelector("text=Hai bản của một phiếu");
  await look(other, "conflict");
  await other.click("text=Giữ bản trên máy chủ");
  assert.ok(await other.locator('[name="level.1.1"][value="3"]').isChecked());
  await other.close();

  // by keyboard alone
  await first.reload();
  await first.locator('[name="level.1.4"]').first().focus();
  await first.keyboard.press("Space");
  await first.keyboard.press("ArrowDown");
  await stored(first);
  assert.ok(await first.locator('[name="level.1.4"]').nth(1).isChecked());
  await look(first, "sheet-laptop");

  // the secretary sees what is missing, and types a paper
  const secretary = await person(laptop);
  await secretary.page.goto(`${base}/sign-in`);
  await secretary.page.fill("[name=login]", "thuky");
  await secretary.page.fill("[name=password]", said.thuky);
  await secretary.page.click("main button");
  await secretary.page.click(".cards a");
  await look(secretary.page, "board");
  await secretary.page.click("#board a >> nth=0");
  await secretary.page.waitForSelector("#sheet");
  await look(secretary.page, "sheet-typed");
  await secretary.page.goBack();
  await secretary.page.click("td:has(button) >> nth=1 >> button");
  await secretary.page.waitForSelector(".qr svg");
  await look(secretary.page, "invitation");

  // the chair closes, and everybody sees the result
  const session = first.url().match(/sessions\/\w+/)[0];
  await first.goto(`${base}/${session}/board`);
  await look(first, "board-of-the-chair");
  await first.check("[name=meant]");
  await first.click("button.grave");
  await first.waitForURL(/result/);
  // the headings of a tally are those of the paper, which skips a step
  const paper = { "heading-order": { enabled: false } };
  await look(first, "result", paper);
  await second.page.goto(`${base}/${session}/result`);
  await look(second.page, "result-phone", paper);
  await second.page.goto(`${base}/${session}/papers/minutes`);
  await second.page.screenshot({ path: `${pictures}/minutes.png`, fullPage: true });
  assert.match(await second.page.content(), /BIÊN BẢN|Biên bản/);

  const admin = await person(laptop);
  await admin.page.goto(`${base}/sign-in`);
  await admin.page.fill("[name=login]", "quantri");
  await admin.page.fill("[name=password]", said.quantri);
  await admin.page.click("main button");
  await look(admin.page, "accounts");

  // without scripts a sheet is a form
  const plain = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const bare = await plain.newPage();
  await bare.goto(`${base}/join?code=${codes[4]}`);
  await bare.click("main button");
  await bare.click(".cards a >> nth=0");
  await bare.waitForSelector("#sheet");
  await bare.screenshot({ path: `${pictures}/sheet-without-scripts.png` });

  // a conflict answers 409, which browsers write down; nothing else may be there
  const left = wrong.filter((w) => !/409/.test(w));
  assert.deepEqual(left, []);
  console.log(`an evening: done, ${bytes} bytes for the page of a sheet`);
} finally {
  await browser.close();
  server.kill("SIGTERM");
}
