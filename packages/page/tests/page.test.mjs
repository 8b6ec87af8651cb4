// The self-assessment page, opened from disk in Chromium as somebody has it on a telephone.
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { browser } from "./browser.mjs";

const PAGE = process.env.OCOP_PAGE;
const ADDRESS = pathToFileURL(PAGE).href;
const EXAMPLES = process.env.OCOP_EXAMPLES;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let chromium;

before(async () => {
  chromium = await browser();
});
after(() => chromium.close());

/** The page in a browser of its own: nothing kept from another test. */
async function opened({ hash = "", width = 360, locale = "vi", scheme = "light" } = {}) {
  const context = await chromium.newContext({ viewport: { width, height: 740 }, locale, colorScheme: scheme, acceptDownloads: true });
  const page = await context.newPage();
  const said = [];
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  // nothing may be asked of any network
  page.on("request", (request) => /^https?:/.test(request.url()) && said.push(request.url()));
  await page.goto(ADDRESS + hash);
  await page.locator("#waiting").waitFor({ state: "detached" });
  return { context, page, said };
}

const bar = (page) => page.locator("#bar .figures").innerText();
const choose = (page, criterion, level) => page.locator(`#c-${criterion.replaceAll(".", "\\.")} input[value="${level}"]`).check();
const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll("details.fold").forEach((one) => { one.open = true; }));

