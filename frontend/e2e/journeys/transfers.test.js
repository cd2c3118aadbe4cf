// A member moves within the city, from submitting to the branch that has them then, by the real chain of accounts;
// and what can go wrong on the way.

import assert from "node:assert/strict";
import { at, fact, pick, press, refusedAt, row, sees, seesNot, sheet, textbox, told, type, warned } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import { branchName, officeName } from "../harness/names.js";
import * as people from "../harness/people.js";
import { home } from "../harness/sign-in.js";
import { act, departments, idOn, openFromHome, phones, standing, unit, walk } from "../harness/transfers.js";

/** What tells a branch of a journey from all others. */
const short = (name) => name.replace("党支部", "");

/** Fills and sends the form of a transfer to a branch, from a member's record on. */
async function begin(page, member, kind, to, typed = short(to)) {
  await page.goto(`/members/${member.id}`);
  await press(page, "办理组织关系转接");
  await at(page, "发起转接");
  await row(page, kind).click();
  await at(page, kind);
  await sees(page, member.name);
  await pick(page, "转入支部", typed, to);
  await sees(page, "将依次经过");
}

const roll = async (org) => {
  const { caller } = await people.city();
  return (await caller.call("GET", "/members", { org })).rows.map((one) => one.name);
};

// Many people, one after the other.
const LONG = { timeout: 360_000 };

journey("in-city: 沭阳 to 泗阳, returned once, every step seen by the member, and the roll, the letter and its receipt are right", LONG, async ({ another }) => {
  const phone = phones(another);
  const office = officeName();
  const from = await unit(await people.orgOf("county"), branchName());
  const to = await unit(await people.orgOf("sibling"), office);
  const desks = new Map([...from.desks, ...to.desks, ...(await departments())]);
  const [sending, receiving] = [from.branches[0], to.branches[0]];
  const member = await people.settled(await people.newMember(sending.org));

  const mine = await phone(member);
  await mine.goto("/my/transfers");
  await sees(mine, "没有组织关系转接");

  const theirs = await phone(desks.get(sending.org));
  // 国土局 finds 国土资源局; the number tells it from those of other journeys.
  await begin(theirs, member, "市内转接", office, short(office).replace("资源", ""));
  await type(theirs, "欠缴党费月数", "2");
  await theirs.reload();
  await sees(theirs, "已恢复您上次没有提交的内容");
  assert.equal(await textbox(theirs, "欠缴党费月数").inputValue(), "2");
  await sees(theirs, office);
  await type(theirs, "附言", "因工作调动");
  await press(theirs, "提交申请");
  await told(theirs, "申请已提交");
  await at(theirs, "转接详情");
  await sees(theirs, "该党员欠缴党费 2 个月");
  const transfer = idOn(theirs);

  await mine.goto("/");
  await sees(mine, `轮到${from.committee.name}审批`);
  await mine.getByRole("navigation", { name: "功能" }).getByRole("link", { name: /组织关系/ }).click();
  await sees(mine, `${sending.name}提交申请`);

  const committee = await phone(desks.get(from.committee.org));
  await openFromHome(committee, member.name);
  await press(committee, "退回");
  const refusal = sheet(committee, "退回这件转接？");
  await refusal.getByRole("button", { name: "退回", exact: true }).click();
  await refusedAt(committee, "退回原因", "请填写此项");
  await type(committee, "退回原因", "请补缴党费后再提交");
  await refusal.getByRole("button", { name: "退回", exact: true }).click();
  await told(committee, "已退回");
  await sees(mine, "请补缴党费后再提交");

  await openFromHome(theirs, member.name);
  await press(theirs, "更正后再次提交");
  await at(theirs, "更正转接申请");
  await sees(theirs, "请补缴党费后再提交");
  await type(theirs, "欠缴党费月数", "0");
  await press(theirs, "再次提交");
  await told(theirs, "已再次提交");
  await sees(mine, `${sending.name}更正后再次提交`);

  const { letter, passed } = await walk(transfer, desks, phone, mine);
  assert.equal(letter.state, "valid");
  assert.ok(passed.length >= 4, `passed by ${passed}`);
  assert.deepEqual(await roll(sending.org), [member.name], "until the branch accepts, the sending one has the member");

  const arriving = await phone(desks.get(receiving.org));
  await openFromHome(arriving, member.name);
  await act(arriving, "确认接收", "确认接收？");
  await told(arriving, "已接收，党员已编入本支部");
  await sees(arriving, "已办结");
  await sees(mine, `${receiving.name}确认接收`);

  await mine.goto("/my/branch");
  await sees(mine, receiving.name);
  assert.deepEqual(await roll(sending.org), []);
  assert.deepEqual(await roll(receiving.org), [member.name]);
  await arriving.goto("/members");
  await row(arriving, member.name).first().waitFor();
  await theirs.goto("/transfers?box=closed");
  await row(theirs, member.name).first().waitFor();

  await mine.goto("/my/transfers");
  await press(mine, "查看介绍信");
  await at(mine, "我的介绍信");
  const image = mine.getByRole("img", { name: new RegExp(`组织关系介绍信，编号${letter.number}.*已接收`) });
  await image.waitFor();
  assert.match(await image.getAttribute("src"), /^data:image\/png;base64,/);
});

