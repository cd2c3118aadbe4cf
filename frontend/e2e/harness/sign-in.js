// Signing in on the screen, as a person does.

import { press, sees, type } from "./acts.js";
import { codeFor, messagesTo } from "./inbox.js";
import { CHOSEN } from "./people.js";

const TABS = { org: "党组织登录", member: "党员登录" };
const NAMES = { org: "登录名", member: "身份证号码" };

/** Opens the door that is somebody's. */
export async function openDoor(page, door) {
  await page.getByRole("tab", { name: TABS[door], exact: true }).click();
}

/** Fills the door's form and sends it. */
export async function knock(page, { door, login, password }) {
  await openDoor(page, door);
  await type(page, NAMES[door], login);
  await type(page, "密码", password);
  const consent = page.getByRole("checkbox", { name: /我已阅读并同意/ });
  // Agreed to once for a device, and then not asked again.
  if ((await consent.count()) > 0) await consent.check();
  await press(page, "登录");
}

/** Name, password and the code, on a new device. */
export async function enter(page, person) {
  const before = await messagesTo(person.phone);
  await knock(page, person);
  await sees(page, "输入验证码");
  // The last digit sends it.
  await type(page, "短信验证码", await codeFor(person.phone, before));
}

/** Chooses a password in place of the initial one. */
export async function replacePassword(page, password = CHOSEN) {
  await sees(page, "设置新密码");
  await type(page, "新密码", password);
  await type(page, "再次输入新密码", password);
  await press(page, "完成并登录");
}

/** All of it, for somebody who has never signed in. */
export async function signInFirst(page, person) {
  await page.goto("/");
  await enter(page, person);
  await replacePassword(page);
  await home(page);
}

/** The home screen is open. */
export async function home(page) {
  await page.getByRole("navigation", { name: "功能" }).waitFor();
}

