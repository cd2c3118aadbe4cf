// Drives the list of members in a real browser on a phone six times slower, with 300 and with 300,000 rows. Pages
// come from here in place of the API, in the API's own form: the first of the size the API gives, later ones much
// larger, so that 300,000 rows are there in minutes. Writes what it measured to OUT/scroll.json.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

const harness = (name) => import(join(process.env.HARNESS, `${name}.js`));
const { launch, windowOf } = await harness("browser");
const { city } = await harness("people");
const { OUT } = await harness("settings");

const FEW = 300;
const MANY = 300_000;
const THROTTLE = 6;
const OPENINGS = 7;
/** Rows of a page after the first, while the list is being filled. */
const LARGE_PAGE = 12_500;
/** Rows that are left to come while the end of the list is flung. */
const LEFT = 100;

const person = await city();
const model = await person.caller.call("GET", "/members");
const PAGE = model.rows.length;

/** Rows that the list has been given so far. */
let served = 0;

/** Row `n` of the list, in the form of the API's own rows. */
function row(n) {
  const like = model.rows[n % PAGE];
  return { ...like, member: `row-${n}`, name: `${like.name}${n}` };
}

/** Answers the page's calls for a list of `total` rows; pages of `size(from)` rows. */
async function serve(page, total, size) {
  await page.route(/\/api\/members(\?.*)?$/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    const until = Math.min(total, from + size(from));
    const rows = Array.from({ length: until - from }, (_, at) => row(from + at));
    return route.fulfill({ json: until < total ? { rows, next: String(until) } : { rows } });
  });
  await page.route(/\/api\/orgs\/[^/]+$/, async (route) => {
    const answer = await route.fetch();
    const org = await answer.json();
    if (org.counts) org.counts.members = total;
    return route.fulfill({ response: answer, json: org });
  });
}

async function throttled(page, rate) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Emulation.setCPUThrottlingRate", { rate });
  return debug;
}

/** Milliseconds from the press on the home screen to the first row's picture. */
async function opening(page) {
  await page.goto("/");
  await page.locator('a[href="/members"]').first().waitFor();
  await throttled(page, THROTTLE);
  const took = await page.evaluate(
    () =>
      new Promise((done) => {
        const start = performance.now();
        const look = () => {
          if (!document.querySelector('a[href="/members/row-0"]')) return requestAnimationFrame(look);
          return requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        };
        document.querySelector('a[href="/members"]').click();
        look();
      }),
  );
  await throttled(page, 1);
  return took;
}

/** Milliseconds of the longest task of the page's main thread while `act` runs. */
async function longestTask(browser, page, act) {
  const categories = ["-*", "__metadata", "toplevel", "disabled-by-default-devtools.timeline"];
  await browser.startTracing(page, { categories });
  await act();
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const main = events.filter((one) => one.name === "thread_name" && one.args.name === "CrRendererMain");
  const threads = new Set(main.map((one) => `${one.pid} ${one.tid}`));
  const tasks = events.filter((one) => one.name === "RunTask" && threads.has(`${one.pid} ${one.tid}`));
  if (tasks.length === 0) throw new Error("the trace has no tasks");
  return Math.max(...tasks.map((one) => one.dur ?? 0)) / 1000;
}

/** Flings with one finger; a positive distance goes towards the end. */
const fling = (debug, distance) =>
  debug.send("Input.synthesizeScrollGesture", {
    x: 195,
    y: 420,
    yDistance: -distance,
    speed: 6000,
    gestureSourceType: "touch",
    preventFling: false,
  });

const elements = (page) => page.evaluate(() => document.querySelectorAll("*").length);

/** Scrolls to the end until every row but those that are held back has come. */
async function fill(page, rows) {
  const ends = Date.now() + 400_000;
  while (Date.now() < ends) {
    const shown = await page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return Math.round(document.querySelector(".list--long")?.getBoundingClientRect().height ?? 0);
    });
    if (shown > rows * 40 && served >= rows) return;
    await page.waitForTimeout(200);
  }
  throw new Error("the list does not fill");
}

const browser = await launch();
try {
  const open = { few: [], many: [] };
  for (let round = 0; round <= OPENINGS; round += 1) {
    for (const [key, total] of [["few", FEW], ["many", MANY]]) {
      const { context } = await windowOf(browser, "phone", person);
      const page = await context.newPage();
      await serve(page, total, () => PAGE);
      const took = await opening(page);
      // The first fills the browser's caches.
      if (round > 0) open[key].push(took);
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    }
  }

  const { context } = await windowOf(browser, "phone", person);
  const page = await context.newPage();
  await serve(page, MANY, (from) => {
    const size = from === 0 || from >= MANY - LEFT ? PAGE : Math.min(LARGE_PAGE, MANY - LEFT - from);
    served = from + size;
    return size;
  });
  await page.goto("/members");
  await page.locator('a[href="/members/row-0"]').waitFor();
  await fill(page, MANY - LEFT);
  const debug = await throttled(page, THROTTLE);
  const tasks = {};
  let nodes = await elements(page);
  const places = { "at the beginning": 0, "in the middle": 0.5, "near the end": 0.98 };
  for (const [place, share] of Object.entries(places)) {
    await page.evaluate((share) => scrollTo(0, document.documentElement.scrollHeight * share), share);
    await page.waitForTimeout(1500);
    tasks[place] = await longestTask(browser, page, async () => {
      for (const distance of [4000, 8000, -6000]) await fling(debug, distance);
    });
    nodes = Math.max(nodes, await elements(page));
  }
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight - 6000));
  await page.waitForTimeout(1500);
  tasks["while the last pages come"] = await longestTask(browser, page, async () => {
    for (const distance of [8000, 8000, 8000]) await fling(debug, distance);
  });
  nodes = Math.max(nodes, await elements(page));
  writeFileSync(join(OUT, "scroll.json"), JSON.stringify({ open, nodes, tasks, page: PAGE }));
} finally {
  await browser.close();
}
