// Calls the API directly, to prepare what a journey needs. What a journey is about is done on the screen.

import { randomInt, randomUUID } from "node:crypto";
import { request } from "node:http";
import { codeFor, messagesTo } from "./inbox.js";
import { BASE_URL } from "./settings.js";
import { noteCall } from "./typed.js";

// The limits of an address are for one office, and all journeys together are many: each run comes from a
// loopback address of its own. Browsers always come from 127.0.0.1.
const HOME = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;

/** A refusal: the problem as the API gave it. */
export class Refused extends Error {
  constructor(what, problem) {
    super(`${what}: ${JSON.stringify(problem)}`);
    this.problem = problem;
  }
}

/** One caller: cookies like a browser, and an access token once signed in. */
export class Caller {
  #cookies = new Map();
  #token;

  /** Calls `METHOD /path`, with a body or, for GET, a query. */
  async call(method, path, body, { version } = {}) {
    const asks = method === "GET" || method === "DELETE";
    const query = asks && body ? `?${new URLSearchParams(body)}` : "";
    const { hostname, port } = new URL(BASE_URL);
    const headers = {
      host: `${hostname}:${port}`,
      accept: "application/json",
      "idempotency-key": randomUUID(),
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(this.#token && { authorization: `Bearer ${this.#token}` }),
      ...(version && { "if-match": `"${version}"` }),
      ...(!asks && { "content-type": "application/json" }),
    };
    noteCall(`${BASE_URL}${path}${query}`, asks ? "" : JSON.stringify(body ?? {}));
    const { status, cookies, text } = await new Promise((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port, localAddress: HOME, method, path: `/api${path}${query}`, headers },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (part) => (text += part));
          answer.on("end", () =>
            resolve({ status: answer.statusCode, cookies: answer.headers["set-cookie"] ?? [], text }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(asks ? undefined : JSON.stringify(body ?? {}));
    });
    for (const cookie of cookies) {
      const [name, value] = cookie.split(";", 1)[0].split("=");
      this.#cookies.set(name, value);
    }
    const reply = text ? JSON.parse(text) : {};
    if (status >= 400) throw new Refused(`${method} ${path}`, reply);
    return reply;
  }

  /** Signs in: with the code where one is asked for, and with `chosen` where the password must be replaced. */
  async signIn({ door, login, password, phone }, chosen) {
    const before = await messagesTo(phone);
    let step = await this.call("POST", "/auth/sign-in", { door, name: login, password });
    if (step.step === "code") {
      const code = await codeFor(phone, before);
      step = await this.call("POST", "/auth/code", { challenge: step.challenge, code, remember: true });
    }
    if (step.step === "new_password") {
      step = await this.call("POST", "/auth/initial-password", { challenge: step.challenge, password: chosen });
    }
    if (step.step !== "done") throw new Error(`a sign-in ends with ${step.step}`);
    this.#token = step.access_token;
    return step.who;
  }

  /** The cookies as a browser context takes them. */
  cookies() {
    const { hostname } = new URL(BASE_URL);
    return [...this.#cookies].map(([name, value]) => ({
      name,
      value,
      domain: hostname,
      path: "/api/auth",
      httpOnly: true,
      secure: true,
      sameSite: "Strict",
    }));
  }

  /** Takes cookies over that an earlier caller had. */
  remember(cookies) {
    for (const { name, value } of cookies) this.#cookies.set(name, value);
  }
}
