// One page with all pictures, screen by screen.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes `index.html` beside the pictures. */
export function contactSheet(folder, taken) {
  const screens = new Map();
  for (const one of taken) screens.set(one.screen, [...(screens.get(one.screen) ?? []), one]);
  const picture = (name) => `<a href="${name}"><img loading="lazy" src="${name}" alt="${name}"><figcaption>${name}</figcaption></a>`;
  const section = ([screen, states]) =>
    `<section><h2 id="${screen}">${screen}</h2><div>${states.flatMap((one) => one.names).map(picture).join("")}</div></section>`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Screens</title><style>
body { font: 14px sans-serif; margin: 16px; background: #888; }
nav a { margin-right: 12px; color: #fff; }
section div { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }
section a { width: 240px; color: #000; text-decoration: none; overflow-wrap: anywhere; }
img { width: 100%; max-height: 720px; object-fit: cover; object-position: top; }
</style></head><body>
<nav>${[...screens.keys()].map((name) => `<a href="#${name}">${name}</a>`).join("")}</nav>
${[...screens].map(section).join("\n")}
</body></html>
`;
  writeFileSync(join(folder, "index.html"), html);
}
