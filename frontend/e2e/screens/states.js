// The states of a screen, and how each is brought about: by what the API answers, as the app finds it.

import { at, sees } from "../harness/acts.js";
import { settledScreen } from "../harness/checks.js";

// Who is signed in is always answered: what is shown is the screen, not the door before it.
const DATA = (address) => address.pathname.startsWith("/api/") && !address.pathname.startsWith("/api/auth/refresh");

/** Opens a screen on its own page. */
async function open(pageOf, { as, address, title }) {
  const page = await pageOf(as);
  await page.goto(address);
  await at(page, title);
  return page;
}

/** Each answers the page to photograph, or nothing where the screen has no such state. */
export const STATES = {
  async data(screen, pageOf) {
    const page = await open(pageOf, screen);
    await settledScreen(page);
    return page;
  },

  async empty(screen, pageOf) {
    if (!screen.empty) return undefined;
    const page = await open(pageOf, { ...screen, ...screen.empty });
    await settledScreen(page);
    return page;
  },

  async loading(screen, pageOf) {
    if (screen.quiet) return undefined;
    const page = await pageOf(screen.as);
    // Never answered; given up when the next screen opens.
    await page.route(DATA, () => undefined);
    return open(pageOf, screen);
  },

  async failed(screen, pageOf) {
    if (screen.quiet) return undefined;
    const page = await pageOf(screen.as);
    const body = JSON.stringify({ status: 500, code: "internal", request_id: "7f3a-20" });
    await page.route(DATA, (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body }));
    await open(pageOf, screen);
    await sees(page, /系统出现问题/);
    return page;
  },

  async offline(screen, pageOf) {
    if (screen.quiet) return undefined;
    const page = await pageOf(screen.as);
    await page.route(DATA, (route) => route.abort("internetdisconnected"));
    await open(pageOf, screen);
    await sees(page, /没有连接到网络/);
    return page;
  },
};
