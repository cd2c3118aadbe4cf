// Searching as people do it: a few characters, pinyin, initials, a slip, a name of old.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { at, lookFor, row, sees, seesNot } from "../harness/acts.js";
import { journey } from "../harness/journey.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";

const township = () => people.administrator("township");
const sibling = () => people.administrator("sibling");

/** Waits until just these characters of a row are marked: the answer to the words before may still stand there. */
async function marked(page, name, marks, words) {
  const ends = Date.now() + 10_000;
  for (;;) {
    const seen = await row(page, name).first().locator("mark").allInnerTexts();
    if (JSON.stringify(seen) === JSON.stringify(marks)) return;
    if (Date.now() > ends) assert.deepEqual(seen, marks, words);
    await page.waitForTimeout(100);
  }
}

journey("an organisation is found by characters with gaps, by pinyin, by initials and with a slip", { as: township }, async ({ page, person }) => {
  const number = randomInt(100_000, 1_000_000);
  const branch = await people.newOrg(person.org, "branch", { name: `国土${number}资源局党支部` });
  await page.goto("/orgs");
  for (const [words, marks] of [
    [`国土${number}局`, [`国土${number}`, "局"]],
    [`guotu${number}ziyuanju`, [`国土${number}资源局`]],
    [`gt${number}zyj`, [`国土${number}资源局`]],
    [`国tu${number}资y`, [`国土${number}资源`]],
    [`guotu${number}ziyuna`, [`国土${number}资源`]],
  ]) {
    await lookFor(page, words, "找到 1 个");
    await row(page, branch.name).first().waitFor();
    await marked(page, branch.name, marks, words);
  }
  await sees(page, identity("township").org);
  await row(page, branch.name).first().click();
  await at(page, "党组织详情");
  await page.goBack();
  await row(page, branch.name).first().waitFor();
});

journey("an organisation is still found by the name it had", { as: township }, async ({ page, person }) => {
  const number = randomInt(100_000, 1_000_000);
  const before = `东村${number}党支部`;
  const branch = await people.newOrg(person.org, "branch", { name: before });
  const { caller } = await people.city();
  const changes = { name: `西村${number}党支部`, kind: "branch", village: false, office: {} };
  await caller.call("PATCH", `/orgs/${branch.org}`, changes, { version: branch.version });
  await page.goto("/orgs");
  await lookFor(page, `东村${number}`, `原名${before}`);
  await row(page, changes.name).first().waitFor();
  await lookFor(page, `xc${number}`, "找到 1 个");
  await seesNot(page, `原名${before}`);
});

journey("a member is found by pinyin, also where a surname is read in two ways; the sibling county finds nobody", { as: township }, async ({ page, person, another }) => {
  const branch = await people.newOrg(person.org);
  const member = await people.newMember(branch.org, "仇玉兰");
  await page.goto(`/members?org=${branch.org}`);
  for (const [words, marks] of [
    ["仇兰", ["仇", "兰"]],
    ["qiuyulan", ["仇玉兰"]],
    ["chouyl", ["仇玉兰"]],
    ["qiuyualn", ["仇玉兰"]],
    ["玉l", ["玉兰"]],
  ]) {
    await lookFor(page, words, "找到 1 名");
    await marked(page, member.name, marks, words);
  }
  await row(page, member.name).first().click();
  await at(page, "党员信息");

  const other = await another("phone", await sibling());
  await other.page.goto("/members");
  await at(other.page, "党员管理");
  await other.page.getByRole("searchbox").fill(branch.name);
  await sees(other.page, "没有符合条件的党员");
  await other.page.goto("/orgs");
  await other.page.getByRole("searchbox").fill(branch.name);
  await sees(other.page, "没有找到这样的党组织");
});
