// A day of the safeguarding lead, by keyboard alone. The pupil who answers may use a mouse.
// usage: node staff_day.mjs SETTINGS.json, written by staff_day.py
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freshContext, launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Reader } from './staff.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const TABS_MAX = 150;
const SLIPS = 11; // of twelve, one goes around the lead
const NOTE = 'Rang home: jolly good, all of it likely to keep.';
const began = Date.now();

const { shows, end } = parts(async () => `\n${await page.locator('main').innerText().catch(() => '')}`);

// What a page sends as it goes is sent by the browser itself, to which only this says that our certificate will do.
const browser = await launch({ pagesOnly: true, more: ['--ignore-certificate-errors'] });
const open = async (more) => {
  const context = await freshContext(browser, { baseURL: settings.url, ignoreHTTPSErrors: true, viewport: { width: 1366, height: 768 }, ...more });
  return context;
};
const desk = await open();
const page = await desk.newPage();
const lead = new Reader(settings.person, page, { secret: settings.secret, lastStep: settings.lastStep });
if (settings.out) mkdirSync(settings.out, { recursive: true });
const picture = (name) => settings.out && page.screenshot({ path: join(settings.out, `${name}.png`), fullPage: true });

const key = (name) => page.keyboard.press(name);
const type = (words) => page.keyboard.type(words);
const focused = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

/** Presses Tab until the focus is there. */
async function tabTo(selector, by = 'Tab') {
  for (let count = 0; count < TABS_MAX; count += 1) {
    if (await focused(selector)) return;
    await key(by);
  }
  assert.fail(`no Tab leads to ${selector} on ${page.url()}`);
}

/** Presses a key that leads to another page. */
async function leads(name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), key(name)]);
}

async function presses(selector) {
  await tabTo(selector);
  await leads('Enter');
}

