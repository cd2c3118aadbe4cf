// The door: every role on a device that the product has never seen, what can go wrong there, and how to go on.

import assert from "node:assert/strict";
import { at, button, field, press, refusedAt, row, sees, seesNot, textbox, type, warned } from "../harness/acts.js";
import { codeFor, messagesTo } from "../harness/inbox.js";
import { journey } from "../harness/journey.js";
import * as people from "../harness/people.js";
import { identity } from "../harness/settings.js";
import { enter, home, knock, openDoor, replacePassword, signInFirst } from "../harness/sign-in.js";

for (const key of ["city-direct", "county", "county-direct", "township", "operator"]) {
  const { role, org } = identity(key);
  journey(`${role} signs in on a new device after a slip, and looks at what is theirs`, {}, async ({ page }) => {
    const code = key === "operator" ? "operator" : key.replace("-", "_");
    const person = await people.newAccount(await people.orgOf(key), code);
    await page.goto("/");
    await knock(page, { ...person, password: "not-this-one" });
    await sees(page, "账号或密码不正确");
    await enter(page, person);
    await replacePassword(page);
    await home(page);
    await sees(page, org);
    await sees(page, person.name);
    if (key === "operator") {
      await press(page, "党员");
      await at(page, "党员管理");
      await row(page, /岁/).first().waitFor();
    } else {
      await press(page, "党组织");
      await at(page, "党组织管理");
      await row(page, /党员 \d+ 名/).first().waitFor();
    }
  });
}

journey("the city department of the demo signs in on the device it has", { as: people.city }, async ({ page, person }) => {
  await page.goto("/");
  await home(page);
  await sees(page, identity("city").org);
  assert.ok(person.org);
});

journey("a member signs in on a new device, replaces the initial password and comes back without a code", {}, async ({ page, device }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await signInFirst(page, person);
  await sees(page, `${person.name}同志`);
  await press(page, "设置");
  await press(page, "退出登录");
  await page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await page.getByRole("tab", { name: "党员登录" }).waitFor();
  const before = await messagesTo(person.phone);
  await knock(page, { ...person, password: people.CHOSEN });
  await home(page);
  assert.equal(await messagesTo(person.phone), before, "no code on a device that is remembered");
  assert.equal((await device.cookies()).filter((cookie) => !cookie.httpOnly).length, 0, "no script can read a cookie");
});

