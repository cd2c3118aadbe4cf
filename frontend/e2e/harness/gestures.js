// Fingers.

/** Swipes something to the left with one finger. */
export async function swipeLeft(page, what) {
  const box = await what.boundingBox();
  const debug = await page.context().newCDPSession(page);
  const y = box.y + box.height / 2;
  const at = (part) => [{ x: box.x + box.width * part, y }];
  await debug.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0.8) });
  for (const part of [0.7, 0.6, 0.5, 0.4, 0.3, 0.2]) {
    await debug.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(part) });
  }
  await debug.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await debug.detach();
}

/** Pulls the page down from its top with one finger, far enough to refresh it. */
export async function pullDown(page) {
  const debug = await page.context().newCDPSession(page);
  const at = (y) => [{ x: 180, y }];
  await debug.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(300) });
  for (const y of [340, 380, 420, 460, 500]) {
    await debug.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(y) });
  }
  await debug.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await debug.detach();
}
