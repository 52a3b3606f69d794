// Takes a picture of each page that names a screen.
// usage: node take.mjs PAGES.json BASE SIGNED_IN OUT, called by take.py
import { join } from 'node:path';
import { context, launch } from '../../tests/a11y/lib/browser.mjs';
import { open, pagesToLookAt } from '../../tests/a11y/lib/pages.mjs';

const [file, base, signedIn, out] = process.argv.slice(2);
const browser = await launch();
for (const page of pagesToLookAt({ file, base }).filter(({ screen }) => screen)) {
  const more = { deviceScaleFactor: page.scale ?? 1 };
  if (page.signedInAs) more.storageState = join(signedIn, `${page.signedInAs}.json`);
  const ctx = await context(browser, page.screen, more);
  const tab = await ctx.newPage();
  await open(tab, page);
  // A phone's page is read by scrolling: its length is part of how it looks.
  await tab.screenshot({ path: join(out, `${page.name}.png`), fullPage: page.screen === 'phone' });
  await ctx.close();
}
await browser.close();
