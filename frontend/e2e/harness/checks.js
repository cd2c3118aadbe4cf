// What holds on every screen: accessible, Chinese, no scrolling sideways.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 AA, and what is good practice everywhere. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a screen breaks of the rules; empty where all is well. */
export async function violations(page) {
  // The content policy forbids the page what the debugger may.
  const debug = await page.context().newCDPSession(page);
  await debug.send("Runtime.evaluate", { expression: AXE });
  await debug.detach();
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html.slice(0, 160)}`));
}

/** No rule of accessibility is broken. */
export async function accessible(page, where) {
  assert.deepEqual(await violations(page), [], `accessibility of ${where}`);
}

/** Words that are names, and read the same in every language. */
const NAMES = /^(e|ICP|X|Chrome|Safari|Firefox|Edge|QQ|UC|OPPO|vivo)$/;

/** Latin words that can be seen or heard on the screen. `names` are those that belong to people and places. */
export async function foreignWords(page, names = []) {
  const texts = await page.evaluate(() => {
    const spoken = [...document.querySelectorAll("[aria-label],[placeholder],[title],[alt]")].filter((element) =>
      element.checkVisibility(),
    );
    const said = spoken.flatMap((element) =>
      ["aria-label", "placeholder", "title", "alt"].map((name) => element.getAttribute(name) ?? ""),
    );
    return [document.title, document.body.innerText, ...said];
  });
  const told = names.reduce((text, name) => text.replaceAll(name, " "), texts.join("\n"));
  const words = told.match(/[A-Za-z]+/g) ?? [];
  return [...new Set(words.filter((word) => !NAMES.test(word)))];
}

/** Everything is said in Chinese. */
export async function chinese(page, where, names = []) {
  assert.deepEqual(await foreignWords(page, names), [], `words of ${where} that are not Chinese`);
}

/** The page is no wider than its window. */
export async function fits(page, where) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= window, `${where} is ${wide} px wide in a window of ${window}`);
}

/** Nothing is loading any more: what was asked for is on screen. */
export async function settledScreen(page) {
  await page.waitForFunction(
    () => document.fonts.status === "loaded" && !document.querySelector("[aria-busy=true]") && document.querySelector("h1"),
  );
}