journey("on a wide window and by keyboard alone", { kind: "desk" }, async ({ page }) => {
  const person = await people.newAccount(await people.orgOf("township"));
  const to = async (there) => {
    for (let presses = 0; presses < 30; presses += 1) {
      if (await there.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail("Tab does not get there");
  };
  await page.goto("/");
  await to(page.getByRole("tab", { name: "党员登录" }));
  await page.keyboard.press("ArrowRight");
  const tab = page.getByRole("tab", { name: "党组织登录", selected: true });
  await tab.waitFor();
  assert.ok(await tab.evaluate((tab) => tab === document.activeElement), "the arrow key takes the focus along");
  await to(field(page, "登录名"));
  await page.keyboard.type(person.login);
  await to(field(page, "密码"));
  await page.keyboard.type(person.password);
  await to(page.getByRole("checkbox"));
  await page.keyboard.press("Space");
  const before = await messagesTo(person.phone);
  await to(button(page, "登录"));
  await page.keyboard.press("Enter");
  const code = await codeFor(person.phone, before);
  await field(page, "短信验证码").waitFor();
  await to(field(page, "短信验证码"));
  await page.keyboard.type(code);
  await field(page, "新密码").waitFor();
  await to(field(page, "新密码"));
  await page.keyboard.type(people.CHOSEN);
  await to(field(page, "再次输入新密码"));
  await page.keyboard.type(people.CHOSEN);
  await page.keyboard.press("Enter");
  await home(page);
});

journey("an empty form says what is missing, and loses nothing", {}, async ({ page }) => {
  await page.goto("/");
  await press(page, "登录");
  await refusedAt(page, "身份证号码", "请填写此项");
  await sees(page, "请阅读隐私政策，同意后勾选");
  await type(page, "身份证号码", "340221197001011111");
  await field(page, "密码").click();
  await sees(page, "身份证号码有误，可能输错了一位，请逐位核对");
  await press(page, "登录");
  assert.equal(await textbox(page, "身份证号码").inputValue(), "340221 1970 0101 1111");
});

journey("an unknown login and a known one are refused alike", {}, async ({ page }) => {
  const person = await people.newAccount(await people.orgOf("township"));
  await page.goto("/");
  const said = [];
  for (const login of [person.login, "nobody-at-all"]) {
    await knock(page, { ...person, login, password: "not-this-one" });
    await sees(page, "账号或密码不正确");
    const notes = await field(page, "密码").getAttribute("aria-describedby");
    said.push(await page.locator(`[id="${notes}"]`).innerText());
  }
  assert.equal(said[0], said[1]);
});

journey("five wrong passwords lock, and the right one has to wait too", {}, async ({ page }) => {
  const person = await people.newAccount(await people.orgOf("township"));
  await page.goto("/");
  await knock(page, { ...person, password: "not-this-one" });
  for (let tries = 1; tries < 5; tries += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/auth/sign-in"));
    await type(page, "密码", `not-this-one-${tries}`);
    await press(page, "登录");
    await answer;
  }
  await warned(page, "密码多次输入错误，已暂停登录");
  await type(page, "密码", person.password);
  await press(page, "登录");
  await warned(page, /请在 \d+ 分钟后再试/);
});

journey("a wrong code can be corrected, and another cannot be asked for at once", {}, async ({ page }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await page.goto("/");
  const before = await messagesTo(person.phone);
  await knock(page, person);
  const code = await codeFor(person.phone, before);
  await sees(page, `验证码已发送至 ${person.phone.slice(0, 3)}`);
  await type(page, "短信验证码", String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
  await refusedAt(page, "短信验证码", /验证码不正确.*还可以输入 4 次/);
  const again = page.getByRole("button", { name: /秒后可重发/ });
  assert.equal(await again.getAttribute("aria-disabled"), "true");
  await press(page, "号码不对或已停用？");
  await sees(page, "请联系所在支部更新号码");
  await press(page, "知道了");
  await type(page, "短信验证码", code);
  await sees(page, "设置新密码");
});

journey("five wrong codes end the sign-in", {}, async ({ page }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await page.goto("/");
  const before = await messagesTo(person.phone);
  await knock(page, person);
  const code = Number(await codeFor(person.phone, before));
  for (let tries = 1; tries <= 5; tries += 1) {
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/auth/code"));
    await type(page, "短信验证码", String((code + tries) % 1_000_000).padStart(6, "0"));
    await answer;
  }
  await sees(page, "本次登录已结束，请返回重新登录");
  await press(page, "返回重新登录");
  await field(page, "身份证号码").waitFor();
});

journey("the initial password is replaced by a good one only", {}, async ({ page }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await page.goto("/");
  await enter(page, person);
  await sees(page, "设置新密码");
  await type(page, "新密码", "short");
  await type(page, "再次输入新密码", "other");
  await press(page, "完成并登录");
  await refusedAt(page, "新密码", "至少 8 个字");
  await sees(page, "两次输入的密码不一致");
  await type(page, "新密码", "onlyletters");
  await press(page, "完成并登录");
  await refusedAt(page, "新密码", "至少三种");
  // Nothing else opens before.
  await page.goto("/my/record");
  await replacePassword(page);
  await at(page, "我的信息");
});

journey("a reload between the steps keeps the place", {}, async ({ page }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await page.goto("/");
  const before = await messagesTo(person.phone);
  await knock(page, person);
  await sees(page, "输入验证码");
  await page.reload();
  await sees(page, "输入验证码");
  await type(page, "短信验证码", await codeFor(person.phone, before));
  await sees(page, "设置新密码");
  await page.reload();
  await replacePassword(page);
  await home(page);
});

journey("a link that was opened before signing in opens afterwards", { kind: "wechat" }, async ({ page }) => {
  const person = await people.newMember(await people.orgOf("operator"));
  await page.goto("/my/branch");
  await enter(page, person);
  await replacePassword(page);
  await at(page, "我的支部");
  await sees(page, identity("operator").org);
});

journey("somebody without a mobile is told whom to ask", {}, async ({ page }) => {
  const { caller } = await people.city();
  const person = await people.newMember(await people.orgOf("operator"));
  const record = await caller.call("GET", `/members/${person.id}`);
  await caller.call(
    "PATCH",
    `/members/${person.id}`,
    { mobile: "", standing: record.standing, particulars: record.particulars },
    { version: record.version },
  );
  await page.goto("/");
  await knock(page, person);
  await warned(page, "没有登记手机号码");
  await seesNot(page, "输入验证码");
});

journey("the page of the door can be read in large text, and the choice stays", {}, async ({ page }) => {
  await page.goto("/");
  const height = () => field(page, "密码").evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  await field(page, "密码").waitFor();
  const usual = await height();
  await press(page, "长辈版");
  await button(page, "标准版").waitFor();
  assert.ok((await height()) > usual);
  await page.reload();
  await button(page, "标准版").waitFor();
  assert.ok((await height()) > usual);
  await openDoor(page, "org");
  await field(page, "登录名").waitFor();
});
