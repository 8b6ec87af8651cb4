// An evening in Chromium: three members on telephones and a laptop, the secretary, the chair; the network cut
// in between; axe-core and a picture of every page. Arguments: the program, the browser, a folder for pictures.
import assert from "node:assert/strict";
import { join, laptop, look, open, person, phone, signIn, stored, walk, wrong } from "./hall.mjs";
import { byTls, secondFactor } from "./account.mjs";
import { byKeyboard, composed, impossiblePoints, keptInEitherView } from "./sheet.mjs";
import { submittedWithoutNetwork, typedAndLeft, weight, withoutScripts } from "./sheet.mjs";

const hall = await open(...process.argv.slice(2));

try {
  const visitor = await person(hall, phone);
  await walk(hall, visitor.page, "visitor", [
    ["front", "/"],
    ["join", "/join"],
    ["join-wrong", "/join?code=AAAAAAAA"],
    ["sign-in", "/sign-in"],
    ["own", "/self-assessment"],
    ["own-form", "/self-assessment/qd-26-2026/16"],
    ["api", "/api"],
    ["nothing", "/self-assessment/qd-26-2026/99"],
  ]);

  // the chair and two members join at once
  const [chair, second, fourth] = await Promise.all([
    join(hall, laptop, hall.codes[0]),
    join(hall, phone, hall.codes[1]),
    join(hall, phone, hall.codes[3], "en-GB"),
  ]);
  await look(hall, chair.page, "member-laptop");
  await look(hall, second.page, "member-phone");

  // the one in English finishes a sheet that was begun, on a telephone
  await fourth.page.click("main .cards .draft a");
  await fourth.page.waitForSelector("#sheet");
  const lacking = await fourth.page.locator("#sheet .none input:checked").count();
  assert.ok(lacking > 0);
  for (let left = lacking; left > 0; left--) {
    const group = fourth.page.locator("fieldset.criterion:has(.none input:checked)").first();
    await group.locator(".level input").nth(1).check();
  }
  await stored(fourth.page);
  await look(hall, fourth.page, "sheet-phone-en");

  // the network goes while the chair scores, and comes back
  const first = chair.page;
  await first.click("main .cards a >> nth=0");
  await first.waitForSelector("#sheet");
  const [bytes, scripts] = await weight(first);
  await first.locator('[name="level.1.1"][value="2"]').check();
  await stored(first);
  await chair.context.setOffline(true);
  await first.locator('[name="level.1.3"][value="2"]').check();
  await first.waitForFunction(() => document.getElementById("trouble").textContent.includes("MẤT MẠNG"));
  await look(hall, first, "sheet-without-network");
  await chair.context.setOffline(false);
  await stored(first);
  await first.reload();
  assert.ok(await first.locator('[name="level.1.3"][value="2"]').isChecked(), "what was kept was sent");

  // a second tab with an old version
  const other = await chair.context.newPage();
  await other.goto(first.url());
  await first.locator('[name="level.1.1"][value="3"]').check();
  await first.waitForFunction(() => document.querySelector("[name=version]").value > 2);
  await other.locator('[name="level.1.1"][value="1"]').check();
  await other.click("#trouble button");
  await other.waitForSelector("text=Hai bản của một phiếu");
  await look(hall, other, "conflict");
  await other.click("text=Giữ bản trên máy chủ");
  assert.ok(await other.locator('[name="level.1.1"][value="3"]').isChecked());
  await other.close();

  await keptInEitherView(first);
  await typedAndLeft(first);
  await submittedWithoutNetwork(first);
  await impossiblePoints(first);
  await first.reload();
  await composed(first);
  await byKeyboard(first);
  await look(hall, first, "sheet-submitted");

  const session = first.url().match(/sessions\/\w+/)[0];
  const own = `/${session}/sheets`;
  await walk(hall, first, "chair", [
    ["session", `/${session}`],
    ["sheet", `${own}/p2/m1`],
    ["sheet-points", `${own}/p3/m1?by=points`],
    ["history", `${own}/p1/m1/history`],
    ["board", `/${session}/board`],
  ]);

  // the secretary sees what is missing, and types a paper
  const secretary = await signIn(hall, laptop, "thuky");
  await walk(hall, secretary.page, "secretary", [
    ["sessions", "/sessions"],
    ["board", `/${session}/board`],
    ["rules", `/${session}/rules`],
    ["workbooks", `/${session}/workbooks`],
    ["member", `/${session}/members/m2`],
    ["product", `/${session}/products/p2`],
    ["sheet-typed", `${own}/p2/m1`],
    ["trail", `/${session}/trail`],
    ["register-empty", "/register"],
  ]);
  const book = await secretary.page.request.get(`${hall.base}/${session}/workbooks/m1`);
  await secretary.page.goto(`${hall.base}/${session}/workbooks`);
  await secretary.page.setInputFiles("[type=file]", {
    name: "phieu-m1.xlsx",
    mimeType: "application/octet-stream",
    buffer: await book.body(),
  });
  await secretary.page.click("main form button");
  await secretary.page.waitForSelector("td");
  await look(hall, secretary.page, "workbooks-taken-in");
  await secretary.page.goto(`${hall.base}/${session}/board`);
  await secretary.page.click("td:has(button) >> nth=1 >> button");
  await secretary.page.waitForSelector(".qr svg");
  await look(hall, secretary.page, "invitation");

  // without scripts a sheet is a form
  await withoutScripts(hall, hall.codes[4]);

  // the chair closes, and everybody sees the result
  await first.goto(`${hall.base}/${session}/board`);
  await first.click("button.grave");
  await first.waitForSelector(".error");
  await look(hall, first, "closing-refused");
  await first.goto(`${hall.base}/${session}/board`);
  await first.check("[name=meant]");
  await first.click("button.grave");
  await first.waitForURL(/result/);
  await walk(hall, first, "chair-closed", [
    ["session", `/${session}`],
    ["sheet", `${own}/p1/m1`],
    ["result", `/${session}/result`],
  ]);
  const papers = ["minutes", "tally", "summary", "synthesis", "next", "submission", "decision", "letter", "notice"];
  await walk(hall, secretary.page, "secretary-closed", [
    ["board", `/${session}/board`],
    ["certificates", `/${session}/certificates`],
    ["register", "/register"],
    ["paper-minutes", `/${session}/papers/minutes`],
  ]);
  for (const paper of papers) {
    await secretary.page.goto(`${hall.base}/${session}/papers/${paper}`);
    // an official letter has no title
    const rules = paper === "letter" ? { "page-has-heading-one": { enabled: false } } : {};
    await look(hall, secretary.page, `paper-${paper}`, rules);
  }
  await second.page.goto(`${hall.base}/${session}/papers/minutes`);
  assert.match(await second.page.content(), /BIÊN BẢN|Biên bản/);

  // a second round: one tap stands by the sheet of the first
  await first.goto(`${hall.base}/${session}/result`);
  await first.click("form:has([name=product]) button");
  await first.waitForURL(/board/);
  await second.page.goto(`${hall.base}/${session}`);
  await look(hall, second.page, "second-round");
  await second.page.click("form[action$=unchanged] button >> nth=0");
  await second.page.waitForURL(new RegExp(`${session}$`));

  const admin = await signIn(hall, laptop, "quantri");
  await walk(hall, admin.page, "admin", [
    ["accounts", "/accounts"],
    ["account", "/account"],
    ["trail", "/accounts/trail"],
  ]);
  await secondFactor(hall, admin.page, "quantri");
  const observer = await signIn(hall, phone, "theodoi");
  await walk(hall, observer.page, "observer", [["sessions", "/sessions"], ["register", "/register"]]);

  await byTls(process.argv.slice(2));

  // answers that say no are written down by browsers; nothing else may be there
  const left = wrong.filter((w) => !/status of (404|409|422)/.test(w));
  assert.deepEqual(left, []);
  console.log(`an evening: done; a sheet is ${bytes} bytes compressed, its scripts ${scripts} bytes`);
} finally {
  await hall.close();
}
