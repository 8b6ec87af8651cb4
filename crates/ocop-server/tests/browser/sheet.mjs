// One sheet by keyboard alone, with letters that are put together, without scripts, and how heavy it is.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { phone, stored } from "./hall.mjs";

// Every criterion by Tab, Space and the arrows, then Submit by Enter: nothing is clicked.
export async function byKeyboard(page) {
  await page.reload();
  const groups = await page.locator("fieldset.criterion").count();
  await page.locator(".skip").focus();
  let answered = 0;
  let seen = null;
  for (let step = 0; step < groups * 8; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      return { name: here.name || "", type: here.type || "", value: here.value || "" };
    });
    if (at.type === "radio" && at.name.startsWith("level.") && at.name !== seen) {
      seen = at.name;
      // whichever is chosen, the one above "not answered" is a level of the sheet
      await page.keyboard.press(at.value === "" ? "ArrowUp" : "Space");
      answered++;
    }
    if (at.name === "then" && at.value === "submit") break;
  }
  assert.equal(answered, groups, "every criterion is reached by Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".done");
}

// Letters that are not put together yet are not saved: "o" on its way to "ọ" is no answer.
export async function composed(page) {
  const field = page.locator("textarea[name^=note]").first();
  await field.evaluate((f) => f.closest("details").open = true);
  await field.focus();
  const session = await page.context().newCDPSession(page);
  let sent = 0;
  const count = (request) => (sent += request.method() === "POST" ? 1 : 0);
  page.on("request", count);
  await session.send("Input.imeSetComposition", { selectionStart: 2, selectionEnd: 2, text: "ngo" });
  await page.waitForTimeout(1800);
  assert.equal(sent, 0, "nothing is saved in the middle of a word");
  await session.send("Input.insertText", { text: "ngọt" });
  await page.waitForRequest((r) => r.method() === "POST");
  await stored(page);
  page.off("request", count);
  await page.reload();
  assert.equal(await page.locator("textarea[name^=note]").first().inputValue(), "ngọt");
}

const left = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ocop:")).length);
const blocked = (page) => page.route("**/save", (route) => route.abort("internetdisconnected"));

const given = (page, name) =>
  page.evaluate((name) => new FormData(document.getElementById("sheet")).get(name), name);

// What could not be sent in one view is sent as it was made, whichever view the sheet is opened in next.
export async function keptInEitherView(page) {
  const sheet = page.url().split("?")[0];
  for (const [own, other, name] of [["points", "levels", "points.1.1"], ["levels", "points", "level.1.1"]]) {
    await page.goto(`${sheet}?by=${own}`);
    const made = (await given(page, name)) === "1" ? "2" : "1";
    await page.evaluate(([name, made]) => {
      const form = document.getElementById("sheet");
      const body = new URLSearchParams(new FormData(form));
      body.delete("csrf");
      body.set(name, made);
      localStorage.setItem(`ocop:${form.getAttribute("action")}:${form.dataset.round}`, body.toString());
    }, [name, made]);
    const sent = page.waitForRequest((r) => r.method() === "POST");
    await page.goto(`${sheet}?by=${other}`).catch(() => {});
    assert.equal(new URLSearchParams((await sent).postData()).get(name), made, "sent as it was kept");
    await page.waitForURL(`${sheet}?by=${own}`);
    await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("ocop:")));
    await page.reload();
    assert.equal(await given(page, name), made, `${own} then ${other}`);
  }
  await page.goto(sheet);
}

