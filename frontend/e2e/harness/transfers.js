// Both sides of a transfer with everybody who has a say in it, and the way through them, as people walk it.

import assert from "node:assert/strict";
import { at, press, row, sees, sheet, told } from "./acts.js";
import { unitName } from "./names.js";
import * as people from "./people.js";
import { home } from "./sign-in.js";

/**
 * A committee of a township's level below `county` with branches of these names, and somebody who signs in for each.
 * `desks` tells by the organisation who that is.
 */
export async function unit(county, ...branchNames) {
  const committee = await people.newOrg(county, "committee", { name: unitName() });
  const branches = [];
  const desks = new Map([[committee.org, await people.settled(await people.newAccount(committee.org, "township"))]]);
  for (const name of branchNames) {
    const branch = await people.newOrg(committee.org, "branch", { name });
    desks.set(branch.org, await people.settled(await people.newAccount(branch.org, "operator")));
    branches.push(branch);
  }
  return { committee, branches, desks };
}

/** Somebody of this journey's own for each department: the city's, 沭阳县's and 泗阳县's. */
export async function departments() {
  const { org } = await people.city();
  const city = await people.settled(await people.newAccount(org, "city_department"));
  const [county, sibling] = [await people.administrator("county"), await people.administrator("sibling")];
  return new Map([city, county, sibling].map((person) => [person.who.org, person]));
}

/** Everybody's phone: one for each person, however often they take it up. */
export function phones(another) {
  const pages = new Map();
  return async (person, kind = "phone") => {
    if (!pages.has(person)) pages.set(person, (await another(kind, person)).page);
    return pages.get(person);
  };
}

/** A transfer as it stands. */
export async function standing(transfer) {
  const { caller } = await people.city();
  return caller.call("GET", `/transfers/${transfer}`);
}

/** The transfer that is open on a page. */
export const idOn = (page) => new URL(page.url()).pathname.split("/")[2];

/** Opens what waits for somebody, from the home screen on: the transfer of a member. */
export async function openFromHome(page, name) {
  await page.goto("/");
  await home(page);
  await page.getByRole("navigation", { name: "功能" }).getByRole("link", { name: /关系转接/ }).click();
  await at(page, "组织关系转接");
  await row(page, name).first().click();
  await at(page, "转接详情");
}

/** Presses the key of an act and confirms it. */
export async function act(page, key, title, confirm = key) {
  await press(page, key);
  await sheet(page, title).getByRole("button", { name: confirm, exact: true }).click();
}

/**
 * Lets everybody pass whose turn comes, each on a phone of their own, until it is somebody's turn who does something
 * else; answers the transfer as it then stands. After each step the member's open page shows it by itself.
 */
export async function walk(transfer, desks, phone, mine) {
  const passed = [];
  for (;;) {
    const now = await standing(transfer);
    const [turn] = now.ahead;
    if (!turn || !["approve", "issue"].includes(turn.task)) return { ...now, passed };
    const person = desks.get(turn.org);
    assert.ok(person, `nobody is there for ${turn.org_name}`);
    const page = await phone(person);
    await openFromHome(page, now.name);
    if (turn.task === "issue") {
      await act(page, "通过", "通过并开具介绍信？", "通过并开具");
      await told(page, "已通过，介绍信已开具");
      await sees(page, "查看介绍信");
    } else {
      await act(page, "通过", "通过这件转接？");
      await told(page, "已通过");
    }
    passed.push(turn.org_name);
    await sees(mine, `${turn.org_name}审批通过`);
  }
}
