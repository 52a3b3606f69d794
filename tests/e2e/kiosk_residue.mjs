// Ten pupils in turn at one kiosk, whose browser keeps its profile on the disk: staff type the words that make it one,
// then each writes, sends or leaves in a way of their own, and the last is still writing when it is closed or killed.
// What is left is for kiosk_residue.py to find; every code that was given is printed for it.
// usage: node kiosk_residue.mjs SETTINGS.json, written by kiosk_residue.py
import { press as follow } from '../a11y/lib/pages.mjs';
import { choose, press, settings, start, toTheEnd } from './own_profile.mjs';

// A minute and a half on a machine to itself; checks have others beside them.
const WALK_MS_MAX = 880_000;
const SEND_WITH_CODE = 'send and take the six words';
const ENDINGS = {
  async [SEND_WITH_CODE](tab) {
    await toSent(tab);
    await press(tab, 'code-yes');
    const words = (await tab.locator('.code-words li').allInnerTexts()).map((word) => word.trim());
    console.log(`code: ${words.join(' ')}`);
    await leaves(tab, 'main a[href="/leave"]');
  },
  async 'send and take none'(tab) {
    await toSent(tab);
    await press(tab, 'code-no');
    await leaves(tab, 'main a[href="/leave"]');
  },
  async 'send and walk away, and the page clears itself'(tab) {
    await toSent(tab);
    // What the curtain does by the clock, two minutes later.
    await Promise.all([tab.waitForNavigation(), tab.evaluate(() => location.replace('/leave'))]);
  },
  async 'leave before Send'(tab) { await leaves(tab, 'a.leave'); },
  async 'look at help and leave'(tab) {
    await follow(tab, tab.locator('button[value=help]').first());
    await leaves(tab, 'a.leave');
  },
};

async function leaves(tab, link) {
  await follow(tab, tab.locator(link).first());
}

async function isHome(tab) {
  const heading = await tab.locator('h1').innerText();
  if (heading !== 'Hello') throw new Error(`the next pupil finds “${heading}”`);
}

async function becomesKiosk(tab) {
  await tab.goto(`${settings.url}kiosk`);
  await tab.locator('#code').pressSequentially(settings.kioskWords);
  await press(tab, 'enrol');
  const heading = await tab.locator('h1').innerText();
  if (!heading.includes(settings.name)) throw new Error(`no kiosk: “${heading}”`);
}

/** Key by key takes long on a busy machine: a word at a time, as a keyboard on a screen does. */
async function types(tab, box, text) {
  await tab.locator(box).focus();
  for (const part of text.split(/(?<= )/)) await tab.keyboard.insertText(part);
}

/** From the home to the page before Send. */
async function toCheck(tab, { words, who }) {
  await press(tab, 'change-start');
  await press(tab, 'next');
  for (const [name, value] of [['danger', 'no'], ['about', 'someone-else'], ['group', 'unkind'], ['kind', 'CD1'], ['place', 'online']]) {
    await choose(tab, name, value);
    await press(tab, 'next');
  }
  await press(tab, 'skip');
  await types(tab, '#words', words);
  await press(tab, 'next');
  await types(tab, '#who', who);
  await press(tab, 'next');
  await press(tab, 'skip');
  await press(tab, 'next');
  if (!(await tab.locator('main').innerText()).includes(words)) throw new Error('the words are not on the page before Send');
}

async function toSent(tab) {
  await press(tab, 'send');
  if (!/sent/i.test(await tab.locator('main').innerText())) throw new Error('it was not sent');
}

async function walk() {
  const { tab, end } = await start();
  await becomesKiosk(tab);
  await tab.goto(settings.url);
  const endings = Object.keys(ENDINGS);
  for (const [number, pupil] of settings.pupils.entries()) {
    await isHome(tab);
    await toCheck(tab, pupil);
    if (number === settings.pupils.length - 1) break;
    // Every second one takes six words; the others go through the other ways.
    const ending = number % 2 ? endings[1 + ((number - 1) / 2) % (endings.length - 1)] : SEND_WITH_CODE;
    await ENDINGS[ending](tab);
  }
  await end(settings.ends);
}

await toTheEnd(walk, WALK_MS_MAX);
