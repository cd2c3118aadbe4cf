// A member leaves for another city, and one comes from there; the letter on paper, and what its code leads to.

import assert from "node:assert/strict";
import { at, choose, press, refusedAt, row, sees, sheet, textbox, told, type } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as names from "../harness/names.js";
import * as people from "../harness/people.js";
import { signInFirst } from "../harness/sign-in.js";
import { act, departments, idOn, openFromHome, phones, standing, unit, walk } from "../harness/transfers.js";

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const digits = (day) => day.replaceAll("-", "");

// Many people, one after the other.
const LONG = { timeout: 360_000 };

journey("out: returned, corrected, the letter is replaced, printed and verified, and the receipt slip closes it", LONG, async ({ another }) => {
  const phone = phones(another);
  const { committee, branches, desks: own } = await unit(await people.orgOf("county"), names.branchName());
  const desks = new Map([...own, ...(await departments())]);
  const [branch] = branches;
  const member = await people.settled(await people.newMember(branch.org));
  const mine = await phone(member);
  const theirs = await phone(desks.get(branch.org));

  await theirs.goto(`/transfers/new/out?member=${member.id}`);
  await sees(theirs, member.name);
  await sees(theirs, "将依次经过");
  await press(theirs, "提交申请");
  await refusedAt(theirs, "介绍信抬头", "请填写此项");
  await type(theirs, "介绍信抬头", "中共南京市鼓楼区委组织部");
  await type(theirs, "去往单位", "南京大学文学院党支部");
  await press(theirs, "提交申请");
  await told(theirs, "申请已提交");
  const transfer = idOn(theirs);

  await mine.goto("/my/transfers");
  const committees = await phone(desks.get(committee.org));
  await openFromHome(committees, member.name);
  await press(committees, "退回");
  await type(committees, "退回原因", "请写全称");
  await sheet(committees, "退回这件转接？").getByRole("button", { name: "退回", exact: true }).click();
  await told(committees, "已退回");
  await sees(mine, "请写全称");
  await openFromHome(theirs, member.name);
  await press(theirs, "更正后再次提交");
  await type(theirs, "介绍信抬头", "中共南京市鼓楼区委员会组织部");
  await type(theirs, "去往单位", "南京大学文学院教师党支部");
  await press(theirs, "再次提交");
  await told(theirs, "已再次提交");

  const first = await walk(transfer, desks, phone, mine);
  assert.equal(first.state, "awaiting_receipt");
  const { org } = await people.city();
  const department = await phone(desks.get(org), "desk");
  await department.goto(`/transfers/${transfer}`);
  await press(department, "作废并重新开具介绍信");
  await type(department, "重新开具的原因", "介绍信遗失");
  await sheet(department, "作废并重新开具介绍信？").getByRole("button", { name: "作废并重新开具", exact: true }).click();
  await told(department, "已重新开具介绍信");
  await sees(mine, "介绍信遗失");
  const { letter } = await standing(transfer);
  assert.notEqual(letter.number, first.letter.number);

  // Whoever holds the paper scans its code, signed in or not.
  const { page: anybody } = await another("wechat");
  await anybody.goto(`/letters/${letter.letter}`);
  await at(anybody, "介绍信查验");
  await sees(anybody, letter.number);
  await sees(anybody, "介绍信真实有效，可以办理接收。");
  assert.ok(!(await anybody.locator("body").innerText()).includes(member.name), "no personal data");
  await anybody.goto(`/letters/${first.letter.letter}`);
  await sees(anybody, "介绍信已经作废，不能用于办理接收。");
  await anybody.goto("/letters/nothing");
  await sees(anybody, "没有查到这份介绍信");
  await mine.goto(`/letters/${letter.letter}`);
  await sees(mine, "介绍信真实有效，可以办理接收。");

  await department.goto(`/transfers/${transfer}/letter`);
  await at(department, "组织关系介绍信");
  const image = department.getByRole("img", { name: new RegExp(`编号${letter.number}`) });
  await image.waitFor();
  await department.emulateMedia({ media: "print" });
  const printed = await department.evaluate(() => {
    const shown = [...document.querySelectorAll("h1,p,button,dl,img")].filter((one) => one.checkVisibility());
    return shown.map((one) => one.tagName);
  });
  assert.deepEqual(printed, ["IMG"], "nothing but the letter is printed");
  const pages = (await department.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g);
  assert.equal(pages.length, 1, "on one page");
  await department.emulateMedia({ media: "screen" });

  // The slip goes back to the basic committee.
  await openFromHome(committees, member.name);
  await press(committees, "登记回执");
  await at(committees, "登记回执");
  await press(committees, "登记回执并办结");
  await refusedAt(committees, "接收日期", "请填写此项");
  await type(committees, "接收日期", digits(today()));
  await type(committees, "经办人", "陈晓东");
  await type(committees, "经办人电话", "025-83593186");
  const photo = { name: "slip.png", mimeType: "image/png", buffer: await anybody.screenshot() };
  await committees.locator("input[type=file]").setInputFiles(photo);
  await told(committees, "照片已上传");
  await mine.goto("/my/transfers");
  await sees(mine, "等待回执");
  await press(committees, "登记回执并办结");
  await told(committees, "回执已登记，本次转接办结");
  await at(committees, "转接详情");
  await press(committees, "查看回执照片");
  const slip = sheet(committees, "回执照片").getByRole("img", { name: "回执照片" });
  await committees.waitForFunction((image) => image.complete && image.naturalWidth > 0, await slip.elementHandle());
  // On another city's roll nobody signs in here any more.
  await sees(mine, "登录已失效");
  const { caller } = await people.city();
  assert.equal((await caller.call("GET", `/members/${member.id}`)).standing, "transferred_out");
});