journey("within a unit: one approval, no letter", {}, async ({ another }) => {
  const phone = phones(another);
  const { committee, branches, desks } = await unit(await people.orgOf("county"), branchName(), branchName());
  const [from, to] = branches;
  const member = await people.settled(await people.newMember(from.org));
  const mine = await phone(member);
  const theirs = await phone(desks.get(from.org));
  await begin(theirs, member, "单位内部调整", to.name);
  await press(theirs, "提交申请");
  await told(theirs, "申请已提交");
  const transfer = idOn(theirs);
  await mine.goto("/my/transfers");
  const { letter, passed } = await walk(transfer, desks, phone, mine);
  assert.deepEqual(passed, [committee.name]);
  assert.equal(letter, undefined);
  const receiving = await phone(desks.get(to.org));
  await openFromHome(receiving, member.name);
  await act(receiving, "确认接收", "确认接收？");
  await told(receiving, "已接收，党员已编入本支部");
  await sees(mine, "以往的转接");
  await mine.goto("/my/branch");
  await sees(mine, to.name);
});

journey("two branches of one unit are told to be no transfer within the city", {}, async ({ another }) => {
  const phone = phones(another);
  const { branches, desks } = await unit(await people.orgOf("county"), branchName(), branchName());
  const member = await people.newMember(branches[0].org);
  const page = await phone(desks.get(branches[0].org));
  await page.goto(`/transfers/new/in-city?member=${member.id}`);
  await pick(page, "转入支部", short(branches[1].name), branches[1].name);
  await warned(page, "两个支部同属一个基层党委，请选择单位内部调整");
  await press(page, "改为单位内部调整");
  await at(page, "单位内部调整");
  await sees(page, branches[1].name);
  await sees(page, "将依次经过");
});

journey("a transfer is withdrawn as long as nobody has passed it", {}, async ({ another }) => {
  const phone = phones(another);
  const { committee, branches, desks } = await unit(await people.orgOf("county"), branchName(), branchName());
  const member = await people.newMember(branches[0].org);
  const page = await phone(desks.get(branches[0].org));
  await begin(page, member, "单位内部调整", branches[1].name);
  await press(page, "提交申请");
  await told(page, "申请已提交");
  const transfer = idOn(page);

  await page.goto(`/members/${member.id}`);
  await row(page, "组织关系转接中").click();
  await at(page, "转接详情");
  // A colleague of the committee looks at it meanwhile.
  const theirs = await phone(desks.get(committee.org), "desk");
  await theirs.goto(`/transfers/${transfer}`);
  await press(theirs, "通过");
  // The page would update itself within seconds; here the colleague is quicker.
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await theirs.route(`**/api/transfers/${transfer}`, async (route) => {
    await released;
    await route.continue();
  });
  await act(page, "撤回申请", "撤回这份申请？", "撤回");
  await told(page, "已撤回");
  await sees(page, "已撤回");
  await sheet(theirs, "通过这件转接？").getByRole("button", { name: "通过", exact: true }).click();
  release();
  await told(theirs, "这件转接已到别的环节，已显示最新进度");
  await seesNot(theirs, "正在办理");
  assert.equal((await standing(transfer)).state, "withdrawn");
  assert.deepEqual(await roll(branches[0].org), [member.name]);
});

journey("the list is filtered in the address, and to do is counted on the home screen", {}, async ({ another }) => {
  const phone = phones(another);
  const { committee, branches, desks } = await unit(await people.orgOf("county"), branchName(), branchName());
  const sender = desks.get(branches[0].org);
  const member = await people.newMember(branches[0].org);
  const to = branches[1].org;
  const form = { to, paid_through: new Date().toISOString().slice(0, 7), arrears: 0 };
  await sender.caller.call("POST", "/transfers", { member: member.id, kind: "intra_unit", form });
  const page = await phone(desks.get(committee.org));
  await page.goto("/");
  await home(page);
  await sees(page, "1 件待办");
  await press(page, "组织关系转接 1 件待办");
  await row(page, member.name).first().waitFor();
  await page.getByRole("button", { name: "全部类型" }).click();
  await sheet(page, "转接类型").getByRole("button", { name: "转到市外" }).click();
  await sees(page, "没有符合条件的转接");
  assert.match(page.url(), /kind=out/);
  await page.reload();
  await sees(page, "没有符合条件的转接");
  await press(page, "清除筛选");
  await row(page, member.name).first().waitFor();
  await page.getByRole("tab", { name: "办理中" }).click();
  await row(page, member.name).first().waitFor();
  assert.match(page.url(), /box=running/);
  await page.getByRole("tab", { name: "已办结" }).click();
  await sees(page, "还没有办结的转接");
  await page.goto(`/members/${member.id}`);
  assert.equal(await fact(page, "所在支部"), branches[0].name);
});
