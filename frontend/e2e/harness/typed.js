// Writes down what journeys send about people, by typing or directly, so that the run can look for it in the
// functions' logs afterwards.

import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { OUT } from "./settings.js";

const FILE = join(OUT, "typed.jsonl");

/** Fields whose texts are somebody's, or the name of an organisation, which has no business in a log either. */
const PERSONAL = new Set([
  ...["name", "login", "password", "old", "new", "number", "id_number", "mobile", "phone", "office_phone"],
  ...["secretary", "secretary_mobile", "address", "home_address", "native_place", "work_unit"],
  ...["reason", "note", "to", "addressee", "unit", "issuer", "from", "handler", "handler_phone"],
]);

/** The id of a record, which logs may name. */
const ID = /^[0-9a-f]{32}$/;

function note(value, field) {
  if (value && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) note(part, Array.isArray(value) ? field : name);
  } else if (typeof value === "string" && value && PERSONAL.has(field) && !ID.test(value)) {
    appendFileSync(FILE, `${JSON.stringify({ field, value })}\n`);
  }
}

/** Notes a call: its body as JSON, or its query. */
export function noteCall(address, body) {
  note(Object.fromEntries(new URL(address).searchParams));
  if (!body) return;
  try {
    note(JSON.parse(body));
  } catch (cause) {
    // A journey may send what is no JSON.
    if (!(cause instanceof SyntaxError)) throw cause;
  }
}
