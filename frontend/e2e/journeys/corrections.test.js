// A member's record is wrong: proposed, returned with a reason, proposed again, approved; and who looked at it.

import assert from "node:assert/strict";
import { at, fact, press, refusedAt, row, sees, seesNot, sheet, told, type, warned } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as people from "../harness/people.js";
import { home } from "../harness/sign-in.js";

/** A branch with an operator and a member, all of this journey's own. */
async function branchWithPeople() {
  const branch = await people.newOrg(await people.orgOf("township"));
  return {
    branch,
    operator: await people.settled(await people.newAccount(branch.org, "operator")),
    member: await people.settled(await people.newMember(branch.org)),
  };
}

async function propose(page, address) {
  await page.goto("/my/record");
  await press(page, "信息有误，申请更正");
  await at(page, "申请更正信息");
  await page.getByRole("switch", { name: /^家庭住址/ }).click();
  await type(page, "更正家庭住址", address);
  await press(page, "提交申请");
  await at(page, "更正记录");
  await told(page, "申请已提交，请等待支部处理");
}

journey("a correction is returned with a reason, proposed again and approved", {}, async ({ another }) => {
  const { operator, member } = await branchWithPeople();
  const { page: mine } = await another("phone", member);
  const { page: theirs } = await another("phone", operator);

  await mine.goto("/my/record/correct");
  await at(mine, "申请更正信息");
  await press(mine, "提交申请");
  await warned(mine, "请至少选择一项需要更正的内容");
  await mine.getByRole("switch", { name: /^民族/ }).click();
  await press(mine, "提交申请");
  await refusedAt(mine, "更正民族", "内容没有变化，无需提交");
  await mine.getByRole("switch", { name: /^民族/ }).click();
  await mine.evaluate(() => localStorage.removeItem("draft-propose"));
  await propose(mine, "幸福路 9 号");
  await sees(mine, "等待支部处理");
  await mine.goto("/my/record/correct");
  await sees(mine, "已有一份申请等待支部处理");

  await theirs.goto("/");
  await home(theirs);
  await theirs.getByRole("navigation", { name: "功能" }).getByRole("link", { name: /信息更正/ }).click();
  await row(theirs, member.name).first().click();
  await at(theirs, "更正申请");
  await sees(theirs, "幸福路 9 号");
  await press(theirs, "退回");
  const refusal = sheet(theirs, "退回这份更正申请？");
  await refusal.getByRole("button", { name: "退回", exact: true }).click();
  await refusedAt(theirs, "退回原因", "请填写此项");
  await type(theirs, "退回原因", "请带户口本到支部核对");
  await refusal.getByRole("button", { name: "退回", exact: true }).click();
  await told(theirs, "已退回");
  await sees(theirs, "没有待处理的更正申请");

  await mine.goto("/my/corrections");
  await sees(mine, "请带户口本到支部核对");
  await propose(mine, "幸福路 10 号");

  await theirs.goto("/corrections");
  await row(theirs, member.name).first().click();
  await press(theirs, "同意更正");
  await sheet(theirs, "同意这份更正申请？").getByRole("button", { name: "同意更正" }).click();
  await told(theirs, "已同意，党员信息已更新");

  await mine.goto("/my/record");
  await at(mine, "我的信息");
  assert.equal(await fact(mine, "家庭住址"), "幸福路 10 号");
});

journey("a correction that a colleague has decided meanwhile is shown as decided", {}, async ({ another }) => {
  const { branch, operator, member } = await branchWithPeople();
  const colleague = await people.settled(await people.newAccount(branch.org, "operator"));
  const sent = await member.caller.call("POST", "/members/me/corrections", {
    changes: [{ field: "home_address", to: "解放路 3 号" }],
  });
  const [{ page: first }, { page: second }] = [await another("phone", operator), await another("desk", colleague)];
  for (const page of [first, second]) {
    await page.goto(`/corrections/${sent.correction}`);
    await sees(page, "解放路 3 号");
  }
  await press(first, "同意更正");
  await first.getByRole("dialog").getByRole("button", { name: "同意更正" }).click();
  await told(first, "已同意");
  await press(second, "同意更正");
  await second.getByRole("dialog").getByRole("button", { name: "同意更正" }).click();
  await told(second, "该更正申请已处理");
  await sees(second, "已更正");
  await seesNot(second, "同意更正");
});

journey("a whole number is shown when asked for, and the member sees who asked", {}, async ({ another }) => {
  const { operator, member } = await branchWithPeople();
  const { page: theirs } = await another("desk", operator);
  await theirs.goto(`/members/${member.id}`);
  await at(theirs, "党员信息");
  const plain = async (label) => (await fact(theirs, label)).replaceAll(" ", "");
  assert.ok((await plain("身份证号码")).includes("*"), await plain("身份证号码"));
  await press(theirs, "查看完整的身份证号码");
  await theirs.waitForFunction((number) => document.body.innerText.replaceAll(" ", "").includes(number), member.login);
  assert.equal(await plain("身份证号码"), member.login);
  await press(theirs, "查看完整的手机号码");
  const call = theirs.getByRole("link", { name: "拨打手机号码" });
  await call.waitFor();
  assert.equal(await call.getAttribute("href"), `tel:${member.phone}`);
  await theirs.reload();
  await at(theirs, "党员信息");
  await theirs.getByRole("button", { name: "查看完整的身份证号码" }).waitFor();
  assert.notEqual(await plain("身份证号码"), member.login, "after a reload it is masked again");

  const { page: mine } = await another("phone", member);
  await mine.goto("/");
  await press(mine, "查看记录");
  await at(mine, "谁看过我的信息");
  for (const what of ["查看了档案", "查看了完整的身份证号码", "查看了完整的手机号码"]) {
    await mine.getByRole("listitem").filter({ hasText: what }).filter({ hasText: operator.name }).first().waitFor();
  }
});
