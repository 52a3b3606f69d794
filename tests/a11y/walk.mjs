#!/usr/bin/env node
// Walks from the first page to the last in every language and each of its modes, on a kiosk, a tablet and a phone, in every look and size of text. Each page on the way is in its language,
// cuts nothing off, scrolls nowhere sideways, and what is pressed is large; with script axe sees it too.
// Then the six words are taken and typed (on half of the whole), and open what staff wrote: nothing yet.
// One walk has script and the next has none; --whole goes each way with script and without.
// usage: node walk.mjs --base https://localhost:8443 [--only LANGUAGE] [--whole]
import { parseArgs } from 'node:util';
import { context, launch } from './lib/browser.mjs';
import * as checks from './lib/checks.mjs';
import * as inPage from './lib/in-page.mjs';
import { press } from './lib/pages.mjs';

const { values: opts } = parseArgs({ options: { base: { type: 'string', default: '' }, only: { type: 'string' }, whole: { type: 'boolean', default: false } } });
const ALL_MODES = ['pictures', 'short', 'more', 'all'];
const LANGUAGES = {
  'en-GB': ALL_MODES, cy: ALL_MODES,
  pl: ['short', 'more'], ro: ['short', 'more'], uk: ['short', 'more'], ar: ['short', 'more'], ur: ['short', 'more'],
};
const RIGHT_TO_LEFT = ['ar', 'ur'];
const SCREENS = ['kiosk', 'tablet', 'phone'];
const LOOKS = ['light', 'cream', 'dark', 'strong'];
const SIZES = ['usual', 'l', 'xl'];
// More questions than there are: whoever has come so far walks in circles.
const PAGES_MAX = 20;
const PICTURES_SCREENS_MAX = 4;
const TYPED = 'zebra 4471';
const SETTINGS = { aaa: true, minTarget: 48 };

const at = (list, index) => list[index % list.length];

/** Each walk as { language, mode, script, screen, look, size }: every look in every size on its way. */
function walks() {
  const all = [];
  for (const [language, modes] of Object.entries(LANGUAGES)) {
    for (const mode of modes) for (const script of [true, false]) {
      const n = all.length;
      all.push({ language, mode, script, screen: at(SCREENS, n), look: at(LOOKS, Math.floor(n / 3)), size: at(SIZES, n + Math.floor(n / 12)) });
    }
  }
  return all;
}

/** Half of them, in turn with script and without: one network may try no more codes than a class does. */
const isOfHalf = (number) => [0, 3].includes(number % 4);

async function problemsOf(tab, walk) {
  const found = [];
  const { lang, dir } = await tab.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
  if (lang !== walk.language) found.push(`is in ${lang}`);
  if ((dir === 'rtl') !== RIGHT_TO_LEFT.includes(walk.language)) found.push(`runs ${dir || 'ltr'}`);
  const looks = [checks.reflow, checks.targets, checks.structure, ...(walk.script ? [checks.axe] : [])];
  for (const check of looks) found.push(...(await check(tab, walk.screen, SETTINGS)).map((one) => `${one.check}: ${one.text}`));
  for (const el of await tab.evaluate(inPage.clippedText)) found.push(`text cut off in ${el}`);
  return found;
}

/** Answers the question on this page: another answer on each walk, but never that somebody is in danger now. */
async function answer(tab, number) {
  const danger = tab.locator('input[name=danger][value=no]');
  if (await danger.count()) return danger.check({ force: true });
  if (await tab.locator('#words').count()) await tab.fill('#words', TYPED);
  const radios = tab.locator('.choices input[type=radio]');
  const count = await radios.count();
  if (count) await radios.nth(number % count).check({ force: true });
}

/** A browser that nobody has used, at the link of a class. */
async function opened(browser, { screen, script, language, mode, look, size }) {
  const ctx = await context(browser, screen, { javaScriptEnabled: script });
  const tab = await ctx.newPage();
  await tab.goto(`${opts.base}/?lang=${language}&mode=${mode}&look=${look}&size=${size}`);
  return tab;
}

async function walked(browser, walk, number) {
  const problems = [];
  const look = async (tab, where) => problems.push(...(await problemsOf(tab, walk)).map((text) => `${where}: ${text}`));
  let tab = await opened(browser, walk);
  const send = tab.locator('button.btn[value=send]');
  let pages = 1;
  let asked = false; // which of the readers it is about, where it is about an adult at school
  for (; !(await send.count()) && pages < PAGES_MAX; pages += 1) {
    await look(tab, `page ${pages}`);
    asked ||= await tab.locator('[name="hidden_from[]"]').count() > 0;
    await answer(tab, number + pages);
    await press(tab, tab.locator('button.btn[value=next]').first());
  }
  await look(tab, 'check');
  const most = PICTURES_SCREENS_MAX + (asked ? 1 : 0);
  if (walk.mode === 'pictures' && pages > most) problems.push(`${pages} screens up to Send`);
  await press(tab, send);
  await look(tab, 'sent');
  await press(tab, tab.locator('button[value=code-yes]'));
  await look(tab, 'code');
  if (isOfHalf(number)) {
    const code = (await tab.locator('.code-words li').allInnerTexts()).join(' ');
    // Somewhere else, where nothing of the slip is left.
    await tab.context().close();
    tab = await opened(browser, walk);
    await press(tab, tab.locator('a[href^="/reply"]'));
    await tab.fill('#code', code);
    await look(tab, 'code typed');
    await press(tab, tab.locator('button.btn[value=open]'));
    await look(tab, 'messages');
    if (!(await tab.locator('button[value=answer]').count())) problems.push('the six words open nothing');
  }
  await tab.context().close();
  return { pages, problems };
}

const browser = await launch({ pagesOnly: true });
let [passed, failed] = [0, 0];
for (const [number, walk] of walks().entries()) {
  if (opts.only && walk.language !== opts.only) continue;
  if (!opts.whole && !isOfHalf(number)) continue;
  const name = `${walk.language} ${walk.mode}, ${walk.screen}, ${walk.look}, ${walk.size}, ${walk.script ? 'script' : 'no script'}`;
  const { pages, problems } = await walked(browser, walk, number).catch((error) => ({ pages: 0, problems: [error.message.split('\n')[0]] }));
  console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}: ${pages} pages up to Send`);
  for (const problem of new Set(problems)) console.log(`       ${problem}`);
  if (problems.length) failed += 1;
  else passed += 1;
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
