// Organisations: looking, creating, editing, moving, dissolving, and what is refused.

import assert from "node:assert/strict";
import { at, button, choose, fact, lookFor, press, refusedAt, row, sees, sheet, textbox, told, type, warned } from "../harness/acts.js";
import { swipeLeft } from "../harness/gestures.js";
import { journey } from "../harness/journey.js";
import * as names from "../harness/names.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";
import { home } from "../harness/sign-in.js";

const county = () => people.administrator("county");
const township = () => people.administrator("township");

journey("an organisation is created after a slip, edited and dissolved", { as: township }, async ({ page, person }) => {
  const name = names.branchName();
  await page.goto("/");
  await press(page, "党组织");
  await at(page, "党组织管理");
  await press(page, "新建");
  await at(page, "新建党组织");
  await press(page, "新建党组织");
  await refusedAt(page, "名称", "请填写此项");
  await type(page, "名称", name);
  await choose(page, "类别", "党支部");
  await type(page, "书记", names.personName());
  await type(page, "书记手机", "12345678901");
  await press(page, "新建党组织");
  await refusedAt(page, "书记手机", "手机号码应为 11 位，以 13 至 19 开头");
  const mobile = names.mobile();
  await type(page, "书记手机", mobile);
  await press(page, "新建党组织");
  await told(page, "党组织已新建");
  await at(page, "党组织详情");
  await page.locator("h2", { hasText: name }).waitFor();
  const call = page.getByRole("link", { name: "拨打书记手机" });
  assert.equal(await call.getAttribute("href"), `tel:${mobile}`);

  await press(page, "编辑");
  await at(page, "编辑党组织");
  assert.equal(await textbox(page, "名称").inputValue(), name);
  await type(page, "地址", "文化路 1 号");
  await press(page, "保存");
  await told(page, "已保存");
  await at(page, "党组织详情");
  assert.equal(await fact(page, "地址"), "文化路 1 号");

  await press(page, "撤销党组织");
  await sheet(page, `撤销“${name}”？`).getByRole("button", { name: "撤销", exact: true }).click();
  await told(page, "党组织已撤销");
  await at(page, "党组织管理");
  await lookFor(page, name, "没有找到这样的党组织");
  assert.ok(person.who.org);
});

journey("what holds members is not dissolved, and says what it holds", { as: township }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  await people.newMember(branch.org);
  await page.goto(`/orgs/${branch.org}`);
  await press(page, "撤销党组织");
  const question = sheet(page, `撤销“${branch.name}”？`);
  await question.getByRole("button", { name: "撤销", exact: true }).click();
  await question.getByRole("alert").filter({ hasText: "1 名党员" }).waitFor();
  await question.getByRole("button", { name: "取消" }).click();
  await question.waitFor({ state: "hidden" });
  await page.locator("h2", { hasText: branch.name }).waitFor();
});

journey("an organisation moves with what is below it; the old superior no longer finds it", { as: county, kind: "desk" }, async ({ page, person, another }) => {
  const from = await people.newOrg(person.org, "committee");
  const to = await people.newOrg(person.org, "committee");
  const branch = await people.newOrg(from.org);
  const member = await people.newMember(branch.org);
  const before = await people.settled(await people.newAccount(from.org, "township"));

  await page.goto(`/orgs/${branch.org}/move`);
  await at(page, "调整隶属关系");
  await sees(page, branch.name);
  await lookFor(page, to.name, "找到 1 个");
  await row(page, to.name).or(page.getByRole("listitem").getByRole("button", { name: to.name })).first().click();
  await press(page, "移到这里");
  const question = sheet(page, `移到“${to.name}”之下？`);
  await question.getByText("1 名党员").waitFor();
  await question.getByRole("button", { name: "确定调整" }).click();
  await told(page, "隶属关系已调整");
  await at(page, "党组织详情");
  await page.getByRole("navigation", { name: "上级党组织" }).getByText(to.name).waitFor();

  const old = await another("phone", before);
  await old.page.goto(`/members/${member.id}`);
  await sees(old.page, "没有找到相应的内容");
  await old.page.goto(`/orgs/${branch.org}`);
  await sees(old.page, "没有找到相应的内容");
});

