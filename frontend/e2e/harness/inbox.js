// The messages with codes that the product sent on this machine instead of to a phone.

import { INBOX_URL } from "./settings.js";

/** Longest wait for a message, in milliseconds. */
const PATIENCE = 10_000;

async function messages(phone) {
  const answer = await fetch(`${INBOX_URL}?phone=${phone}`);
  if (!answer.ok) throw new Error(`the inbox answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()).filter((message) => message.text.includes("验证码"));
}

/** How many messages a number has got so far. Taken before something sends one, for `codeFor`. */
export async function messagesTo(phone) {
  return (await messages(phone)).length;
}

/** The code of the newest message to a number, once it has got more than `before`. */
export async function codeFor(phone, before) {
  const ends = Date.now() + PATIENCE;
  while (Date.now() < ends) {
    const got = await messages(phone);
    if (got.length > before) {
      const code = got[0].text.match(/\d{6}/)?.[0];
      if (!code) throw new Error(`no code in: ${got[0].text}`);
      return code;
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no message to ${phone}`);
}