// What is being typed is not said to be stored, is kept at once, and goes along with whoever leaves.
export async function typedAndLeft(page) {
  const sheet = page.url();
  await page.goto(sheet);
  const field = page.locator("textarea[name=comment]");
  await page.locator("[name='level.1.1']:not(:checked)").first().check();
  await stored(page);
  await field.pressSequentially("đang gõ");
  assert.match(await page.locator("#saved").textContent(), /CHƯA có trên máy chủ/);
  assert.equal(await left(page), 1, "kept at once");
  const version = Number(await page.locator("[name=version]").inputValue());
  await page.goto("about:blank");
  await page.waitForTimeout(1000);
  // nothing of this device helps: what comes back was sent on leaving
  await page.goto(`${sheet}?discard=1`);
  assert.equal(Number(await page.locator("[name=version]").inputValue()), version + 1);
  assert.equal(await page.locator("textarea[name=comment]").inputValue(), "đang gõ");
  await stored(page);
  assert.equal(await left(page), 0);
}

// Without network a sheet that is to be handed in stays on the screen, and says so loudly.
export async function submittedWithoutNetwork(page) {
  await blocked(page);
  const at = page.url();
  await page.click("[name=then][value=submit]");
  await page.waitForFunction(() => document.getElementById("trouble").textContent.includes("CHƯA NỘP ĐƯỢC"));
  assert.equal(page.url(), at);
  assert.ok(await page.locator("#sheet").isVisible());
  assert.equal(await left(page), 1);
  await page.unroute("**/save");
  await page.reload();
  await stored(page);
}

// Points that no level has are told with those there are, above the bar and at their field.
export async function impossiblePoints(page) {
  const sheet = page.url().split("?")[0];
  await page.goto(`${sheet}?by=points`);
  const field = page.locator('[name="points.1.1"]');
  const before = await field.inputValue();
  await field.fill("99");
  await field.blur();
  await page.waitForSelector("#c1\\.1 .wrong");
  assert.match(await page.locator("#trouble").textContent(), /1\.1: .*99.*các mức có điểm/);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill(before);
  await field.blur();
  await page.waitForFunction(() => !document.querySelector("#sheet .wrong") && !document.getElementById("trouble").textContent);
  await stored(page);
  await page.goto(sheet);
}

export async function weight(page) {
  const sheet = gzipSync(await page.content()).length;
  assert.ok(sheet <= 100_000, `${sheet} bytes`);
  const addresses = await page.evaluate(() => [...document.scripts].map((s) => s.src));
  let scripts = 0;
  for (const address of addresses) {
    scripts += (await (await page.request.get(address)).body()).length;
  }
  assert.ok(scripts > 0 && scripts <= 30_000, `${scripts} bytes of scripts`);
  return [sheet, scripts];
}

// A sheet as a form, from the code to handing it in, where no script runs.
export async function withoutScripts(hall, code) {
  const plain = await hall.browser.newContext({ ...phone, javaScriptEnabled: false, locale: "vi-VN" });
  const page = await plain.newPage();
  await page.goto(`${hall.base}/join?code=${code}`);
  await page.click("main button");
  await page.click("main .cards a >> nth=0");
  await page.waitForSelector("#sheet");
  await page.screenshot({ path: `${hall.pictures}/sheet-without-scripts.png` });
  await page.click("text=Rút lại để sửa");
  await page.locator('[name="level.1.1"]').first().check();
  await page.click('[name=then][value=submit]');
  await page.waitForSelector(".done");
  assert.match(await page.content(), /Đã nộp/);

  // and a producer's own assessment: choose, answer, see, keep
  await page.goto(`${hall.base}/self-assessment`);
  await page.click(".sets a >> nth=0");
  for (const group of await page.locator("fieldset.criterion").all()) {
    await group.locator("input[type=radio]").first().check();
  }
  await page.fill("[name=product]", "Sản phẩm ví dụ");
  await page.click("[name=then][value=result]");
  await page.waitForSelector(".total");
  await page.screenshot({ path: `${hall.pictures}/self-assessment-result.png`, fullPage: true });
  const kept = page.waitForEvent("download");
  await page.click("[name=then][value=file]");
  assert.match((await kept).suggestedFilename(), /^tu-danh-gia-.*\.json$/);
  await plain.close();
}
