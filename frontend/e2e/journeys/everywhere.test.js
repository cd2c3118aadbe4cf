// Every screen, in both text sizes and both colour schemes: accessible, Chinese, and never wider than the window.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { at, button, press, sees, sheet } from "../harness/acts.js";
import { inText, launch, windowOf } from "../harness/browser.js";
import { cast, screens } from "../harness/cast.js";
import { accessible, chinese, fits, settledScreen } from "../harness/checks.js";
import { identity } from "../harness/settings.js";

let browser, people, all;
before(async () => {
  browser = await launch();
  people = await cast();
  all = screens(people);
});
after(() => browser?.close());

/** Names that belong to people and places, which are no words of ours; one is the example of a login name. */
const names = () => ["zhongxing01", people.account.login, people.county.login, identity("city").login, process.env.BASE_URL];

async function everyScreen(more, text, look) {
  const windows = new Map();
  const faults = [];
  try {
    for (const screen of all) {
      if (!windows.has(screen.as)) {
        const one = await windowOf(browser, "phone", screen.as, { ...inText(text), ...more });
        windows.set(screen.as, { ...one, page: await one.context.newPage() });
      }
      const { page, watch } = windows.get(screen.as);
      try {
        await page.goto(screen.address);
        await at(page, screen.title);
        await settledScreen(page);
        await look(page, screen);
      } catch (cause) {
        faults.push(`${screen.name}: ${cause.message}`);
      }
      faults.push(...watch.faults.splice(0).map((fault) => `${screen.name}: ${fault}`));
    }
  } finally {
    for (const { context } of windows.values()) await context.close();
  }
  assert.deepEqual(faults, []);
}

for (const [size, text] of [["usual", "normal"], ["large", "large"]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every screen is accessible in ${size} text, ${colorScheme}`, { timeout: 600_000 }, () =>
      everyScreen({ colorScheme }, text, (page, screen) => accessible(page, screen.name)),
    );
  }
  test(`no screen scrolls sideways at 320 px in ${size} text`, { timeout: 600_000 }, () =>
    everyScreen({ viewport: { width: 320, height: 640 } }, text, (page, screen) => fits(page, screen.name)),
  );
}

test("every word on every screen is Chinese", { timeout: 600_000 }, () =>
  everyScreen({}, "normal", (page, screen) => chinese(page, screen.name, names())),
);

test("sheets are accessible in large text, and fit", { timeout: 300_000 }, async () => {
  const narrow = { viewport: { width: 320, height: 640 } };
  const { context } = await windowOf(browser, "phone", people.county, { ...inText("large"), ...narrow });
  const page = await context.newPage();
  const { branch, waiting, moving, passing } = people;
  try {
    for (const [address, key, title] of [
      [`/orgs/${branch.org}`, "撤销党组织", `撤销“${branch.name}”？`],
      [`/members?org=${branch.org}`, "全部类别", "党员类别"],
      [`/members?org=${branch.org}`, branch.name, "党组织"],
      [`/members?org=${branch.org}`, "导出", "导出党员名册"],
      [`/corrections/${waiting}`, "退回", "退回这份更正申请？"],
      [`/members/${people.member.id}`, "重置登录密码", `重置${people.member.name}的登录密码？`],
      [`/accounts/${people.account.id}`, "重置密码", `重置${people.account.name}的密码？`],
      [`/transfers?box=running`, "全部月份", "月份"],
      [`/transfers/${passing.transfer}`, "通过", "通过并开具介绍信？"],
      [`/transfers/${passing.transfer}`, "退回", "退回这件转接？"],
      [`/transfers/${moving.transfer}`, "作废并重新开具介绍信", "作废并重新开具介绍信？"],
      ["/settings", "在所有设备上退出", "在所有设备上退出？"],
    ]) {
      await page.goto(address);
      await press(page, key);
      await sheet(page, title).waitFor();
      await accessible(page, title);
      await fits(page, title);
      await page.keyboard.press("Escape");
      await sheet(page, title).waitFor({ state: "hidden" });
      const focus = await page.evaluate(() => document.activeElement?.textContent ?? "");
      assert.ok(focus.includes(key), `after ${title} the focus is back at ${key}, not at ${focus}`);
    }
  } finally {
    await context.close();
  }
});

test("text can be zoomed to twice its size and nothing is lost", { timeout: 300_000 }, async () => {
  // Twice the size on a phone is half the width of its window.
  const { context } = await windowOf(browser, "desk", people.member, { viewport: { width: 320, height: 256 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  try {
    for (const address of ["/", "/my/record", "/settings"]) {
      await page.goto(address);
      await settledScreen(page);
      await fits(page, address);
    }
    await button(page, "退出登录").scrollIntoViewIfNeeded();
    await sees(page, "退出登录");
  } finally {
    await context.close();
  }
});
