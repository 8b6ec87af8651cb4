// An account's second factor, with an authenticator app of our own; and the server by TLS.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { look, open } from "./hall.mjs";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// What an authenticator app shows of a key (RFC 6238).
function shown(key, at) {
  const bits = [...key.replaceAll("-", "")].map((l) => letters.indexOf(l).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const code = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, "0");
}

// By day on a telephone, by night on a laptop.
async function looks(hall, page, name) {
  for (const [width, scheme] of [[360, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await look(hall, page, `${name}-${width}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

export async function begun(hall, page, login) {
  await page.goto(`${hall.base}/account`);
  await page.fill("form[action$=second-factor] [name=present]", hall.passwords[login]);
  await page.click("form[action$=second-factor] button");
  await page.waitForSelector(".secret");
  return page.textContent(".secret");
}

// Turned on, and signed in by it.
export async function secondFactor(hall, page, login) {
  const key = await begun(hall, page, login);
  await looks(hall, page, "second-factor");
  await page.fill("[name=code]", shown(key, Date.now()));
  await page.click("main form button");
  await page.waitForSelector(".secrets li");
  await looks(hall, page, "recovery-codes");
  const recovery = await page.textContent(".secrets li");
  await page.goto(`${hall.base}/account`);
  await looks(hall, page, "account-second-factor-on");
  await signInAgain(hall, page, login);
  await looks(hall, page, "sign-in-code");
  // that of the half minute before is used up; the app of somebody whose clock is fast shows the next
  await page.fill("[name=code]", shown(key, Date.now() + 30000));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await signInAgain(hall, page, login);
  await page.click("summary");
  await page.fill("[name=recovery]", recovery);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

async function signInAgain(hall, page, login) {
  await page.click("header button");
  await page.goto(`${hall.base}/sign-in`);
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", hall.passwords[login]);
  await page.click("main button");
  await page.waitForURL(/sign-in\/code/);
}

// By a certificate that the program made: a browser warns; whoever goes on is led from http to https.
export async function byTls(args) {
  const hall = await open(...args, ["--tls"]);
  try {
    assert.match(hall.base, /^https:/);
    const careful = await (await hall.browser.newContext()).newPage();
    await assert.rejects(careful.goto(hall.base), /ERR_CERT_AUTHORITY_INVALID/);
    const context = await hall.browser.newContext({ ignoreHTTPSErrors: true, locale: "vi-VN" });
    const page = await context.newPage();
    await page.goto(`${hall.base.replace("https:", "http:")}/join?code=${hall.codes[1]}`);
    assert.equal(new URL(page.url()).protocol, "https:");
    await page.click("main button");
    await page.waitForURL(/sessions/);
    const cookie = (await context.cookies()).find((c) => c.name === "ocop");
    assert.ok(cookie.secure && cookie.httpOnly && cookie.sameSite === "Lax");
  } finally {
    await hall.close();
  }
}
