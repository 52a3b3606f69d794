#!/usr/bin/env node
// Does the page that tests a device see what can be seen: words that come back, boxes that were filled in, a page
// that was changed; and does nothing that was typed there leave the browser?
// usage: node device.mjs --base https://localhost:8443 [--fingerprint AB:CD:…]
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freshContext, launch } from './lib/browser.mjs';
import { press } from './lib/pages.mjs';
import { plant, stories } from './lib/stories.mjs';

const { values: opts } = parseArgs({
  options: {
    base: { type: 'string', default: 'https://localhost' },
    fingerprint: { type: 'string' }, // of the certificate that the page has to name
  },
});
const TYPED = 'zebra umbrella 4471';
const LOOKED_MS = 1_500;
// What of our script empties a page that is left, and loads it anew when it is brought back.
const FORGETS = 'addEventListener("pagehide", function () { hush(); doc.body.textContent = ""; });\n'
  + 'addEventListener("pageshow", function (event) {\nif (event.persisted) { location.reload(); }\n});\n';
const browser = await launch({ backForwardCache: true });

/** Somebody at the test; `sent` is everything that left the browser. */
async function tester({ script = true, planted } = {}) {
  const context = await freshContext(browser, { baseURL: opts.base, ignoreHTTPSErrors: true, javaScriptEnabled: script }, planted);
  if (planted) await plant(context, '/static/talk.*', planted);
  const page = await context.newPage();
  const sent = [];
  page.on('request', (request) => sent.push(request.url(), request.postData() ?? '', JSON.stringify(request.headers())));
  await page.goto('/device-test');
  const goesBack = async () => {
    await page.fill('#back-words', TYPED);
    await press(page, page.locator('form[action="/device-test/next"] button'));
    assert.equal(await page.locator('h1').innerText(), 'Now go back');
    await page.goBack({ timeout: 3_000 }).catch(() => {}); // a restored page never "loads"
    await wait(LOOKED_MS);
    assert.equal(new URL(page.url()).pathname, '/device-test');
  };
  const answered = (risk) => page.locator(`input[name=${risk}]:checked`).inputValue();
  const results = async () => {
    await press(page, page.locator('form[action="/device-test/result"] button'));
    return page.locator('tbody .pill').allInnerTexts();
  };
  return { context, page, sent, goesBack, answered, results };
}

const { shows, end } = stories(tester);

await shows('after a real way there and back the page says that nothing came back, and the result is safe where all is', async (person) => {
  const { page, goesBack, answered, results } = person;
  assert.equal(await answered('back'), 'unknown', 'not before it was tried');
  await goesBack();
  assert.ok(await page.locator('#back-safe').isVisible());
  assert.ok(await page.locator('#back-unsafe').isHidden());
  assert.equal(await answered('back'), 'safe');
  assert.ok(await page.locator('#spelling-forbidden').isVisible());
  assert.ok(await page.locator('#spelling-unsafe').isHidden() && await page.locator('#autofill-unsafe').isHidden());
  for (const risk of ['autofill', 'spelling', 'inspection']) await page.check(`#${risk}-is-safe`);
  assert.deepEqual(await results(), ['Safe', 'Safe', 'Safe', 'Safe']);
  assert.match(await page.locator('main').innerText(), /All four are safe/);
});

await shows('a browser that brings the words back is found out', async ({ page, goesBack, answered, results }) => {
  await goesBack();
  assert.ok(await page.locator('#back-unsafe').isVisible());
  assert.equal(await answered('back'), 'unsafe');
  assert.equal((await results())[0], 'Not safe');
}, { planted: [FORGETS, ''] });

await shows('without a word there is nothing to come back, and it says so', async ({ page }) => {
  await page.locator('form[action="/device-test/next"] button').click();
  assert.ok(await page.locator('#back-empty').isVisible());
  assert.equal(new URL(page.url()).pathname, '/device-test');
});

await shows('a box that was filled in and not typed into is noticed, and one that was typed into is not', async ({ page, answered }) => {
  await page.locator('#email').pressSequentially('a@b.example');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Backspace');
  assert.equal(await answered('autofill'), 'unknown');
  await page.locator('#tel').evaluate((field) => {
    field.value = '01632 960000';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.ok(await page.locator('#autofill-unsafe').isVisible());
  assert.equal(await answered('autofill'), 'unsafe');
});

await shows('a writing helper that changes the page is noticed', async ({ page, answered }) => {
  await wait(LOOKED_MS);
  assert.equal(await answered('spelling'), 'unknown', 'of our own nothing is taken for one');
  await page.evaluate(() => document.body.append(document.createElement('grammarly-extension')));
  await page.locator('#spelt').pressSequentially('wrod');
  await wait(LOOKED_MS);
  assert.ok(await page.locator('#spelling-unsafe').isVisible());
  assert.equal(await answered('spelling'), 'unsafe');
});

const nothingLeaves = (isIt) => async ({ page, sent, goesBack, results }) => {
  if (!isIt) await page.evaluate(() => { document.getElementById('email').name = 'email'; });
  for (const id of ['name', 'email', 'tel', 'postal-code', 'spelt']) await page.fill(`#${id}`, TYPED);
  if (isIt) {
    await goesBack();
    for (const id of ['name', 'email', 'tel', 'postal-code', 'spelt']) await page.fill(`#${id}`, TYPED);
  }
  await page.fill('#back-words', TYPED);
  await results();
  const found = sent.filter((text) => /zebra/.test(decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, ''))));
  assert.equal(found.length === 0, isIt, found.join('\n'));
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie]);
  assert.deepEqual(kept, [0, 0, 0, '']);
};
await shows('nothing that was typed leaves the browser', nothingLeaves(true));
await shows('a box with a name, that would be sent, would be found', nothingLeaves(false));
await shows('nor without script, where it says what it cannot see and asks', async ({ page, sent, results }) => {
  assert.match(await page.locator('main').innerText(), /Script is off here/);
  await page.fill('#back-words', TYPED);
  await press(page, page.locator('form[action="/device-test/next"] button'));
  await press(page, page.locator('main a.btn'));
  for (const id of ['name', 'email', 'tel', 'postal-code', 'spelt']) await page.fill(`#${id}`, TYPED);
  await page.check('#back-is-unsafe');
  assert.deepEqual(await results(), ['Not safe', 'Not known', 'Not known', 'Not known']);
  assert.deepEqual(sent.filter((text) => /zebra/.test(text)), []);
}, { script: false });

if (opts.fingerprint) {
  await shows('the fingerprint on the page is that of the certificate that the browser was shown', async ({ page }) => {
    assert.deepEqual(await page.locator('p.code').allInnerTexts(), [opts.fingerprint]);
  });
}
await shows('the result fits on paper, with nothing to press', async ({ page, results }) => {
  await results();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('table').isVisible());
  for (const part of await page.locator('main .btn, .staff-bar').all()) assert.ok(await part.isHidden());
});

await browser.close();
end();
