#!/usr/bin/env node
// Is a slip that found no room sent again by its own page, at a time of chance, until it is sent; and does the page
// wait for whoever presses anything first? On a clock that is moved, at a school where there is room for one slip in
// a while.
// usage: node again.mjs --base https://localhost:8443
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freshContext, launch } from './lib/browser.mjs';
import { plant, stories } from './lib/stories.mjs';

const { values: opts } = parseArgs({ options: { base: { type: 'string', default: 'https://localhost' } } });
const TYPED = 'zebra umbrella 4471';
const [NOT_BEFORE, NOT_AFTER] = [10_000, 15_000];
const PAIRS_MAX = 3;
// Real time passes until there is room again: looks at the page, a tenth of a second apart.
const LOOKS_MAX = 600;
const SENT = 'Thank you. Your slip is sent.';
const browser = await launch({ pagesOnly: true });

/** Somebody at the page with Send, whose clock only this test moves. */
async function atSend(planted) {
  const context = await freshContext(browser, { baseURL: opts.base, ignoreHTTPSErrors: true }, planted);
  if (planted) await plant(context, '/static/talk.*', planted);
  const page = await context.newPage();
  await page.clock.install({ time: new Date('2026-11-24T10:00:00Z') });
  await page.goto('/');
  await page.clock.pauseAt(new Date('2026-11-24T10:01:00Z'));
  const press = async (value) => (await Promise.all([page.waitForNavigation(), page.locator(`button.btn[value=${value}]`).first().click()]))[0];
  await press('next');
  await page.locator('input[name=danger][value=no]').check({ force: true });
  while (!await page.locator('#words').count()) await press('next');
  await page.fill('#words', TYPED);
  while (!await page.locator('button.btn[value=send]').count()) await press('next');
  return { context, page, press };
}

/** Somebody who pressed Send and found no room, since another came first; `sends` has what the page sent since. */
async function whoWaits({ planted } = {}) {
  for (let pairs = 0; pairs < PAIRS_MAX; pairs += 1) {
    const [first, pupil] = await Promise.all([atSend(), atSend(planted)]);
    await first.press('send');
    await first.context.close();
    const answer = await pupil.press('send');
    if (answer.status() === 429) {
      const sends = [];
      pupil.page.on('request', (request) => request.method() === 'POST' && sends.push(new URLSearchParams(request.postData()).get('go')));
      return { ...pupil, sends };
    }
    await pupil.context.close();
  }
  return assert.fail('there was always room');
}

const { shows, end } = stories(whoWaits);
const heading = (page) => page.evaluate(() => document.querySelector('h1')?.innerText).catch(() => '');

const sendsItself = async ({ page, sends }) => {
  assert.ok((await page.locator('dl').innerText()).includes(TYPED), 'the words are on it');
  await page.clock.fastForward(NOT_BEFORE - 1);
  assert.deepEqual(sends, [], 'not sooner');
  await page.clock.fastForward(NOT_AFTER - NOT_BEFORE + 1);
  for (let looks = 0; looks < 50 && !sends.length; looks += 1) await wait(100);
  assert.deepEqual(sends, ['send'], 'no later');
  for (let looks = 0; looks < LOOKS_MAX && await heading(page) !== SENT; looks += 1) {
    await page.clock.fastForward(NOT_AFTER).catch(() => {});
    await wait(100);
  }
  assert.equal(await heading(page), SENT, `sent again ${sends.length} times`);
  assert.deepEqual([...new Set(sends)], ['send']);
};
await shows('a page that found no room sends itself again after ten to fifteen seconds, until the slip is sent', sendsItself);
await shows('that it does not would be found', (person) => assert.rejects(sendsItself(person), /no later/), { planted: ['again.click();', ''] });

/** Whoever reads on, or looks about, has the page for as long as they want it. */
const waits = (act) => async ({ page, press, sends }) => {
  await act(page);
  await page.clock.fastForward(2 * NOT_AFTER);
  await wait(500);
  assert.deepEqual(sends, [], 'the page waits');
  assert.ok((await page.locator('dl').innerText()).includes(TYPED));
  await press('send');
  assert.deepEqual(sends, ['send'], 'Send is theirs to press');
};
const presses = { key: (page) => page.keyboard.press('Tab'), press: (page) => page.mouse.click(5, 300) };
await shows('after a key the page waits for whoever is there', waits(presses.key));
await shows('after a press as well', waits(presses.press));
await shows('that it does not wait would be found', (person) => assert.rejects(waits(presses.key)(person), /the page waits/), {
  planted: ['["keydown", ', '['],
});

await browser.close();
end();
