// The pictures of the guides, from the running example. Arguments: the program, the browser, a folder.
import { writeFileSync } from "node:fs";
import { begun } from "./account.mjs";
import { join, open, signIn, stored } from "./hall.mjs";

const folder = process.argv[4];
const hall = await open(...process.argv.slice(2, 4), folder);
const hand = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 960, height: 600 } };

// what is in view, small enough to be sent along
async function picture(page, name) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 60 });
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(data, "base64"));
  await session.detach();
}

const top = (page, selector) => page.evaluate((s) => document.querySelector(s).scrollIntoView(), selector);

try {
  // a member, on a telephone
  const visitor = await hall.browser.newContext({ ...hand, locale: "vi-VN" });
  const door = await visitor.newPage();
  await door.goto(`${hall.base}/join?code=${hall.codes[0]}`);
  await picture(door, "member-join");
  await door.click("main button");
  await door.waitForURL(/sessions/);
  await picture(door, "member-list");
  await door.click("main .cards a >> nth=0");
  await door.locator('[name="level.1.1"][value="2"]').check();
  await stored(door);
  await top(door, ".criterion");
  await picture(door, "member-sheet");
  await visitor.setOffline(true);
  await door.locator('[name="level.1.2"][value="2"]').check();
  await door.waitForFunction(() => document.getElementById("trouble").textContent !== "");
  await picture(door, "member-offline");
  await visitor.setOffline(false);
  await stored(door);

  // the secretary, at a desk
  const { page } = await signIn(hall, desk, "thuky");
  const session = door.url().match(/sessions\/\w+/)[0];
  for (const [name, path] of [["board", "board"], ["rules", "rules"], ["workbooks", "workbooks"]]) {
    await page.goto(`${hall.base}/${session}/${path}`);
    await picture(page, `secretary-${name}`);
  }
  await page.goto(`${hall.base}/${session}/board`);
  await page.click("td:has(button) >> nth=3 >> button");
  await page.waitForSelector(".qr svg");
  await picture(page, "secretary-invitation");

  // the chair closes the round
  const chair = door;
  await chair.goto(`${hall.base}/${session}/board`);
  await chair.check("[name=meant]");
  await top(chair, ".warning");
  await picture(chair, "chair-close");
  await chair.click("button.grave");
  await chair.waitForURL(/result/);
  await page.goto(`${hall.base}/${session}/result`);
  await picture(page, "secretary-result");
  await top(page, ".charts");
  await picture(page, "secretary-charts");

  const admin = await signIn(hall, desk, "quantri");
  await picture(admin.page, "administrator-accounts");
  await begun(hall, admin.page, "quantri");
  await picture(admin.page, "administrator-second-factor");

  const own = await hall.browser.newContext({ ...hand, locale: "vi-VN" });
  const form = await own.newPage();
  await form.goto(`${hall.base}/self-assessment/qd-26-2026/1`);
  for (const group of await form.locator("fieldset.criterion").all()) {
    await group.locator("input[type=radio]").nth(1).check();
  }
  await form.click("[name=then][value=result]");
  await form.waitForSelector(".total");
  await picture(form, "producer-result");
} finally {
  await hall.close();
}
