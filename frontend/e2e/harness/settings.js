// What a run is told by its environment. Knows nothing of the product.

import { mkdirSync, readFileSync } from "node:fs";

function told(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; ./scripts/test browser and ./scripts/screens set it`);
  return value;
}

/** The address of the product, without a slash at its end. */
export const BASE_URL = told("BASE_URL");

/** Where messages that were sent on this machine can be read as JSON. */
export const INBOX_URL = told("INBOX_URL");

/** The browser's program. */
export const CHROMIUM = told("CHROMIUM");

/** The folder for pictures and what a run remembers. */
export const OUT = told("OUT");
mkdirSync(OUT, { recursive: true });

const identities = JSON.parse(readFileSync(told("IDENTITIES"), "utf8"));

/** The person of the demo city with this key, e.g. `county`. */
export function identity(key) {
  const found = identities.find((one) => one.key === key);
  if (!found) throw new Error(`the demo city has no ${key}`);
  return found;
}
