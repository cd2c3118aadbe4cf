// People and things that fill every screen of the app, and the list of those screens. The tests of every screen
// and the pictures share it: a new route is added here, once.

import { officeName } from "./names.js";
import * as people from "./people.js";

/** Makes the cast: a branch with a few members, one of whom has corrections of every state; their people. */
export async function cast() {
  const township = await people.orgOf("township");
  const branch = await people.newOrg(township, "branch", {
    village: true,
    office: {
      secretary: "欧阳建国",
      secretary_mobile: "17040000001",
      phone: "0527-83456789",
      address: "沭阳县陇集镇文化路 1 号党群服务中心",
      term_starts: "2022-03-01",
      term_ends: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10),
    },
  });
  const county = await people.administrator("county");
  const operator = await people.settled(await people.newAccount(branch.org, "operator"));
  const account = await people.newAccount(township, "township");
  const member = await people.settled(await people.newMember(branch.org));
  const propose = (to, note) =>
    member.caller.call("POST", "/members/me/corrections", { changes: [{ field: "home_address", to }], note });
  const decide = (correction, act, body) => operator.caller.call("POST", `/members/corrections/${correction}/${act}`, body);
  await decide((await propose("幸福路 1 号")).correction, "return", { reason: "请带户口本到支部核对。" });
  const approved = (await propose("幸福路 2 号")).correction;
  await decide(approved, "approve", {});
  const waiting = (await propose("幸福路 3 号", "去年已搬家。")).correction;
  await operator.caller.call("POST", `/members/${member.id}/unmask`, { field: "id_number" });
  const free = await people.newMember(branch.org);
  for (let more = 1; more < 6; more += 1) await people.newMember(branch.org);

  const transfers = await transfersOf(branch, member, operator);
  const empty = await people.newOrg(township, "committee");
  const novice = await people.settled(await people.newAccount(empty.org, "operator"));
  const lonely = await people.settled(await people.newMember((await people.newOrg(township)).org));
  return { township, branch, county, operator, account, member, free, approved, waiting, empty, novice, lonely, ...transfers };
}

/**
 * Transfers in every state that a screen has: `moving`, of the member, whose letter is issued; `returned` with a
 * reason; `passing` the county; `awaiting` the receipt slip from another city; `done`, with names as long as they come
 * and a letter before the one that counted, `lost`; one that was withdrawn.
 */
async function transfersOf(branch, member, operator) {
  const { caller } = await people.city();
  const receiving = await people.newOrg(await people.orgOf("sibling"), "committee", { name: "泗阳县国土资源局党委" });
  const to = await people.newOrg(receiving.org, "branch", { name: officeName() });
  const far = await people.newOrg(receiving.org, "branch", { name: "众兴街道北京路社区非公有制经济组织和社会组织联合党支部" });
  const dues = { paid_through: `${new Date().getFullYear()}-01`, arrears: 2, note: "因工作调动，户口已迁出。" };
  const submit = (member, kind, form) =>
    operator.caller.call("POST", "/transfers", { member, kind, form: { ...dues, ...form } });
  const act = ({ transfer, version }, what, body) =>
    caller.call("POST", `/transfers/${transfer}/${what}`, body, { version });
  const letterOf = async (transfer) => {
    let now = transfer;
    while (!now.letter) now = await act(now, "pass", { note: "情况属实。" });
    return now;
  };

  const within = await people.newOrg((await caller.call("GET", `/orgs/${branch.org}`)).path.at(-2).org);
  const withdrawn = await submit(member.id, "intra_unit", { to: within.org });
  await act(withdrawn, "withdraw", {});
  const moving = await letterOf(await submit(member.id, "in_city", { to: to.org }));
  const [second, third, fourth] = [
    await people.newMember(branch.org),
    await people.newMember(branch.org),
    await people.newMember(branch.org),
  ];
  const passing = await act(await submit(fourth.id, "in_city", { to: to.org }), "pass", {});
  const returned = await act(await submit(second.id, "in_city", { to: to.org }), "return", {
    reason: "转入支部选择有误，请核对后再提交。",
  });
  const outside = { addressee: "中共南京市鼓楼区委组织部", unit: "南京大学文学院教师党支部" };
  const awaiting = await letterOf(await submit(third.id, "out", { outside }));
  const lost = await letterOf(await submit((await people.newMember(branch.org, "阿卜杜热合曼·买买提艾力")).id, "in_city", { to: far.org }));
  let done = await act(lost, "reissue", { reason: "介绍信遗失。" });
  while (done.ahead[0].task !== "accept") done = await act(done, "pass", {});
  done = await act(done, "accept", {});
  return { moving, returned, passing, awaiting, lost, done };
}

/**
 * Every screen: its name, its address, and who opens it (nobody, for the door and what explains). `title` is what
 * its bar says. `empty` is an address, and who opens it, where the same screen has nothing to show. `quiet`
 * screens ask the API for nothing, so they neither load nor fail.
 */
