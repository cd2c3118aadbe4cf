// Accounts: made by a superior, handed over, used, changed, disabled.

import assert from "node:assert/strict";
import { at, choose, fact, press, refusedAt, row, sees, seesNot, sheet, told, type, warned } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as names from "../harness/names.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";
import { enter, home, knock, replacePassword } from "../harness/sign-in.js";

const county = () => people.administrator("county");

journey("an account is made, handed over and used with its temporary password", { as: county }, async ({ page, another }) => {
  const township = await people.orgNamed(identity("township").org);
  const taken = identity("city").login;
  const person = { door: "org", login: names.login(), name: names.personName(), phone: names.mobile() };
  await page.goto("/");
  await press(page, "系统用户");
  await at(page, "系统用户");
  await press(page, "新建");
  await at(page, "新建系统用户");
  await page.getByRole("button", { name: /^所属党组织 / }).click();
  const tree = sheet(page, "所属党组织");
  await tree.getByRole("searchbox").fill(township.name);
  await tree.getByText("找到 1 个").waitFor();
  await tree.getByRole("listitem").getByRole("button", { name: township.name }).click();
  await tree.getByRole("button", { name: "选择", exact: true }).click();
  await tree.waitFor({ state: "hidden" });
  await type(page, "登录名", taken);
  await type(page, "管理员姓名", person.name);
  await choose(page, "角色", "乡镇管理员");
  await type(page, "手机号码", person.phone);
  await press(page, "新建系统用户");
  await sees(page, "该登录名已被使用");
  await type(page, "登录名", person.login);
  await press(page, "新建系统用户");
  const secret = sheet(page, "临时密码");
  person.password = (await secret.locator("p").first().innerText()).trim();
  assert.ok(person.password.length >= 8, person.password);
  await secret.getByRole("button", { name: "我已转交，关闭" }).click();
  await at(page, "用户详情");
  assert.equal(await fact(page, "登录名"), person.login);
  assert.ok(!(await page.locator("body").innerText()).includes(person.password), "the password is shown once");
  assert.ok(!(await fact(page, "手机号码")).replaceAll(" ", "").includes(person.phone), "the mobile is masked");

  const theirs = await another("desk");
  await theirs.page.goto("/");
  await enter(theirs.page, person);
  await replacePassword(theirs.page);
  await home(theirs.page);
  await sees(theirs.page, township.name);
});

journey("an account is changed, reset and disabled by its superior", { as: county, kind: "desk" }, async ({ page, another }) => {
  const township = await people.orgNamed(identity("township").org);
  const person = await people.settled(await people.newAccount(township.org, "township"));
  const theirs = await another("phone", person);
  await theirs.page.goto("/");
  await home(theirs.page);

  await page.goto(`/accounts/${person.id}`);
  await press(page, "编辑");
  await at(page, "编辑系统用户");
  await type(page, "新的手机号码", "170");
  await press(page, "保存");
  await refusedAt(page, "新的手机号码", "手机号码应为 11 位");
  const mobile = names.mobile();
  await type(page, "新的手机号码", mobile);
  await type(page, "职务", "组织委员兼秘书");
  await press(page, "保存");
  await told(page, "已保存");
  assert.equal(await fact(page, "职务"), "组织委员兼秘书");
  assert.ok((await fact(page, "手机号码")).endsWith(mobile.slice(-4)));

  await press(page, "重置密码");
  await page.getByRole("dialog").getByRole("button", { name: "重置", exact: true }).click();
  const secret = sheet(page, "临时密码");
  const temporary = (await secret.locator("p").first().innerText()).trim();
  await secret.getByRole("button", { name: "我已转交，关闭" }).click();
  assert.notEqual(temporary, person.password);

  // The session that ran ends with the reset.
  await press(theirs.page, "党组织");
  await sees(theirs.page, "登录已失效");
  await knock(theirs.page, person);
  await sees(theirs.page, "账号或密码不正确");

  await press(page, "编辑");
  await page.getByRole("switch", { name: /^停用此用户/ }).click();
  await press(page, "保存");
  await told(page, "已保存");
  assert.equal(await fact(page, "状态"), "已停用");
  await knock(theirs.page, { ...person, password: temporary });
  await sees(theirs.page, "账号或密码不正确");
});

journey("administrators see accounts below them, and cannot change their own", { as: county }, async ({ page, person }) => {
  await page.goto("/accounts");
  await row(page, identity("township").name).first().waitFor();
  await seesNot(page, identity("sibling").name);
  await page.goto(`/accounts/${person.id}`);
  await sees(page, "只有上级党组织可以修改此用户");
  await page.goto(`/accounts/${person.id}/edit`);
  await type(page, "职务", "部长");
  await press(page, "保存");
  await warned(page, "没有");
});

journey("an operator has no accounts to look after", { as: () => people.administrator("operator") }, async ({ page }) => {
  await page.goto("/");
  await home(page);
  await seesNot(page, "系统用户");
  await page.goto("/accounts");
  await sees(page, "您没有打开这个页面的权限");
});
