// Devices and sessions: seen, signed out here, elsewhere and everywhere, and the way back afterwards.

import assert from "node:assert/strict";
import { at, press, refusedAt, sees, seesNot, told, type } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as people from "../harness/people.js";
import { enter, home, knock } from "../harness/sign-in.js";

journey("a device is signed out from another one; it says so, and goes on where it was", { as: people.member }, async ({ page, person, another }) => {
  const second = await another("desk", await people.onSecondDevice(person));
  await second.page.goto("/my/record");
  await at(second.page, "我的信息");

  await page.goto("/settings/devices");
  await at(page, "我的设备");
  const devices = page.getByRole("list", { name: "我的设备" }).getByRole("listitem");
  await devices.filter({ hasText: "本机" }).waitFor();
  assert.equal(await devices.count(), 2);
  await devices.filter({ hasNotText: "本机" }).getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await told(page, "该设备已退出登录");
  await devices.filter({ hasNotText: "本机" }).waitFor({ state: "detached" });

  await press(second.page, "信息有误，申请更正");
  await sees(second.page, "登录已失效");
  await sees(second.page, "之后回到刚才的页面");
  await enter(second.page, await people.withFreshMobile(person));
  await at(second.page, "申请更正信息");

  // One's own device is signed out by choice, which needs no explanation.
  await devices.filter({ hasText: "本机" }).getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("tab", { name: "党员登录" }).waitFor();
  await seesNot(page, "登录已失效");
});

journey("signing out everywhere ends every session and forgets every device", { as: people.member }, async ({ page, person, another }) => {
  const second = await another("desk", await people.onSecondDevice(person));
  await second.page.goto("/my/branch");
  await at(second.page, "我的支部");
  await page.goto("/settings");
  await press(page, "在所有设备上退出");
  await page.getByRole("dialog").getByRole("button", { name: "全部退出" }).click();
  await page.getByRole("tab", { name: "党员登录" }).waitFor();
  await second.page.reload();
  await second.page.getByRole("tab", { name: "党员登录" }).waitFor();
  await enter(page, await people.withFreshMobile(person));
  await home(page);
});

journey("a password is changed after slips, and the new one counts", { as: people.member, kind: "wechat" }, async ({ page, person }) => {
  await page.goto("/settings/password");
  await at(page, "修改密码");
  await type(page, "原密码", "wrong-Password1");
  await type(page, "新密码", "Xinmima2026");
  await type(page, "再次输入新密码", "Xinmima2027");
  await press(page, "修改密码");
  await refusedAt(page, "再次输入新密码", "两次输入的密码不一致");
  await type(page, "再次输入新密码", "Xinmima2026");
  await press(page, "修改密码");
  await refusedAt(page, "原密码", "原密码不正确，请重新输入");
  await type(page, "原密码", person.password);
  await press(page, "修改密码");
  await told(page, "密码已修改，其他设备需要重新登录");
  await press(page, "退出登录");
  await page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("tab", { name: "党员登录" }).waitFor();
  await knock(page, person);
  await sees(page, "账号或密码不正确");
  await type(page, "密码", "Xinmima2026");
  await press(page, "登录");
  await home(page);
});

journey("a session is not there without a line, and comes back with it", { as: people.member }, async ({ page, watch }) => {
  watch.expectLostCalls();
  await page.route("**/api/auth/refresh", (route) => route.abort("internetdisconnected"));
  await page.goto("/my/record");
  await sees(page, "没有连接到网络");
  await page.unroute("**/api/auth/refresh");
  await press(page, "重试");
  await at(page, "我的信息");
  await sees(page, "身份信息");
});
