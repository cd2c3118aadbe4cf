// The people of a journey. Each is made for it, in the demo city, by the demo's city department.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Caller } from "./api.js";
import * as names from "./names.js";
import { OUT, identity } from "./settings.js";

/** The password that people of journeys choose. */
export const CHOSEN = "Jiayuan2026";

const DEVICE = join(OUT, "device.json");

/** Milliseconds for which the department's access token is surely good. */
const SESSION = 240_000;

let department;

/** The city department. Its device is remembered from run to run, because a number gets few codes an hour. */
export async function city() {
  if (department && Date.now() - department.since < SESSION) return department;
  const caller = new Caller();
  try {
    caller.remember(JSON.parse(readFileSync(DEVICE, "utf8")).filter((cookie) => cookie.name === "__Secure-device"));
  } catch (cause) {
    if (cause.code !== "ENOENT") throw cause;
  }
  const who = await caller.signIn(identity("city"));
  writeFileSync(DEVICE, JSON.stringify(caller.cookies()));
  department = { ...identity("city"), caller, org: who.org, since: Date.now() };
  return department;
}

/** The organisation with exactly this name, as the search shows it. */
export async function orgNamed(name) {
  const { caller } = await city();
  const found = await caller.call("GET", "/search/orgs", { name });
  const org = found.hits.find((hit) => hit.name === name);
  if (!org) throw new Error(`no organisation is called ${name}`);
  return org;
}

/** The organisation of a person of the demo city. */
export const orgOf = async (key) => (await orgNamed(identity(key).org)).org;

/** A new organisation below `parent`; answers it as the API shows it. */
export async function newOrg(parent, kind = "branch", more = {}) {
  const { caller } = await city();
  const office = { secretary: names.personName(), secretary_mobile: names.mobile() };
  return caller.call("POST", "/orgs", { parent, name: names.branchName(), kind, village: false, office, ...more });
}

/** A new account at an organisation, with its temporary password. */
export async function newAccount(org, role = "operator") {
  const { caller } = await city();
  const one = { login: names.login(), name: names.personName(), role, mobile: names.mobile() };
  const created = await caller.call("POST", `/orgs/${org}/accounts`, { ...one, post: "组织委员" });
  const { login, name, mobile } = one;
  const password = created.temporary_password;
  return { door: "org", login, name, org, phone: mobile, password, id: created.account.account };
}

const RECORD = {
  ethnicity: "汉族",
  native_place: "江苏沭阳",
  home_address: "陇集镇文化路 8 号",
  education: "bachelor",
  work_unit: "陇集镇中心小学",
  occupation: "public_institution",
  kind: "full",
  joined: "2012-06-28",
  full_since: "2013-06-28",
  dues_category: "salaried",
};

/** A new member of a branch, with the deployment's initial password. */
export async function newMember(branch, name = names.personName()) {
  const { caller } = await city();
  const [id_number, phone] = [names.idNumber(), names.mobile()];
  const body = { branch, id_number, mobile: phone, particulars: { name, ...RECORD } };
  const member = await caller.call("POST", "/members", body);
  const { password } = identity("member");
  return { door: "member", login: id_number, name, phone, password, id: member.member, branch };
}

/** Lets somebody sign in on a device that is remembered from then on; answers them with it. */
export async function settled(person) {
  const caller = new Caller();
  const who = await caller.signIn(person, CHOSEN);
  return { ...person, password: CHOSEN, caller, who };
}

/** Gives a member another mobile: a number gets one code a minute, and journeys have no minute to wait. */
export async function withFreshMobile(member) {
  const { caller } = await city();
  const phone = names.mobile();
  const { standing, particulars, version } = await caller.call("GET", `/members/${member.id}`);
  await caller.call("PATCH", `/members/${member.id}`, { mobile: phone, standing, particulars }, { version });
  return { ...member, phone };
}

/** The same member on a second device, which is remembered too. */
export const onSecondDevice = async (member) => settled(await withFreshMobile(member));

/** An administrator of a kind of the demo city, settled: `county` stands where the demo's does. */
export async function administrator(key) {
  const role = key === "sibling" ? "county" : key.replace("-", "_");
  return settled(await newAccount(await orgOf(key), role));
}

/** A member of the demo's branch, settled. */
export async function member(branch) {
  return settled(await newMember(branch ?? (await orgOf("operator"))));
}