/** What axe-core finds wrong. */
async function unfit(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target).join(" ")}`);
}

test("one file of at most 900 KB that asks for nothing else", (test) => {
  const { size } = statSync(PAGE);
  test.diagnostic(`${size} bytes`);
  assert.ok(size <= 900_000, `${size} bytes`);
  assert.doesNotMatch(readFileSync(PAGE, "utf8"), /<(?:link|script|img)[^>]+(?:src|href)=["']?https?:/);
});

test("a set is found by its name without diacritics, levels are ticked, and the total follows", async () => {
  const { page, said, context } = await opened();
  await page.getByRole("searchbox").fill("rau cu");
  await page.getByRole("button", { name: /Rau, củ, quả, hạt tươi/ }).click();
  assert.match(await page.locator("h1").innerText(), /^1\. Rau, củ, quả, hạt tươi/);
  await unfold(page);
  // no star before an answer, and none that looks final before the last
  assert.match(await bar(page), /^0\/100 điểm/);
  assert.doesNotMatch(await page.locator("#bar").innerText(), /★|sao/);
  assert.match(await page.locator("#bar").innerText(), /chưa xếp hạng/);
  await choose(page, "1.1", 3);
  assert.match(await bar(page), /^3\/100 điểm\s+★\s*tạm 1 sao/);
  await choose(page, "1.5", 2);
  assert.match(await bar(page), /^4\/100 điểm/);
  // a problem stands at its criterion, in the engine's words, and can be undone there
  await choose(page, "5.1", 2);
  await choose(page, "5.2", 2);
  await choose(page, "5.1", 0);
  assert.match(await bar(page), /1 chỗ cần sửa/);
  const told = page.locator("#c-5\\.2 .problem");
  assert.match(await told.innerText(), /5\.1/);
  await told.getByRole("button").click();
  assert.match(await bar(page), /^4\/100 điểm/);
  assert.match(await page.locator("#c-5\\.2 .told").innerText(), /5\.1/);
  // the plan and the reasons are the engine's papers
  assert.match(await page.locator("#p-plan").innerText(), /sao/);
  assert.deepEqual(said, []);
  await context.close();
});

test("Annex I leads to every product set, under each of the three decisions", async () => {
  const { page, said, context } = await opened();
  for (const [index, count] of [26, 26, 26].entries()) {
    await page.locator("main select").first().selectOption({ index });
    await unfold(page);
    assert.equal(await page.locator(".sets button").count(), count);
  }
  await page.locator("main select").first().selectOption("qd-148-2023");
  await unfold(page);
  await page.locator(".sets button").first().click();
  await unfold(page);
  await choose(page, "1.1", 1);
  assert.match(await bar(page), /[1-9]\d*\/100 điểm/);
  assert.deepEqual(said, []);
  await context.close();
});

test("what is done is kept in the browser, and opens again", async () => {
  const { page, said, context } = await opened();
  await page.getByRole("searchbox").fill("7");
  await page.locator(".sets button").first().click();
  await unfold(page);
  await choose(page, "1.1", 1);
  await page.locator("#about input").first().fill("Mật dừa");
  const total = await bar(page);
  await page.reload();
  await page.locator("#bar:not([hidden])").waitFor();
  assert.equal(await bar(page), total);
  await page.goBack();
  await page.getByRole("button", { name: /^Mật dừa/ }).click();
  assert.equal(await bar(page), total);
  assert.deepEqual(said, []);
  await context.close();
});

test("a dossier is opened from a file and saved again with everything in it", async () => {
  const { page, said, context } = await opened();
  const file = join(EXAMPLES, "02-nhan-long-held-at-4.json");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator("#bar:not([hidden])").waitFor();
  assert.match(await bar(page), /^92\/100 điểm.*4 sao/);
  assert.match(await bar(page), /riêng điểm đủ 5 sao/);
  await unfold(page);
  assert.match(await page.locator("#c-1\\.5 .lacking").innerText(), /5 sao/);
  // a paper with its dates is shown by its name, and stays as it is
  assert.match(await page.locator("#c-1\\.2").innerText(), /Có trong tệp: Giấy chứng nhận GlobalGAP/);
  await choose(page, "1.5", 4);
  assert.match(await bar(page), /^93\/100 điểm.*5 sao/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Lưu thành tệp" }).click()]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8"));
  const before = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(saved.answers["1.5"]?.level ?? saved.answers["1.5"], 4);
  delete saved.answers["1.5"];
  delete before.answers["1.5"];
  assert.deepEqual(saved, { criteria: "qd-26-2026", ...before });
  assert.deepEqual(said, []);
  await context.close();
});

test("a file that cannot be read is told of, and what was there stays", async () => {
  const { page, said, context } = await opened();
  const broken = join(tmpdir(), `ocop-broken-${process.pid}.json`);
  writeFileSync(broken, '{"product_set": 1, "anwsers": {}');
  await page.locator("input[type=file]").setInputFiles(broken);
  const told = page.locator("main .card");
  assert.match(await told.innerText(), /Không mở được tệp ocop-broken/);
  assert.equal(await page.getByRole("searchbox").count(), 1);
  assert.deepEqual(said, []);
  await context.close();
});

test("a stop and a finding take the stars away, and say why", async () => {
  const { page, said, context } = await opened();
  await page.locator("input[type=file]").setInputFiles(join(EXAMPLES, "12-mit-say-stopped.json"));
  await page.locator("#bar:not([hidden])").waitFor();
  assert.match(await bar(page), /Dừng đánh giá/);
  assert.ok((await page.locator("#findings input:checked").count()) > 0);
  assert.deepEqual(said, []);
  await context.close();
});

test("practice: the link alone gives the dossier, and the sheet is compared with the key", async () => {
  const { page, said, context } = await opened({ hash: "#practice=qd-26-2026%2F1&seed=7" });
  assert.match(await page.locator("main").innerText(), /Hồ sơ thực hành số 7/);
  await unfold(page);
  await choose(page, "1.1", 1);
  const marked = page.locator("#p-comparison");
  await marked.getByText(/1\.1/).first().waitFor();
  assert.deepEqual(said, []);
  await context.close();
});

test("set 26: the case is chosen first, and changing it drops what no longer fits, and says so", async () => {
  const { page, said, context } = await opened();
  await page.getByRole("searchbox").fill("26");
  await page.locator(".sets button").first().click();
  await unfold(page);
  assert.equal(await page.locator("#c-8 label.level:visible").count(), 0);
  await page.locator('input[name="case"][value="a"]').check();
  await choose(page, "8", 2);
  await page.locator('input[name="case"][value="b"]').check();
  assert.match(await page.locator("main").innerText(), /Đã bỏ câu trả lời ở 8/);
  assert.match(await bar(page), /^0\/100 điểm/);
  assert.deepEqual(said, []);
  await context.close();
});

test("by keyboard alone: from the first page to a ticked level", async () => {
  const { page, said, context } = await opened();
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("mat ong");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#bar:not([hidden])").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "title");
  const inside = () => page.evaluate(() => document.activeElement.name ?? "");
  for (let i = 0; i < 40 && (await inside()) !== "c-1.1"; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.match(await bar(page), /^[1-9]\d*\/100 điểm/);
  assert.deepEqual(said, []);
  await context.close();
});

test("screen readers: axe-core finds nothing, in both languages, light and dark", async () => {
  for (const [locale, scheme] of [["vi", "light"], ["en", "dark"]]) {
    const { page, context } = await opened({ locale, scheme });
    await unfold(page);
    assert.deepEqual(await unfit(page), [], `${locale} ${scheme}: first page`);
    await page.locator("input[type=file]").setInputFiles(join(EXAMPLES, "02-nhan-long-held-at-4.json"));
    await page.locator("#bar:not([hidden])").waitFor();
    await unfold(page);
    await page.locator("#p-plan .paper").waitFor();
    assert.deepEqual(await unfit(page), [], `${locale} ${scheme}: sheet`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, "wider than a telephone");
    await context.close();
  }
});

test("English is the page's other language, and is kept", async () => {
  const { page, said, context } = await opened();
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.match(await page.locator("h1").innerText(), /Self-assessment/);
  await page.reload();
  await page.locator("#waiting").waitFor({ state: "detached" });
  assert.match(await page.locator("h1").innerText(), /Self-assessment/);
  assert.deepEqual(said, []);
  await context.close();
});

test("a browser that is too old is told so, loudly", async () => {
  const context = await chromium.newContext({ locale: "vi" });
  const page = await context.newPage();
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto(ADDRESS);
  const told = page.getByRole("alert").filter({ hasText: "quá cũ" });
  await told.waitFor();
  await context.close();
});

/** When a page first shows something, in milliseconds, on a processor slowed six times. */
async function firstPaint(address) {
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.goto(address);
  const told = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const time = await (await page.waitForFunction(told, null, { timeout: 60_000 })).jsonValue();
  await context.close();
  return time;
}

// a time says as much of the machine and of what else it does as of the page: what decides is how the page stands
// to one of a single line, in turn, and the goal of a second is told
test("first paint on a processor slowed six times: at most five times that of a page of one line", async (test) => {
  const line = join(tmpdir(), `ocop-line-${process.pid}.html`);
  writeFileSync(line, "<!doctype html><meta charset=utf-8><title>.</title><p>OCOP</p>");
  const [ours, floor] = [[], []];
  for (let i = 0; i < 3; i += 1) {
    floor.push(await firstPaint(pathToFileURL(line).href));
    ours.push(await firstPaint(ADDRESS));
  }
  const told = (times) => times.map((time) => Math.round(time)).join(", ");
  const best = Math.min(...ours);
  test.diagnostic(`${told(ours)} ms; one line: ${told(floor)} ms${best > 1000 ? ": GOAL of 1000 ms NOT REACHED" : ""}`);
  assert.ok(best < 5 * Math.min(...floor), `${told(ours)} against ${told(floor)}`);
});
