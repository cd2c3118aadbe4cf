// What people do and see: by the words on screen, never by how a page is made.

const exactly = (name) => (name instanceof RegExp ? { name } : { name, exact: true });

/** The screen with this title in its bar is open. */
export async function at(page, title) {
  await page.getByRole("heading", { level: 1, ...exactly(title) }).waitFor();
}

/** A button, by its words. */
export const button = (page, name) => page.getByRole("button", exactly(name));

/** A link, by its words. */
export const link = (page, name) => page.getByRole("link", exactly(name));

/** A row of a list that leads somewhere, by words that stand in it. */
export const row = (page, words) => page.getByRole("listitem").getByRole("link").filter({ hasText: words });

/** A field, by its label. */
export const field = (page, label) => page.getByLabel(label, { exact: true });

/** The sheet with this heading. */
export const sheet = (page, title) => page.getByRole("dialog", exactly(title));

/** Presses a button or link. */
export async function press(page, name) {
  await button(page, name).or(link(page, name)).click();
}

/** Types into a field as fingers do: what formats the field sees every key. */
export async function type(page, label, text) {
  const box = textbox(page, label);
  await box.click();
  await box.fill("");
  await box.pressSequentially(text);
}

/** A text field by its label; one that may stay empty says so behind it. */
export function textbox(page, label) {
  return page.getByLabel(new RegExp(`^${label}(（选填）)?$`));
}

/** Chooses a value of a field that opens a sheet. */
export async function choose(page, label, value) {
  await page.getByRole("button", { name: new RegExp(`^${label}(（选填）)? `) }).click();
  const choices = sheet(page, new RegExp(`^${label}`));
  await choices.getByRole("button", { name: value, exact: true }).click();
  await choices.waitFor({ state: "hidden" });
}

/** These words stand on screen. */
export async function sees(page, words) {
  await page.getByText(words).filter({ visible: true }).first().waitFor();
}

/** These words are not, or no longer, on screen. */
export async function seesNot(page, words) {
  await page.getByText(words).filter({ visible: true }).first().waitFor({ state: "detached" });
}

/** Looks for words in the search of a list until these are seen: what was just changed is found within seconds. */
export async function lookFor(page, words, seen) {
  const box = page.getByRole("searchbox");
  for (let tries = 1; ; tries += 1) {
    await box.fill(words);
    try {
      await page.getByText(seen).filter({ visible: true }).first().waitFor({ timeout: 1500 });
      return;
    } catch (cause) {
      if (tries === 5) throw cause;
    }
    await box.fill("");
    // Longer than the pause after which the list is asked.
    await page.waitForTimeout(500);
  }
}

/** A short message passes. */
export async function told(page, words) {
  await page.getByRole("status").filter({ hasText: words }).first().waitFor();
}

/** What went wrong is read out. */
export async function warned(page, words) {
  await page.getByRole("alert").filter({ hasText: words }).first().waitFor();
}

/** The field is marked as wrong, says this, and gets the focus. */
export async function refusedAt(page, label, words) {
  const box = await textbox(page, label).elementHandle();
  await page.waitForFunction((box) => box.getAttribute("aria-invalid") === "true", box);
  const notes = await box.getAttribute("aria-describedby");
  await page.locator(`[id="${notes}"]`).filter({ hasText: words }).waitFor();
  await page.waitForFunction((box) => box === document.activeElement, box);
}

/** The value of a record's line. */
export async function fact(page, label) {
  const value = page.locator("dt", { hasText: new RegExp(`^${label}$`) }).locator("xpath=following-sibling::dd[1]");
  return (await value.innerText()).trim();
}

/**
 * Picks a value of a fuzzy field: types, and takes the suggestion with this name. What was just made is found within
 * seconds, so it is typed again where the name is not offered yet.
 */
export async function pick(page, label, typed, name) {
  const box = page.getByRole("combobox", { name: label });
  const suggestion = page.getByRole("option").filter({ hasText: name }).first();
  for (let tries = 1; ; tries += 1) {
    await box.click();
    await box.pressSequentially(typed);
    try {
      await suggestion.waitFor({ timeout: 3000 });
      break;
    } catch (cause) {
      if (tries === 5) throw cause;
    }
    await box.fill("");
    await page.waitForTimeout(500);
  }
  await suggestion.click();
  await page.getByRole("button", { name: `重新选择${label}` }).waitFor();
}