export function screens({ township, branch, county, operator, account, member, free, approved, waiting, empty, novice, lonely, moving, returned, passing, awaiting, lost, done }) {
  const by = (as) => (name, address, title, more = {}) => ({ name, address, title, as, ...more });
  const [anybody, administrator, oneself, office] = [undefined, county, member, operator].map(by);
  const quiet = { quiet: true };
  return [
    anybody("sign-in", "/sign-in", "党员e家", quiet),
    anybody("install", "/install", "安装到手机", quiet),
    anybody("privacy", "/privacy", "隐私政策", quiet),
    anybody("about", "/about", "关于", quiet),
    administrator("home-org", "/", county.who.org_name, { empty: { address: "/", as: novice, title: novice.who.org_name } }),
    administrator("orgs", "/orgs", "党组织管理", { empty: { address: `/orgs?name=无此名称` } }),
    administrator("orgs-below", `/orgs/${township}/below`, "党组织管理", { empty: { address: `/orgs/${empty.org}/below?name=无` } }),
    administrator("org", `/orgs/${branch.org}`, "党组织详情"),
    administrator("org-new", `/orgs/${township}/new`, "新建党组织"),
    administrator("org-edit", `/orgs/${branch.org}/edit`, "编辑党组织"),
    administrator("org-move", `/orgs/${branch.org}/move`, "调整隶属关系"),
    administrator("accounts", "/accounts", "系统用户", { empty: { address: "/accounts?name=无" } }),
    administrator("account-new", `/accounts/new?org=${township}`, "新建系统用户"),
    administrator("account", `/accounts/${account.id}`, "用户详情"),
    administrator("account-edit", `/accounts/${account.id}/edit`, "编辑系统用户"),
    administrator("members", "/members", "党员管理", { empty: { address: "/members", as: novice } }),
    administrator("members-branch", `/members?org=${branch.org}`, "党员管理", { empty: { address: `/members?org=${branch.org}&kind=probationary` } }),
    administrator("member-new", `/members/new?branch=${branch.org}`, "新增党员"),
    administrator("member", `/members/${member.id}`, "党员信息"),
    administrator("member-edit", `/members/${member.id}/edit`, "编辑党员信息"),
    administrator("viewings", `/members/${member.id}/viewings`, "信息查看记录"),
    administrator("transfers", "/transfers", "组织关系转接", { empty: { address: "/transfers", as: novice } }),
    administrator("transfers-running", "/transfers?box=running", "组织关系转接", { empty: { address: "/transfers?box=running&kind=in&month=1950-01" } }),
    administrator("transfers-closed", "/transfers?box=closed", "组织关系转接", { empty: { address: "/transfers?box=closed", as: novice } }),
    administrator("transfer-choose", "/transfers/new", "发起转接", quiet),
    administrator("transfer-in-city", `/transfers/new/in-city?member=${free.id}`, "市内转接"),
    administrator("transfer-out", `/transfers/new/out?member=${free.id}`, "转到市外"),
    administrator("transfer-unit", `/transfers/new/intra-unit?member=${member.id}`, "单位内部调整"),
    administrator("transfer-arrival", "/transfers/arrivals/new", "从市外转入", quiet),
    administrator("transfer", `/transfers/${moving.transfer}`, "转接详情"),
    administrator("transfer-passing", `/transfers/${passing.transfer}`, "转接详情"),
    administrator("transfer-letter", `/transfers/${moving.transfer}/letter`, "组织关系介绍信"),
    administrator("transfer-done", `/transfers/${done.transfer}`, "转接详情"),
    administrator("transfer-done-letter", `/transfers/${done.transfer}/letter`, "组织关系介绍信"),
    office("transfer-returned", `/transfers/${returned.transfer}`, "转接详情"),
    office("transfer-correct", `/transfers/${returned.transfer}/correct`, "更正转接申请"),
    administrator("transfer-awaiting", `/transfers/${awaiting.transfer}`, "转接详情"),
    administrator("transfer-receipt", `/transfers/${awaiting.transfer}/receipt`, "登记回执"),
    anybody("letter", `/letters/${moving.letter.letter}`, "介绍信查验", { empty: { address: "/letters/nothing" } }),
    anybody("letter-void", `/letters/${lost.letter.letter}`, "介绍信查验"),
    office("home-branch", "/", branch.name),
    office("corrections", "/corrections", "信息更正", { empty: { address: "/corrections", as: novice } }),
    office("correction", `/corrections/${waiting}`, "更正申请"),
    office("correction-decided", `/corrections/${approved}`, "更正申请"),
    office("not-for-you", "/accounts", "党员e家", quiet),
    oneself("not-found", "/nowhere", "党员e家", quiet),
    oneself("home-member", "/", /同志$/),
    oneself("my-branch", "/my/branch", "我的支部"),
    oneself("my-record", "/my/record", "我的信息"),
    oneself("my-corrections", "/my/corrections", "更正记录", { empty: { address: "/my/corrections", as: lonely } }),
    oneself("my-propose-waits", "/my/record/correct", "申请更正信息"),
    { ...oneself("my-propose", "/my/record/correct", "申请更正信息"), as: lonely },
    oneself("my-viewings", "/my/viewings", "谁看过我的信息", { empty: { address: "/my/viewings", as: lonely } }),
    oneself("my-transfers", "/my/transfers", "我的组织关系", { empty: { address: "/my/transfers", as: lonely } }),
    oneself("my-letter", `/my/transfers/${moving.transfer}/letter`, "我的介绍信"),
    oneself("settings", "/settings", "设置", quiet),
    oneself("devices", "/settings/devices", "我的设备"),
    oneself("password", "/settings/password", "修改密码", quiet),
  ];
}
