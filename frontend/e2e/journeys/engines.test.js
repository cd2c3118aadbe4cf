// Where the app runs: inside WeChat, on phones and desks, on engines that cannot run it, and on bad lines.

import assert from "node:assert/strict";
import { at, link, press, sees, seesNot, sheet } from "../harness/acts.js";
import { accessible, chinese } from "../harness/checks.js";
import { journey } from "../harness/journey.js";
import * as people from "../harness/people.js";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

journey("inside WeChat the install page says how to get out of it", { kind: "wechat" }, async ({ page }) => {
  await page.goto("/");
  await press(page, "安装到手机");
  await at(page, "安装到手机");
  await sees(page, "您正在微信中使用");
  await sees(page, "在浏览器打开");
});

journey("inside WeChat an export says why there is none and what to do", { kind: "wechat", as: () => people.administrator("operator") }, async ({ page }) => {
  await page.goto("/members");
  await press(page, "导出");
  const wizard = sheet(page, "导出党员名册");
  await wizard.getByText("微信中不能保存文件").waitFor();
  await seesNot(page, "开始导出");
});

for (const [kind, more, first] of [
  ["phone", {}, "安卓和鸿蒙手机"],
  ["phone", { userAgent: IPHONE }, "苹果手机和平板"],
  ["desk", {}, "电脑"],
]) {
  journey(`the install page begins with ${first} there, and shows a code to scan`, { kind, more }, async ({ page }) => {
    await page.goto("/install");
    await at(page, "安装到手机");
    assert.equal((await page.locator("h3").first().innerText()).trim(), first);
    await page.getByRole("img", { name: "用微信或手机相机扫描，即可打开党员e家" }).waitFor();
    await seesNot(page, "您正在微信中使用");
  });
}

for (const [what, take] of [
  ["WebAssembly", () => delete globalThis.WebAssembly],
  ["cascade layers", () => delete globalThis.CSSLayerBlockRule],
  ["dialogs", () => delete HTMLDialogElement.prototype.showModal],
]) {
  journey(`an engine without ${what} gets the plain page with a number to call`, {}, async ({ page, device }) => {
    await device.addInitScript(take);
    const loaded = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto("/");
    await sees(page, "当前浏览器版本过低");
    assert.equal(await link(page, "12371").getAttribute("href"), "tel:12371");
    assert.ok(!loaded.some((address) => address.endsWith(".wasm")), "the module is not loaded in vain");
    await accessible(page, "the plain page");
    await chinese(page, "the plain page");
  });
}

journey("the module does not come: said, and opened again by hand", {}, async ({ page, watch }) => {
  watch.expectBreaks();
  await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
  await page.goto("/");
  await sees(page, "没有打开成功");
  await page.unroute("**/*.wasm");
  await press(page, "重新打开");
  await page.getByRole("tab", { name: "党员登录" }).waitFor();
});

journey("the page can be installed: manifest, icons and headers are there", {}, async ({ page, device }) => {
  const answer = await page.goto("/");
  const headers = answer.headers();
  assert.match(headers["content-security-policy"], /default-src 'none'/);
  assert.ok(!/unsafe-inline|'unsafe-eval'/.test(headers["content-security-policy"]));
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.ok(headers["strict-transport-security"]);
  const manifest = await (await device.request.get("/manifest.webmanifest")).json();
  assert.equal(manifest.lang, "zh-CN");
  for (const icon of manifest.icons) {
    const got = await device.request.get(icon.src);
    assert.ok(got.ok(), icon.src);
    assert.equal(got.headers()["content-type"], icon.type, icon.src);
  }
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
});