journey("a row swiped to the left shows its actions; the same are behind its key", { as: county }, async ({ page, person }) => {
  const branch = await people.newOrg(person.org);
  await page.goto("/orgs");
  await lookFor(page, branch.name, "找到 1 个");
  const line = row(page, branch.name).first();
  await swipeLeft(page, line);
  await page.getByText("详情", { exact: true }).filter({ visible: true }).first().click();
  await at(page, "党组织详情");
  await page.goBack();
  await press(page, `${branch.name}的更多操作`);
  await sheet(page, branch.name).getByRole("button", { name: "编辑" }).click();
  await at(page, "编辑党组织");
  assert.equal(await textbox(page, "名称").inputValue(), branch.name);
});

journey("down the tree and back up by the breadcrumb and the back key", { as: county }, async ({ page }) => {
  await page.goto("/");
  await press(page, "党组织");
  await row(page, identity("township").org).first().click();
  const up = page.getByRole("navigation", { name: "上级党组织" });
  await up.getByText(identity("township").org).waitFor();
  await up.getByRole("link", { name: identity("county").org }).click();
  await row(page, identity("township").org).first().waitFor();
  await page.goBack();
  await up.locator("[aria-current=page]", { hasText: identity("township").org }).waitFor();
  await page.goBack();
  await page.goBack();
  await home(page);
});

journey("two people edit one organisation: the second is told and loses nothing unseen", { as: township }, async ({ page, device, person }) => {
  const branch = await people.newOrg(person.org);
  const second = await device.newPage();
  await page.goto(`/orgs/${branch.org}/edit`);
  await textbox(page, "地址").waitFor();
  await second.goto(`/orgs/${branch.org}/edit`);
  await type(second, "地址", "先到的地址");
  await press(second, "保存");
  await at(second, "党组织详情");
  await type(page, "地址", "后到的地址");
  await press(page, "保存");
  await warned(page, "内容已被他人更新，您的修改没有保存");
  assert.equal(await textbox(page, "地址").inputValue(), "后到的地址");
  await press(page, "查看最新内容");
  await page.waitForFunction((box) => !box.isConnected || box.value === "先到的地址", await textbox(page, "地址").elementHandle());
  assert.equal(await textbox(page, "地址").inputValue(), "先到的地址");
  await type(page, "地址", "商量好的地址");
  await press(page, "保存");
  await at(page, "党组织详情");
  assert.equal(await fact(page, "地址"), "商量好的地址");
});

journey("a form that was closed offers its draft, also after the back key", { as: township }, async ({ page, person }) => {
  await page.goto(`/orgs/${person.org}/new`);
  await type(page, "名称", "写到一半的党支部");
  await page.reload();
  await sees(page, "已恢复您上次没有提交的内容");
  assert.equal(await textbox(page, "名称").inputValue(), "写到一半的党支部");
  await press(page, "返回");
  await at(page, "党组织管理");
  await press(page, "新建");
  await sees(page, "已恢复您上次没有提交的内容");
  await press(page, "重新填写");
  assert.equal(await textbox(page, "名称").inputValue(), "");
  await button(page, "重新填写").waitFor({ state: "detached" });
});

const drafts = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft-new-org-")));

journey("a draft survives the closed page, but neither a week nor signing out", { as: township }, async ({ page, device, person }) => {
  await page.goto(`/orgs/${person.org}/new`);
  await type(page, "名称", "关了页面的党支部");
  await page.close();

  const next = await device.newPage();
  await next.goto(`/orgs/${person.org}/new`);
  await sees(next, "已恢复您上次没有提交的内容");
  assert.equal(await textbox(next, "名称").inputValue(), "关了页面的党支部");

  await next.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("draft-new-org-"));
    const [since, ...draft] = localStorage.getItem(key).split(" ");
    localStorage.setItem(key, [Number(since) - 8 * 24 * 60 * 60, ...draft].join(" "));
  });
  await next.reload();
  await textbox(next, "名称").waitFor();
  assert.equal(await textbox(next, "名称").inputValue(), "");
  assert.deepEqual(await drafts(next), []);

  await type(next, "名称", "写到一半的党支部");
  assert.equal((await drafts(next)).length, 1);
  await next.goto("/settings");
  await press(next, "退出登录");
  await next.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await next.getByRole("tab", { name: "党组织登录" }).waitFor();
  assert.deepEqual(await drafts(next), []);
});