/** The rows of the list of all that are open. */
async function rows() {
  await leads('g');
  await presses('nav.lists a[href="/staff/slips"]');
  return page.locator('tbody [data-row]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
}

/** Opens the slip at this row, with the keys for it. */
async function opens(row) {
  const paths = await rows();
  for (let count = 0; count <= paths.indexOf(row); count += 1) await key('j');
  assert.ok(await focused(`[data-row][href="${row}"]`));
  await leads('o');
  if (await page.locator('.told').count()) return;
  await key('o');
  assert.ok(await focused('form[action$="/open"] button'), 'the key only leads to the button');
  await leads('Enter');
  if (/Before you open it/.test(await lead.heading())) await presses('main form button');
  assert.ok(await page.locator('.told').count());
}

/** Opens one slip after the other until one says so; answers where it is. */
async function finds(words) {
  for (const row of slips) {
    await opens(row);
    if ((await page.locator('.told').first().innerText()).includes(words)) return row;
  }
  return assert.fail(`no slip says “${words}”`);
}

async function signsIn() {
  await page.goto('/staff/sign-in');
  await tabTo('#email');
  await type(settings.person.email);
  await tabTo('#password');
  await type(settings.person.password);
  await tabTo('#code');
  await type(await lead.code());
  await leads('Enter');
}

async function unlocks() {
  assert.equal(await lead.heading(), 'This screen is locked');
  await tabTo('#password');
  await type(settings.person.password);
  await leads('Enter');
}

const signedIn = await shows('the lead signs in and the twelve slips are eleven on their list', async () => {
  await signsIn();
  assert.equal(await lead.heading(), 'Needs someone today');
  assert.equal((await rows()).length, SLIPS);
});
if (!signedIn) end('; without them nothing else can be seen');
const slips = await rows();
let urgent;

await shows('the keys are on one list, which Escape closes', async () => {
  await key('?');
  assert.ok(await page.locator('dialog#keys').isVisible());
  assert.match(await page.locator('dialog#keys').innerText(), /Lock the screen now/);
  await picture('keys');
  await key('l');
  await key('Escape');
  assert.ok(!(await page.locator('dialog#keys').isVisible()));
  assert.match(page.url(), /\/staff\/slips/, 'no key acts behind the list');
});

await shows('j and k walk along the list and stop at its ends', async () => {
  await rows();
  for (const name of ['k', 'j', 'j', 'k', 'j']) await key(name);
  assert.ok(await focused(`[data-row][href="${slips[2]}"]`));
  for (let count = 0; count < SLIPS + 3; count += 1) await key('j');
  assert.ok(await focused(`[data-row][href="${slips.at(-1)}"]`));
});

await shows('a key leads to the button that acknowledges, and only the button does it', async () => {
  urgent = await finds('He waits for me at the gate.');
  await key('a');
  assert.ok(await focused('form[action$="/acknowledge"] button'));
  assert.match(await lead.text(), /Not acknowledged/);
  await leads('Enter');
  assert.match(await lead.text(), /Being looked at/);
});

await shows('a note that is being typed is put by, and no letter of it is a key', async () => {
  await tabTo('#case-note');
  await type(NOTE);
  await page.locator('#note-kept').waitFor({ state: 'visible' });
  await page.goto('/staff/slips');
  await opens(urgent);
  assert.match(await lead.text(), /not saved as a note yet/);
  assert.equal(await page.inputValue('#case-note'), NOTE);
  await picture('unfinished-note');
});

await shows('a page that is left at once loses nothing of what was typed', async () => {
  await tabTo('#case-note');
  await key('End');
  await type(' Tomorrow again.');
  await page.goto('/staff/slips');
  await wait(500);
  await opens(urgent);
  assert.equal(await page.inputValue('#case-note'), `${NOTE} Tomorrow again.`);
});

await shows('a screen that was locked from elsewhere keeps the note until the password is typed', async () => {
  const other = await desk.newPage();
  await other.goto('/staff/slips');
  await Promise.all([other.waitForNavigation(), other.keyboard.press('l')]);
  await other.close();
  await page.bringToFront();
  await presses('#note-form button:not([formaction])');
  assert.ok(!(await page.content()).includes('jolly'), 'the locked screen has no word of it');
  await picture('locked-with-a-note');
  await unlocks();
  assert.equal(await lead.heading(), 'You are back');
  await picture('back');
  await presses('main form button');
  assert.ok((await page.locator('section[aria-labelledby=done]').innerText()).includes(NOTE));
  assert.equal(await page.inputValue('#case-note'), '');
});

await shows('the pupil reads a message, answers, and the lead reads that', async () => {
  await tabTo('textarea[name=message]');
  await type('Thank you. Which gate is it?');
  await presses('form[action$="/answer"] button');
  const pupil = await (await open({ javaScriptEnabled: false })).newPage();
  const press = (value) => Promise.all([pupil.waitForNavigation(), pupil.locator(`button.btn[value=${value}]`).click()]);
  await wait(2_000 * settings.slotSeconds);
  await pupil.goto('/reply');
  await pupil.fill('#code', settings.code);
  await press('open');
  assert.match(await pupil.locator('main').innerText(), /Which gate is it/);
  await pupil.fill('textarea[name=words]', 'The green one.');
  await press('answer');
  await wait(2_000 * settings.slotSeconds + 1_000);
  await leads('g');
  await presses(`.notice a[href="${urgent}"]`);
  assert.match(await lead.text(), /The green one\./);
  await presses('form[action$="/answers-read"] button');
});

/** Tries to close the slip that is open. */
async function closes() {
  await tabTo('input[name=reason]');
  await key('Space');
  await presses('form[action$="/close"] button');
}

await shows('a slip about pictures is not closed before it is decided who is told', async () => {
  await finds('They pass a picture round.');
  await closes();
  assert.match(await page.locator('#errors').innerText(), /police/i);
  assert.doesNotMatch(await page.locator('section.panel').first().innerText(), /Closed/);
  await picture('not-closed');
});

await shows('three others are closed', async () => {
  let closed = 0;
  for (const row of slips.filter((one) => one !== urgent)) {
    await opens(row);
    if (!/Something else, number/.test(await lead.text())) continue;
    await closes();
    assert.match(await page.locator('section.panel').first().innerText(), /Closed/);
    closed += 1;
    if (closed === 3) break;
  }
  assert.equal((await rows()).length, SLIPS - 3);
  assert.ok(await page.locator('.visited li').count() >= 4, 'what was looked at last is on the list');
  await picture('queue');
});

await shows('one is handed on, and is gone', async () => {
  const row = (await rows()).filter((one) => one !== urgent).at(-1);
  await opens(row);
  await presses(`a[href="${row}/hand-on"]`);
  await tabTo('input[name=because]');
  await key('Space');
  await presses('form[action$="/hand-on"] button');
  assert.equal(await lead.heading(), 'You handed it on');
  assert.ok(!(await rows()).includes(row));
  assert.equal(await page.locator(`.visited a[href="${row}"]`).count(), 0);
});

await shows('the term in numbers has the ten that are left', async () => {
  await presses('.staff-foot a[href="/staff/term"]');
  const counts = await page.locator('table[aria-labelledby=state] td:last-child').allInnerTexts();
  assert.equal(counts.reduce((sum, count) => sum + Number(count), 0), SLIPS - 1);
  await picture('term');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture('term-dark');
  await page.emulateMedia({ colorScheme: 'light' });
});

await shows('on a phone the bar is one line, and its menu opens by keyboard', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const height = async () => (await page.locator('.staff-bar').boundingBox()).height;
  assert.ok(await height() <= 110, `${await height()} px`);
  assert.ok(!(await page.locator('.staff-bar nav').isVisible()));
  await page.evaluate(() => document.getElementById('main').focus());
  await tabTo('.areas summary', 'Shift+Tab');
  await key('Enter');
  assert.ok(await page.locator('.staff-bar nav').isVisible() && await page.locator('.out').isVisible());
  const small = await page.locator('.staff-bar a, .staff-bar button, .staff-bar summary').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 48).length);
  assert.equal(small, 0, 'targets of 48 px');
  await picture('phone');
  await page.setViewportSize({ width: 1366, height: 768 });
  assert.ok(await page.locator('.staff-bar nav').isVisible() && !(await page.locator('.areas summary').isVisible()));
});

await shows('the lead locks the screen by a key, unlocks it and signs out', async () => {
  await leads('g');
  await leads('l');
  await unlocks();
  assert.equal(await lead.heading(), 'Needs someone today');
  await presses('form[action="/staff/sign-out"] button');
  await page.goto('/staff/slips');
  assert.match(page.url(), /sign-in/);
});

await browser.close();
end(` in ${Math.round((Date.now() - began) / 1000)} s`);
