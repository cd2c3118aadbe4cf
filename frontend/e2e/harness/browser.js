// Browsers and windows of the kinds that people have. Watches each window for what must never happen.

import { chromium } from "playwright-core";
import { BASE_URL, CHROMIUM } from "./settings.js";
import { noteCall } from "./typed.js";

/** Longest wait for anything on screen, in milliseconds. */
const PATIENCE = 15_000;

const ANDROID = "Mozilla/5.0 (Linux; Android 13; V2309A) AppleWebKit/537.36 (KHTML, like Gecko)";

/** The kinds of windows. */
export const KINDS = {
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: `${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`,
  },
  desk: { viewport: { width: 1280, height: 800 } },
  wechat: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: `${ANDROID} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160 MicroMessenger/8.0.49`,
  },
};

/** Starts a browser. */
export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** What a window did that it must not, and what it was refused. */
export class Watch {
  faults = [];
  refusals = [];
  #lines = true;
  #errors = true;

  /** Lost calls are expected from now on: the journey cuts the line. */
  expectLostCalls() {
    this.#lines = false;
  }

  /** The page itself breaks, as it may where its parts do not come. */
  expectBreaks() {
    this.#lines = false;
    this.#errors = false;
  }

  async over(context) {
    await context.exposeBinding("violated", (_, what) => this.faults.push(`content policy: ${what}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        window.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    });
    context.on("weberror", (event) => this.faults.push(`error: ${event.error().stack}`));
    context.on("console", (message) => {
      // A refused call is no fault of the page; it is told by `response` below.
      if (this.#errors && message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    context.on("request", (request) => noteCall(request.url(), request.postData()));
    context.on("response", (response) => {
      const call = `${response.request().method()} ${new URL(response.url()).pathname}: ${response.status()}`;
      if (response.status() >= 500 && this.#lines) this.faults.push(call);
      else if (response.status() >= 400) this.refusals.push(call);
    });
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      // Leaving a page gives its calls up.
      if (this.#lines && why !== "net::ERR_ABORTED") this.faults.push(`${request.url()}: ${why}`);
    });
  }
}

/** For `more` of a window: the text size that its person chose earlier. */
export const inText = (size) => ({
  storageState: { cookies: [], origins: [{ origin: BASE_URL, localStorage: [{ name: "text-size", value: size }] }] },
});

// Refresh tokens follow each other: a device that was opened once has newer ones than its caller remembers.
const opened = new WeakSet();

/** A window of a kind, on a device that the product has never seen, or on the one of `person`. */
export async function windowOf(browser, kind = "phone", person = undefined, more = {}) {
  const context = await browser.newContext({
    baseURL: BASE_URL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ...KINDS[kind],
    ...more,
  });
  context.setDefaultTimeout(PATIENCE);
  const watch = new Watch();
  await watch.over(context);
  if (person) {
    if (opened.has(person)) await person.caller.signIn(person);
    opened.add(person);
    await context.addCookies(person.caller.cookies());
  }
  return { context, watch };
}
