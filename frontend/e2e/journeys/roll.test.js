// The main path of the product: a county administrator finds a branch, adds a member, sees the counts move;
// the member signs in and calls the secretary; a sibling county sees nothing of it.

import assert from "node:assert/strict";
import { at, choose, fact, press, refusedAt, row, sees, told, type, textbox, button } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as names from "../harness/names.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";
import { home, signInFirst } from "../harness/sign-in.js";

const county = () => people.administrator("county");

/** A village branch of its own below the demo's township: nobody else changes its counts. */
async function village() {
  const township = await people.orgNamed(identity("township").org);
  return { township, branch: await people.newOrg(township.org, "branch", { village: true }) };
}

/** A row far down a list: scrolls until it is there. */
async function found(page, words) {
  const [wanted, more] = [row(page, words).first(), button(page, "加载更多")];
  for (;;) {
    await wanted.or(more).first().waitFor();
    if ((await wanted.count()) > 0) return wanted;
    await more.scrollIntoViewIfNeeded();
    await more.click();
  }
}

/** Fills the form of a new member but for the ID number. */
async function fillMember(page, { name, phone }) {
  await type(page, "姓名", name);
  await type(page, "手机号码", phone);
  await choose(page, "党员类别", "正式党员");
  await textbox(page, "入党日期").fill("2012-06-28");
  await textbox(page, "转正日期").fill("2013-06-28");
  await choose(page, "党费类别", "农民");
  await choose(page, "文化程度", "高中或中专");
  await choose(page, "职业类别", "农牧渔民");
  await type(page, "家庭住址", "陇集镇古城社区 12 号");
}

/** Refreshes the list, as people do who wait for a number, until the row says so. */
async function watchRow(page, name, words) {
  const right = row(page, name).filter({ hasText: words }).first();
  for (const ends = Date.now() + 30_000; Date.now() < ends; ) {
    await press(page, "刷新");
    // The answer comes before it is drawn: a refresh is given the time to show.
    const shown = await right.waitFor({ timeout: 2_000 }).then(() => true, () => false);
    if (shown) return;
  }
  assert.fail(`${name} does not say ${words}`);
}

journey("a member joins a village branch: found in three taps, a slip corrected, the counts move", { as: county }, async ({ page, another }) => {
  const { township, branch } = await village();
  const person = { door: "member", login: names.idNumber(), name: names.personName(), phone: names.mobile() };
  person.password = identity("member").password;

  await page.goto("/");
  await home(page);
  await press(page, "党组织");
  await (await found(page, township.name)).click();
  await (await found(page, branch.name)).click();
  await at(page, "党组织详情");
  await page.locator("h2", { hasText: branch.name }).waitFor();
  await page.getByRole("link", { name: /^0\s*党员（名）$/ }).waitFor();

  await page.getByRole("link", { name: /党员（名）/ }).click();
  await at(page, "党员管理");
  await sees(page, "名册上还没有党员");
  await press(page, "新增");
  await at(page, "新增党员");
  await sees(page, branch.name);
  await fillMember(page, person);
  await type(page, "身份证号码", names.wrongIdNumber(person.login));
  const calls = [];
  page.on("request", (request) => request.method() === "POST" && calls.push(request.url()));
  await press(page, "新增党员");
  await refusedAt(page, "身份证号码", "身份证号码有误，可能输错了一位，请逐位核对");
  assert.deepEqual(calls, [], "nothing was sent");
  const { caller } = await people.city();
  const roll = await caller.call("GET", "/members", { org: branch.org });
  assert.deepEqual(roll.rows, [], "nothing is stored");
  assert.equal(await textbox(page, "姓名").inputValue(), person.name, "nothing typed is lost");

  await type(page, "身份证号码", person.login);
  await press(page, "新增党员");
  await at(page, "党员信息");
  await told(page, "党员已编入支部");
  await sees(page, person.name);
  assert.ok(!(await page.getByRole("main").innerText()).replaceAll(" ", "").includes(person.login), "the number is masked");

  await page.goto(`/orgs/${township.org}/below`);
  await watchRow(page, branch.name, "党员 1 名");

  const phone = await another("phone");
  await signInFirst(phone.page, person);
  await sees(phone.page, `${person.name}同志`);
  await press(phone.page, "我的支部");
  await at(phone.page, "我的支部");
  await sees(phone.page, branch.name);
  const call = phone.page.getByRole("link", { name: "联系支部书记" });
  assert.equal(await call.getAttribute("href"), `tel:${branch.secretary_mobile}`);
  await press(phone.page, "返回");
  await press(phone.page, "我的信息");
  await at(phone.page, "我的信息");
  await phone.page.locator("h2", { hasText: person.name }).waitFor();
  assert.equal(await fact(phone.page, "民族"), "汉族");
});

journey("somebody who is on a roll already is told where, and not added twice", { as: county, kind: "desk" }, async ({ page }) => {
  const { branch } = await village();
  const there = await people.newMember(await people.orgOf("operator"));
  await page.goto(`/members/new?branch=${branch.org}`);
  await sees(page, branch.name);
  await fillMember(page, { name: there.name, phone: there.phone });
  await type(page, "身份证号码", there.login);
  await press(page, "新增党员");
  await sees(page, "该身份证号码已在党员名册中");
  await sees(page, identity("operator").org);
});

journey("the sibling county finds nothing of a member, by list, number or link", { as: () => people.administrator("sibling") }, async ({ page }) => {
  const { branch } = await village();
  const person = await people.newMember(branch.org);
  await page.goto("/members");
  await at(page, "党员管理");
  await page.getByRole("searchbox", { name: "搜索姓名、拼音或完整号码" }).fill(person.name);
  await sees(page, "没有符合条件的党员");
  await page.getByRole("searchbox", { name: "搜索姓名、拼音或完整号码" }).fill(person.login);
  await sees(page, "没有找到这个号码的党员");
  for (const address of [
    `/members/${person.id}`,
    `/members/${person.id}/edit`,
    `/members/${person.id}/viewings`,
    `/orgs/${branch.org}`,
    `/orgs/${branch.org}/below`,
    `/orgs/${branch.org}/edit`,
    `/members?org=${branch.org}`,
  ]) {
    await page.goto(address);
    await sees(page, "没有找到相应的内容");
    const words = await page.locator("body").innerText();
    for (const secret of [person.name, branch.name]) assert.ok(!words.includes(secret), `${address} tells ${secret}`);
  }
});

journey("a page for somebody else says so and leads home", { as: people.member }, async ({ page }) => {
  await page.goto("/members");
  await sees(page, "您没有打开这个页面的权限");
  await press(page, "返回首页");
  await home(page);
});

journey("an address that is none says so and leads home", { as: people.member }, async ({ page }) => {
  await page.goto("/nowhere/at/all");
  await sees(page, "没有找到页面");
  await press(page, "返回首页");
  await home(page);
});
