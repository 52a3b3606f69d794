// A pupil's browser in everyone's turn. Each line of the input is one turn, as JSON: where, whether
// there is something to tell, whether script runs, and the cookies of a kiosk if it is at one: then Finish is
// pressed, too. Answers with one line for each, when it is over.
// usage: node turn.mjs, started by turn.py
import { createInterface } from 'node:readline';
import { freshContext, launch } from '../a11y/lib/browser.mjs';

const PAGES_MAX = 12;
const WORDS = { tell: 'They took my bag again, by the gate.', none: 'You were kind to me.' };
const browser = await launch();

/** Answers what the page asks, presses Next or Send; the button that was pressed. */
async function press(page, kind) {
  const box = page.locator('main textarea');
  if (await box.count()) await box.fill(WORDS[kind]);
  const wanted = page.locator(`main input[name=way][type=radio][value=${kind}]`);
  const tile = (await wanted.count()) ? wanted : page.locator('main input[type=radio]').nth(1);
  if (await tile.count()) await tile.check({ force: true });
  const send = page.locator('main .go button[value=send]');
  const button = (await send.count()) ? send : page.locator('main .go button[value=next]');
  const value = await button.getAttribute('value');
  await Promise.all([page.waitForEvent('load'), button.click()]);
  return value;
}

async function turn({ url, kind, script, kiosk }) {
  // Nothing of the turn before is kept: each begins with every file to fetch.
  const context = await freshContext(browser, { javaScriptEnabled: script, storageState: kiosk });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  let presses = 0;
  for (let pressed = ''; pressed !== 'send' && presses < PAGES_MAX; presses += 1) pressed = await press(page, kind);
  const heading = await page.locator('h1').innerText();
  await page.waitForLoadState('networkidle');
  let home = '';
  if (kiosk) {
    await page.locator('main .go a[data-leave]').click();
    await page.waitForFunction(() => document.querySelector('#numbers'));
    home = await page.locator('h1').innerText();
    await page.waitForLoadState('networkidle');
  }
  await context.close();
  return { presses, heading, home };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(await turn(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
await browser.close();
