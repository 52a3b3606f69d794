#!/usr/bin/env node
// Does a kiosk forget whoever walks away, on a clock that is moved: a curtain after a minute, behind which nothing
// can be read, gone on from by one press, cleared after two minutes more, in the browser and in the service? And
// is it said before a press that the network is gone?
// usage: node kiosk.mjs --base https://localhost:8443 --signed-in FOLDER --out FOLDER
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freshContext, launch } from './lib/browser.mjs';
import { plant, stories } from './lib/stories.mjs';

const { values: opts } = parseArgs({
  options: {
    base: { type: 'string', default: 'https://localhost' },
    'signed-in': { type: 'string' }, // the folder that holds hall.json, the saved cookies of a kiosk
    out: { type: 'string' }, // a folder for pictures
  },
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TYPED = 'zebra umbrella 4471';
const MINUTE = 60_000;
const browser = await launch({ pagesOnly: true });

/** A kiosk at its home, or at the page on which a pupil writes, with a clock that only this test moves. */
async function kiosk({ planted, viewport, language, isAtHome } = {}) {
  const context = await freshContext(browser, {
    baseURL: opts.base, ignoreHTTPSErrors: true, viewport, storageState: join(opts['signed-in'], 'hall.json'),
  }, planted);
  if (planted) await plant(context, '/static/kiosk.*', planted);
  const page = await context.newPage();
  // It stands still but for what the test moves it by.
  await page.clock.install({ time: new Date('2026-11-24T10:00:00Z') });
  await page.goto('/');
  await page.clock.pauseAt(new Date('2026-11-24T10:01:00Z'));
  const press = (value) => Promise.all([page.waitForNavigation(), page.locator(`button.btn[value="${value}"]`).click()]);
  const heading = () => page.locator('h1').innerText();
  assert.equal(await heading(), 'Hello');
  if (language) {
    await page.locator('.look summary').click();
    await Promise.all([page.waitForNavigation(), page.locator(`button[value=lang-${language}]`).click()]);
  }
  const person = { context, page, press, heading, curtain: page.locator('#idle'), stay: page.locator('#idle-stay') };
  if (isAtHome) return person;
  await press('change-start');
  await press('next');
  await page.locator('input[name=danger][value=no]').check({ force: true });
  while (!await page.locator('#words').count()) await press('next');
  await page.fill('#words', TYPED);
  return person;
}

const { shows, end } = stories(kiosk);

/** Waits for the home; `meanwhile` is done again and again until then. */
async function isHome(page, meanwhile = async () => {}) {
  for (let times = 0; times < 100; times += 1) {
    const heading = await page.evaluate(() => document.querySelector('h1')?.innerText).catch(() => '');
    if (heading === 'Hello') return;
    await meanwhile();
    await wait(100);
  }
  assert.fail('the home never came');
}

/** All that can be read on the page: seen, selected, or told by a screen reader. */
async function readable(page) {
  const told = await page.context().newCDPSession(page);
  const { nodes } = await told.send('Accessibility.getFullAXTree');
  const names = nodes.filter((node) => !node.ignored).flatMap((node) => [node.name?.value, node.value?.value]);
  const seen = await page.evaluate(() => {
    getSelection().selectAllChildren(document.body);
    return document.body.innerText + getSelection().toString();
  });
  return `${names.join(' ')} ${seen}`;
}

/** The service has let go of the slip, too: the cookies from before open nothing. */
async function isLetGo({ context, page, heading }, before) {
  await context.addCookies(before);
  await page.goto('/');
  assert.equal(await heading(), 'Hello');
  await Promise.all([page.waitForNavigation(), page.locator('button.btn[value=change-start]').click()]);
  assert.ok(!await page.locator('button[value=show]').count(), 'no slip is open');
  assert.ok(!(await readable(page)).includes(TYPED));
}

const isCovered = (isIt) => async ({ page, curtain, stay }) => {
  await page.clock.fastForward(MINUTE - 1_000);
  assert.ok(await curtain.isHidden(), 'not before a minute is over');
  await page.clock.fastForward(1_000);
  assert.ok(await curtain.isVisible(), 'a curtain after a minute');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'idle-stay');
  const text = await readable(page);
  assert.ok(text.includes('Are you still there?'), text);
  const behind = [TYPED, 'Leave', 'Back', 'Tell us what happened'].filter((words) => text.replace('Question', '').includes(words));
  assert.equal(behind.length === 0, isIt, `behind it: ${behind}`);
  const stops = new Set();
  for (let times = 0; times < 6; times += 1) {
    await page.keyboard.press('Tab');
    stops.add(await page.evaluate(() => (document.activeElement === document.body ? '' : document.activeElement.textContent.trim())));
  }
  if (!isIt) return;
  assert.ok([...stops].every((stop) => ['Carry on', 'Clear', ''].includes(stop)), `the Tab key reaches ${[...stops]}`);
  if (opts.out) await page.screenshot({ path: join(opts.out, `kiosk-curtain-${page.viewportSize().width}.png`) });
  await page.evaluate(axe);
  let isDone = false;
  const looked = page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa'] }))
    .finally(() => { isDone = true; });
  // Axe waits for timers, which stand still.
  while (!isDone) await page.clock.runFor(1).then(() => wait(10));
  const { violations } = await looked;
  assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`), []);
  const box = await stay.boundingBox();
  assert.ok(box.height >= 48 && box.width >= 48, JSON.stringify(box));
};
await shows('after a minute a curtain covers the page, and nothing behind it can be read, heard, selected or reached', isCovered(true));
await shows('the same on a phone', isCovered(true), { viewport: { width: 360, height: 740 } });
await shows('that something can be read behind it would be found', isCovered(false), { planted: ['part.setAttribute("inert", "")', 'part'] });

await shows('one press goes on, as often as it takes, and nothing is lost', async ({ page, press, curtain, stay }) => {
  for (let times = 0; times < 12; times += 1) {
    await page.clock.fastForward(MINUTE);
    assert.ok(await curtain.isVisible());
    await page.clock.fastForward(2 * MINUTE - 1_000);
    if (times % 2) await page.keyboard.press('Escape');
    else await stay.click();
    assert.ok(await curtain.isHidden());
    assert.equal(await page.inputValue('#words'), TYPED);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'words', 'where they were');
  }
  await press('next');
  assert.ok(!await page.locator('#words').count(), 'the next page');
});

await shows('every key, press and move puts the curtain off, and so does listening', async ({ page, press, curtain }) => {
  const acts = [
    () => page.keyboard.press('a'), () => page.mouse.move(5, 5), () => page.mouse.wheel(0, 40), () => page.mouse.down(),
  ];
  for (const act of acts) {
    await page.clock.fastForward(MINUTE - 1_000);
    await act();
    await wait(200);
    assert.ok(await curtain.isHidden());
  }
  await press('back');
  await page.locator('#listen').click();
  for (let times = 0; times < 3; times += 1) {
    await page.evaluate(() => document.getElementById('listen').setAttribute('aria-pressed', 'true'));
    await page.clock.fastForward(MINUTE);
    assert.ok(await curtain.isHidden(), 'while it reads');
  }
});

const isCleared = async ({ context, page, heading, curtain }) => {
  const before = await context.cookies();
  await page.clock.fastForward(MINUTE);
  await page.clock.fastForward(2 * MINUTE - 1_000);
  assert.ok(await curtain.isVisible(), 'not before two minutes more');
  await page.clock.fastForward(1_000);
  await isHome(page);
  assert.ok(!(await readable(page)).includes(TYPED));
  await page.goBack({ timeout: 3000 }).catch(() => {});
  assert.ok(!(await readable(page)).includes(TYPED), 'nor by Back');
  await isLetGo({ context, page, heading }, before);
};
await shows('two minutes later it is cleared, in the browser and in the service, and the home is back', isCleared);

await shows('Clear does the same at once', async ({ page }) => {
  await page.clock.fastForward(MINUTE);
  await page.locator('#idle a').click();
  await isHome(page);
});

await shows('a computer that slept for an hour shows whoever wakes it nothing', async ({ page }) => {
  // The clock goes on, no timer runs.
  await page.clock.setSystemTime(await page.evaluate(() => Date.now()) + 60 * MINUTE);
  await page.mouse.move(9, 9);
  await isHome(page);
  assert.ok(!(await readable(page)).includes(TYPED));
});

await shows('the page after Send clears itself too, and its words are not shown again', async ({ page, press, curtain }) => {
  while (!await page.locator('button.btn[value=send]').count()) await press('next');
  await press('send');
  await press('code-yes');
  const code = await page.locator('.code-words').innerText();
  await page.clock.fastForward(MINUTE);
  assert.ok(await curtain.isVisible());
  const text = await readable(page);
  // The words of a code may be among the curtain's own.
  const own = await curtain.innerText();
  assert.deepEqual(code.split(/\s+/).filter((word) => word.length > 3 && !own.includes(word) && text.includes(word)), []);
  await page.locator('#idle-stay').click();
  assert.equal(await page.locator('.code-words').innerText(), code, 'they were there still');
  await page.clock.fastForward(MINUTE);
  await page.clock.fastForward(2 * MINUTE);
  await isHome(page);
});

const saysIt = async ({ page, heading }) => {
  const before = await heading();
  await page.locator('button.btn[value=next]').click();
  const notice = page.locator('#offline');
  await notice.waitFor({ state: 'visible' });
  assert.match(await notice.innerText(), /Your words are still here\. Try again, or tell an adult\./);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'offline');
  assert.equal(await heading(), before);
  assert.equal(await page.inputValue('#words'), TYPED);
};
await shows('a network that is gone is said before the press, and the words go on once it is back', async (person) => {
  const { context, page, press } = person;
  await context.setOffline(true);
  await saysIt(person);
  await context.setOffline(false);
  await page.clock.fastForward(3_000);
  await press('next');
  assert.ok(!await page.locator('#words').count());
});
await shows('so is a service that does not answer, or whose proxy answers for it', async (person) => {
  const { context, page, press } = person;
  await context.route('/health', (route) => route.abort());
  await saysIt(person);
  await context.unroute('/health');
  await context.route('/health', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
  await page.evaluate(() => { document.getElementById('offline').hidden = true; });
  await saysIt(person);
  await context.unroute('/health');
  await page.clock.fastForward(3_000);
  await press('next');
});

/** Every way from the home, by a press or a link, is told in place that nothing is connected. */
const staysAtHome = async ({ context, page, press, heading }) => {
  const [address, notice] = [page.url(), page.locator('#offline')];
  await context.setOffline(true);
  for (const way of ['button[value=change-start]', 'a[href^="/turn"]', 'a[href^="/help"]', 'button[value=look-dark]']) {
    const control = page.locator(`main ${way}`).first();
    if (!await control.isVisible()) await page.locator('.look summary').click();
    await control.click();
    await notice.waitFor({ state: 'visible' });
    assert.equal(await notice.innerText(), 'Not connected. Try again, or tell an adult.');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'offline', way);
    assert.deepEqual([await heading(), page.url()], ['Hello', address], way);
    const seen = await page.locator('.note.sand').innerText();
    assert.ok(seen.includes('999') && seen.includes('0800 1111'), seen);
    if (opts.out) await page.screenshot({ path: join(opts.out, 'kiosk-home-offline.png') });
    await page.evaluate(() => { document.getElementById('offline').hidden = true; });
  }
  await context.setOffline(false);
  await Promise.all([page.waitForNavigation(), page.locator('main a[href^="/turn"]').click()]);
  assert.notEqual(await heading(), 'Hello', 'a link leads on');
  await page.goto('/');
  await press('change-start');
  assert.notEqual(await heading(), 'Hello', 'and so does the press');
};
await shows('at the home a press or a link without a network is told so in place, beside the numbers that help', staysAtHome, { isAtHome: true });
await shows('a home that lets a press or a link go would be found', (person) => assert.rejects(staysAtHome(person)), {
  isAtHome: true, planted: ['if (goesOn || !notice) { return; }', 'return;'],
});

/** Leave takes what was there off the screen at once, and out of the service once that can be reached. */
const leavesOffline = async ({ context, page, heading }) => {
  const before = await context.cookies();
  const listen = await page.$('#listen');
  await listen.evaluate((button) => button.click());
  assert.equal(await listen.getAttribute('aria-pressed'), 'true');
  await context.setOffline(true);
  // In one turn of the script: nothing has been asked of the network.
  const left = await page.evaluate(() => {
    document.querySelector('.bar .leave').click();
    return document.body.innerText + document.body.children.length;
  });
  assert.equal(left, '1');
  assert.equal(await listen.getAttribute('aria-pressed'), 'false', 'silent');
  await page.locator('#cleared').waitFor({ state: 'visible' });
  const text = await readable(page);
  assert.ok(text.includes('0800 1111') && !text.includes(TYPED) && !text.includes('Tell us what happened'), text);
  // Whoever comes by touches it, for as long as it takes.
  for (const passed of [MINUTE, 2 * MINUTE, MINUTE]) {
    await page.keyboard.press('Escape');
    await page.mouse.move(passed % 7, 9);
    await page.clock.fastForward(passed);
    await wait(200);
    assert.ok(await page.locator('#cleared').isVisible(), 'the numbers stay');
  }
  await context.setOffline(false);
  await isHome(page, () => page.clock.fastForward(10_000));
  await isLetGo({ context, page, heading }, before);
};
await shows('Leave without a network clears the page at once, and the slip is let go when it is back', leavesOffline);
await shows('words that stay behind Leave would be found', (person) => assert.rejects(leavesOffline(person)), {
  planted: ['doc.body.textContent = "";', ''],
});
await shows('and so would a Leave that waits for the network', (person) => assert.rejects(leavesOffline(person)), {
  planted: ['link.hasAttribute("data-leave")', 'false'],
});
await shows('Finish without a network does the same, and no word of the code stays', async ({ context, page, press }) => {
  while (!await page.locator('button.btn[value=send]').count()) await press('next');
  await press('send');
  await press('code-yes');
  const code = (await page.locator('.code-words').innerText()).split(/\s+/).filter((word) => word.length > 3);
  assert.ok(code.length, 'words');
  await context.setOffline(true);
  await page.locator('main .go a[data-leave]').click();
  await page.locator('#cleared').waitFor({ state: 'visible' });
  const [text, own] = [await readable(page), await page.locator('#cleared').innerText()];
  assert.deepEqual(code.filter((word) => !own.includes(word) && text.includes(word)), []);
  await context.setOffline(false);
  await isHome(page, () => page.clock.fastForward(10_000));
});
await shows('Leave goes before a press that is still asking, which then leads nowhere', async ({ context, page, heading }) => {
  const before = await context.cookies();
  let release;
  const held = new Promise((done) => { release = done; });
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await context.route('/health', (route) => held.then(() => route.continue()));
  await page.locator('button.btn[value=next]').click();
  await page.locator('.bar .leave').click();
  assert.equal(await page.evaluate(() => document.body.innerText), '');
  release();
  await isHome(page);
  assert.deepEqual(sent, []);
  await isLetGo({ context, page, heading }, before);
});

/** What is left of a page that cleared itself while nothing was connected. */
async function leftOffline({ context, page }) {
  await context.setOffline(true);
  await page.clock.fastForward(MINUTE);
  await page.clock.fastForward(2 * MINUTE);
  await page.locator('#cleared').waitFor({ state: 'visible' });
  return page.evaluate(() => ({
    text: document.body.innerText,
    parts: document.body.children.length,
    ways: document.querySelectorAll('body a, body button, body form, body [href]').length,
  }));
}
await shows('a page that clears itself without a network shows numbers that help, and nothing else, until it is back', async (person) => {
  const { context, page } = person;
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const left = await leftOffline(person);
  for (const text of ['Need help right now?', 'Tell any adult near you.', '999', '0800 1111', 'Not connected.']) {
    assert.ok(left.text.includes(text), `${text}: ${left.text}`);
  }
  assert.deepEqual([left.parts, left.ways], [1, 0], 'it leads nowhere');
  assert.ok(!(await readable(page)).includes(TYPED));
  await page.clock.fastForward(10_000);
  await wait(300);
  assert.ok(await page.locator('#cleared').isVisible(), 'it stays when the next try fails too');
  assert.ok(asked.every((path) => path === '/health'), `it asks for no page: ${asked}`);
  if (opts.out) await page.screenshot({ path: join(opts.out, 'kiosk-cleared.png') });
  await page.evaluate(axe);
  let isDone = false;
  const looked = page.evaluate(() => window.axe.run(document.getElementById('cleared'), { runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa'] }))
    .finally(() => { isDone = true; });
  while (!isDone) await page.clock.runFor(1).then(() => wait(10));
  assert.deepEqual((await looked).violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`), []);
  await context.setOffline(false);
  await isHome(page, () => page.clock.fastForward(10_000));
});
for (const language of ['cy', 'pl', 'ro', 'uk', 'ar', 'ur']) {
  await shows(`the same in ${language}`, async (person) => {
    const left = await leftOffline(person);
    assert.ok(left.text.includes('999') && left.text.includes('0800 1111') && left.text.includes('Childline'), left.text);
    assert.ok(!left.text.includes('Not connected'), left.text);
    assert.deepEqual([left.parts, left.ways], [1, 0]);
  }, { language });
}
await shows('a page that stays blank would be found', async (person) => {
  await assert.rejects(leftOffline(person));
}, { planted: ['cleared.hidden = false;', ''] });
await shows('a browser takes the manifest: a device can keep the home on its screen', async ({ context, page }) => {
  const told = await context.newCDPSession(page);
  const { url, errors, manifest } = await told.send('Page.getAppManifest');
  assert.equal(new URL(url).pathname, '/manifest.webmanifest');
  assert.deepEqual(errors, []);
  assert.equal(manifest.startUrl, new URL('/', opts.base).href);
  const { installabilityErrors } = await told.send('Page.getInstallabilityErrors');
  // The test's window is a private one, which keeps nothing on any screen.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
});

await browser.close();
end();
