// The roll at work: searching, filtering, editing at the same time, exporting, a line that breaks.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { at, button, choose, fact, lookFor, press, refusedAt, row, sees, sheet, textbox, told, type, warned } from "../harness/acts.js";
import { pullDown } from "../harness/gestures.js";
import { journey } from "../harness/journey.js";
import * as names from "../harness/names.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";
import { enter, home, knock } from "../harness/sign-in.js";

const township = () => people.administrator("township");
const search = (page) => page.getByRole("searchbox", { name: "搜索姓名、拼音或完整号码" });

journey("a member is found by name, by ID number and by mobile, which stay out of the address", { as: township }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  await page.goto("/members");
  for (const words of [member.name, member.login, member.phone]) {
    await search(page).fill("");
    await row(page, /岁/).first().waitFor();
    await lookFor(page, words, "找到 1 名");
    await row(page, member.name).first().waitFor();
  }
  assert.ok(!page.url().includes(member.phone), page.url());
  await search(page).fill(member.login.slice(0, 10));
  await sees(page, "请输入完整号码");
});

journey("the roll is filtered, and the filter survives the way there and back", { as: township }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  await page.goto("/members");
  await lookFor(page, member.name, "找到 1 名");
  await press(page, `只看${branch.name}的党员`);
  await search(page).fill("");
  await sees(page, "党员 1 名");
  await press(page, "全部类别");
  await sheet(page, "党员类别").getByRole("button", { name: "预备党员" }).click();
  await sees(page, "没有符合条件的党员");
  await press(page, "清除筛选");
  await row(page, member.name).first().click();
  await at(page, "党员信息");
  await page.goBack();
  await sees(page, "党员 1 名");
  await pullDown(page);
  await sees(page, "党员 1 名");
});

journey("two people edit one record: the second is told, looks, and saves", { as: township, kind: "desk" }, async ({ page, device, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  const second = await device.newPage();
  for (const tab of [page, second]) {
    await tab.goto(`/members/${member.id}/edit`);
    await textbox(tab, "工作单位").waitFor();
  }
  await type(second, "工作单位", "先到的单位");
  await press(second, "保存");
  await at(second, "党员信息");
  await type(page, "工作单位", "后到的单位");
  await press(page, "保存");
  await warned(page, "内容已被他人更新，您的修改没有保存");
  await press(page, "查看最新内容");
  await page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "先到的单位"));
  await type(page, "工作单位", "商量好的单位");
  await press(page, "保存");
  await told(page, "已保存");
  assert.equal(await fact(page, "工作单位"), "商量好的单位");
});

journey("a new member's form survives a reload in the middle, and nothing is sent twice", { as: township }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  const [name, number] = [names.personName(), names.idNumber()];
  await page.goto(`/members/new?branch=${branch.org}`);
  await type(page, "身份证号码", number);
  await type(page, "姓名", name);
  await choose(page, "党员类别", "预备党员");
  await page.reload();
  await sees(page, "已恢复您上次没有提交的内容");
  assert.equal(await textbox(page, "姓名").inputValue(), name);
  await textbox(page, "入党日期").fill("2026-03-01");
  await choose(page, "党费类别", "农民");
  await choose(page, "文化程度", "初中");
  await choose(page, "职业类别", "农牧渔民");
  await button(page, "新增党员").dblclick();
  await at(page, "党员信息");
  const { caller } = await people.city();
  const roll = await caller.call("GET", "/members", { org: branch.org });
  assert.deepEqual(roll.rows.map((member) => member.name), [name]);
});

journey("the line breaks while saving: said, nothing lost, and a second try works", { as: township }, async ({ page, device, watch, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  await page.goto(`/members/${member.id}/edit`);
  await type(page, "工作单位", "断线前的单位");
  watch.expectLostCalls();
  await device.setOffline(true);
  await press(page, "保存");
  await warned(page, "没有连接到网络");
  assert.equal(await textbox(page, "工作单位").inputValue(), "断线前的单位");
  await device.setOffline(false);
  await press(page, "保存");
  await told(page, "已保存");
  assert.equal(await fact(page, "工作单位"), "断线前的单位");
});

journey("a screen that could not load says why and loads on retry", { as: township }, async ({ page, device, watch }) => {
  await page.goto("/");
  await home(page);
  watch.expectLostCalls();
  await device.setOffline(true);
  await press(page, "党员");
  await warned(page, "没有连接到网络");
  await device.setOffline(false);
  await press(page, "重试");
  await row(page, /岁/).first().waitFor();
});

journey("the roll is exported as a file that opens as Chinese text", { as: township, kind: "desk", more: { acceptDownloads: true } }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  await page.goto(`/members?org=${branch.org}`);
  await sees(page, "党员 1 名");
  await press(page, "导出");
  const wizard = sheet(page, "导出党员名册");
  await wizard.getByRole("button", { name: "开始导出" }).click();
  await wizard.getByText("已准备好 1 名党员的名册").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), wizard.getByRole("button", { name: "保存文件" }).click()]);
  assert.match(file.suggestedFilename(), /^党员名册-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = readFileSync(await file.path(), "utf8");
  assert.ok(text.startsWith("\uFEFF"), "begins with a byte order mark");
  const lines = text.slice(1).split("\r\n").filter((line) => line);
  assert.equal(lines.length, 2, text);
  assert.ok(lines[0].includes("姓名") && lines[1].includes(member.name), text);
  assert.ok(!text.includes(member.login) && !text.includes(member.phone), "numbers are masked");
});

journey("a member's password is reset by the branch, and the initial one works again", { as: () => people.administrator("operator") }, async ({ page, another }) => {
  const member = await people.member();
  const theirs = await another("phone", member);
  await theirs.page.goto("/");
  await sees(theirs.page, `${member.name}同志`);
  await page.goto(`/members/${member.id}`);
  await press(page, "重置登录密码");
  await page.getByRole("dialog").getByRole("button", { name: "重置", exact: true }).click();
  await told(page, "密码已重置为初始密码，请告知本人");
  await press(theirs.page, "我的信息");
  await sees(theirs.page, "登录已失效");
  await knock(theirs.page, member);
  await sees(theirs.page, "账号或密码不正确");
  await enter(theirs.page, { ...(await people.withFreshMobile(member)), password: identity("member").password });
  await sees(theirs.page, "设置新密码");
});

journey("an edit with a wrong value is refused at its field and says what is wrong", { as: township }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org);
  await page.goto(`/members/${member.id}/edit`);
  await textbox(page, "转正日期").fill("2001-01-01");
  await press(page, "保存");
  await refusedAt(page, "转正日期", "转正日期不能早于入党日期");
  await textbox(page, "转正日期").fill("2013-06-28");
  await type(page, "姓名", "");
  await press(page, "保存");
  await refusedAt(page, "姓名", "请填写此项");
});