journey("in: a paper letter is registered, the branch accepts, and the member signs in", {}, async ({ page, another }) => {
  const phone = phones(another);
  const county = await people.orgOf("county");
  const { committee, branches, desks } = await unit(county, names.branchName());
  const [branch] = branches;
  const registrar = await people.administrator("county");
  const [name, number, mobile] = [names.personName(), names.idNumber(), names.mobile()];
  const theirs = await phone(registrar, "desk");
  await theirs.goto("/transfers");
  await press(theirs, "发起");
  await row(theirs, "从市外转入").click();
  await at(theirs, "从市外转入");
  await type(theirs, "介绍信编号", "宁组转2026第7号");
  await type(theirs, "开具单位", "中共南京市鼓楼区委组织部");
  await type(theirs, "原所在支部或单位", "南京大学文学院党支部");
  await type(theirs, "开具日期", "20200101");
  await type(theirs, "有效天数", "30");
  await type(theirs, "身份证号码", number);
  await type(theirs, "姓名", name);
  await type(theirs, "手机号码", mobile);
  await choose(theirs, "党员类别", "正式党员");
  await textbox(theirs, "入党日期").fill("2012-06-28");
  await textbox(theirs, "转正日期").fill("2013-06-28");
  await choose(theirs, "党费类别", "离退休");
  await choose(theirs, "文化程度", "本科");
  await choose(theirs, "职业类别", "离退休");
  await theirs.getByRole("button", { name: /^转入支部/ }).click();
  const tree = sheet(theirs, "转入支部");
  await tree.getByRole("searchbox").fill(branch.name);
  await tree.getByRole("button").filter({ hasText: branch.name }).first().click();
  await tree.getByRole("button", { name: "选择", exact: true }).click();
  await press(theirs, "登记转入");
  await refusedAt(theirs, "有效天数", "介绍信已过有效期，请联系开具单位重新开具");
  await type(theirs, "开具日期", digits(today()));
  await sees(theirs, "将依次经过");
  await press(theirs, "登记转入");
  await told(theirs, "转入已登记");
  const transfer = idOn(theirs);
  assert.equal((await standing(transfer)).kind, "in");

  const committees = await phone(desks.get(committee.org));
  await openFromHome(committees, name);
  await act(committees, "通过", "通过这件转接？");
  await told(committees, "已通过");
  const receiving = await phone(desks.get(branch.org));
  await openFromHome(receiving, name);
  await act(receiving, "确认接收", "确认接收？");
  await told(receiving, "已接收，党员已编入本支部");
  await receiving.goto("/members");
  await row(receiving, name).first().waitFor();

  const { password } = await people.newMember(branch.org);
  await signInFirst(page, { door: "member", login: number, password, phone: mobile });
  await press(page, "我的支部");
  await sees(page, branch.name);
});
