// Photographs every screen: with data, empty, loading, failed and offline; on a phone and a desk; in both text
// sizes; light and dark. Arguments are words: only screens whose name contains one of them are taken.

import { join } from "node:path";
import { inText, launch, windowOf } from "../harness/browser.js";
import { cast, screens } from "../harness/cast.js";
import { OUT } from "../harness/settings.js";
import { contactSheet } from "./contact-sheet.js";
import { STATES } from "./states.js";

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
const TEXTS = ["normal", "large"];
const SCHEMES = ["light", "dark"];

const words = process.argv.slice(2);
const chosen = (name) => words.length === 0 || words.some((word) => name.includes(word));

/** Both colours of a page as it stands, all of it: a phone's window is a part of a long page. */
async function photograph(page, look) {
  const names = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    const name = `${look}-${colorScheme}.png`;
    await page.screenshot({ path: join(OUT, name), fullPage: true, animations: "disabled", caret: "hide" });
    names.push(name);
  }
  return names;
}

/** All screens in one size of window and text; a window for each person. */
async function round(browser, all, size, text, taken, missed) {
  const windows = new Map();
  const pageOf = async (person) => {
    if (!windows.has(person)) {
      const look = { ...inText(text), viewport: SIZES[size], deviceScaleFactor: 1 };
      const { context } = await windowOf(browser, size, person, look);
      windows.set(person, await context.newPage());
    }
    return windows.get(person);
  };
  for (const screen of all) {
    for (const [state, show] of Object.entries(STATES)) {
      try {
        const page = await show(screen, pageOf);
        if (!page) continue;
        const names = await photograph(page, `${screen.name}-${state}-${size}-${text}`);
        taken.push({ screen: screen.name, names });
      } catch (cause) {
        missed.push(`${screen.name}, ${state}, ${size}, ${text}: ${cause.message.split("\n", 1)[0]}`);
      } finally {
        await (await pageOf(screen.as)).unrouteAll({ behavior: "ignoreErrors" });
      }
    }
  }
  for (const page of windows.values()) await page.context().close();
}

const start = Date.now();
const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
const all = screens(await cast()).filter((screen) => chosen(screen.name));
const taken = [];
const missed = [];
const browser = await launch();
try {
  for (const size of Object.keys(SIZES)) {
    for (const text of TEXTS) {
      await round(browser, all, size, text, taken, missed);
      console.log(`  ${size}, ${text} text: ${all.length} screens after ${seconds()}`);
    }
  }
} finally {
  await browser.close();
}
contactSheet(OUT, taken);
const pictures = taken.flatMap((one) => one.names).length;
console.log(`${pictures} pictures in ${seconds()}: ${join(OUT, "index.html")}`);
for (const what of missed) console.error(`not taken: ${what}`);
process.exitCode = missed.length > 0 || pictures === 0 ? 1 : 0;
