// Decides whether this engine can run the product, then loads one of its modules: the part for members or the one for
// administrators where somebody is signed in, else the door, which asks for one of them when somebody is; that of
// letters where one is verified. Runs before the first paint, so that the chosen text size is there from the
// beginning. Knows nothing of the modules but their addresses.

// What everybody may read; either part draws it.
const PUBLIC = ["/about", "/install", "/privacy"];

// Where letters are verified, by a module of their own, for everybody, signed in or not.
const LETTERS = "/letters/";

// The parts behind the door, and the fields that the forms before them have.
const PARTS = ["member", "office"];
const BEHIND = { id_number: "member", login: "office" };

const addresses = document.querySelector("script[data-door-module]").dataset;

// What this device remembers; a browser that keeps nothing shows the usual size, and the door first.
function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

if (remembered("text-size") === "large") document.documentElement.dataset.text = "large";

// What the modules and their style sheet cannot do without. The module is an empty one: constructing it also shows
// whether the content policy's permission for WebAssembly is understood here.
function able() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return (
      "CSSLayerBlockRule" in window &&
      "showModal" in HTMLDialogElement.prototype &&
      CSS.supports("container-type: inline-size") &&
      CSS.supports("selector(:has(*))")
    );
  } catch {
    return false;
  }
}

// Some web views refuse to compile from a stream although the type is right: then from the bytes.
async function compiled(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status);
  if (WebAssembly.compileStreaming) {
    try {
      return await WebAssembly.compileStreaming(answer.clone());
    } catch {
      // Below.
    }
  }
  return WebAssembly.compile(await answer.arrayBuffer());
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

// In place of the outline: what happened, and a key to try again.
function say(title, advice, place = document.querySelector("#app main")) {
  if (!place) return;
  const note = element("div", "card state", "");
  const again = element("button", "btn btn--primary", "重新打开");
  note.setAttribute("role", "alert");
  again.type = "button";
  again.addEventListener("click", () => location.reload());
  note.append(element("h2", "", title), element("p", "", advice), again);
  place.removeAttribute("aria-busy");
  place.replaceChildren(note);
}

// A module has stopped for good: better a sentence than keys that do nothing.
function stopped(cause) {
  if (cause instanceof WebAssembly.RuntimeError) {
    say("页面出现问题，没有继续", "请重新打开；刚才填写的内容会尽量恢复。", document.getElementById("app"));
  }
}

function plain() {
  document.getElementById("app").hidden = true;
  document.getElementById("plain").hidden = false;
}

const parts = {};

// The script and the compiled module of a part. One that did not come is asked for anew. In words that old engines
// know too: they must get as far as the plain page.
function load(part) {
  if (!parts[part]) {
    const coming = Promise.all([import(addresses[`${part}Script`]), compiled(addresses[`${part}Module`])]);
    parts[part] = coming.catch((cause) => {
      delete parts[part];
      throw cause;
    });
  }
  return parts[part];
}

async function start(part) {
  const slow = setTimeout(() => say("网络较慢，仍在打开", "请稍候；也可以换一个网络后重新打开。"), 12000);
  try {
    const [{ default: run }, module_or_path] = await load(part);
    // Onto a copy of what is shown: a part before this one leaves nothing behind that listens.
    const place = document.getElementById("app");
    place.replaceWith(place.cloneNode(true));
    await run({ module_or_path });
  } catch (cause) {
    console.error(cause);
    say("没有打开成功", navigator.onLine ? "请稍后重新打开。" : "没有连接到网络，请检查网络后重新打开。");
  } finally {
    clearTimeout(slow);
  }
}

function begin() {
  if (location.pathname.startsWith(LETTERS)) {
    start("letter");
    return;
  }
  for (const part of PARTS) addEventListener(`open:${part}`, () => start(part));
  const part = PARTS.find((name) => name === remembered("signed-in"));
  if (part || PUBLIC.includes(location.pathname)) {
    start(part || "member");
    return;
  }
  // While a door's form is being filled the part behind it comes; where it does not, it is asked for again afterwards.
  addEventListener("focusin", ({ target: { form } }) => {
    const field = Object.keys(BEHIND).find((name) => form && form.elements[name]);
    if (field) load(BEHIND[field]).catch(() => {});
  });
  start("door");
}

addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));

// When the outline has been painted: what is read first waits for nothing. A page that nobody sees paints nothing, and
// not every web view tells.
function painted(then) {
  if (document.hidden) {
    then();
    return;
  }
  const late = setTimeout(go, 300);
  const paints = new PerformanceObserver(go);
  function go() {
    clearTimeout(late);
    paints.disconnect();
    then();
  }
  paints.observe({ type: "paint", buffered: true });
}

// The page may still be on its way: this script stands at its head.
const first = able() ? () => painted(begin) : plain;
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", first);
else first();
