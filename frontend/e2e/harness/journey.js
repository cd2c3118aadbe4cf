// A test that is a journey: a browser for each file, a fresh device for each journey, and afterwards a look at
// what must not have happened on the way.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { launch, windowOf } from "./browser.js";
import { OUT } from "./settings.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/**
 * A journey. `go` gets a page, and `another(kind, person)` for more devices; both are closed afterwards.
 * `kind` is the window's; `as` answers the person who is signed in on it already, if one; `timeout` is for journeys
 * of many people.
 */
export function journey(name, { kind = "phone", as = undefined, more = undefined, timeout = 120_000 } = {}, go) {
  test(name, { timeout }, async (context) => {
    const opened = [];
    const another = async (kind = "phone", person = undefined, more = {}) => {
      const one = await windowOf(browser, kind, person, more);
      opened.push(one);
      return { ...one, page: await one.context.newPage() };
    };
    try {
      const person = await as?.();
      const { page, context: device, watch } = await another(kind, person, more);
      await go({ page, device, watch, person, another });
      for (const one of opened) assert.deepEqual(one.watch.faults, [], "what happened on the way");
    } catch (cause) {
      await keepPictures(context, opened, name);
      throw cause;
    } finally {
      for (const one of opened) await one.context.close();
    }
  });
}

/** For whoever looks for the cause. */
async function keepPictures(context, opened, name) {
  let count = 0;
  for (const { context: device, watch } of opened) {
    for (const what of [...watch.faults, ...watch.refusals]) context.diagnostic(what);
    for (const page of device.pages()) {
      const path = join(OUT, `failed-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}-${(count += 1)}.png`);
      // A page that is gone has no picture; the cause is told all the same.
      await page.screenshot({ path, timeout: 5_000 }).then(
        () => context.diagnostic(`${page.url()} looks like ${path}`),
        () => context.diagnostic(`no picture of ${page.url()}`),
      );
    }
  }
}
