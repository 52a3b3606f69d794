// A pupil at a Chromium of their own, with its profile on the disk: writes a slip by keyboard, and ends the
// browser in one of several ways. What is left is for residue.py to find; the code is printed for it.
// usage: node residue.mjs SETTINGS.json, written by residue.py
import { setTimeout as wait } from 'node:timers/promises';
import { press as follow } from '../a11y/lib/pages.mjs';
import { WRITTEN_MS, choose, press, settings, start, toLink, toTheEnd } from './own_profile.mjs';

const WALK_MS_MAX = 110_000;

async function toWords(tab) {
  await tab.goto(settings.url);
  await press(tab, 'next');
  for (const [name, value] of [['danger', 'no'], ['about', 'someone-else'], ['group', 'unkind'], ['kind', 'CD1'], ['place', 'online']]) {
    await choose(tab, name, value);
    await press(tab, 'next');
  }
  await press(tab, 'skip');
  await tab.locator('#words').pressSequentially(settings.words);
}

async function toCheck(tab) {
  await toWords(tab);
  await press(tab, 'next');
  await tab.locator('#who').pressSequentially(settings.who);
  await press(tab, 'next');
  await press(tab, 'skip');
  await press(tab, 'next');
  const said = await tab.locator('main').innerText();
  if (!said.includes(settings.words)) throw new Error(`no words on “${await tab.title()}”`);
}

async function toSent(tab) {
  await toCheck(tab);
  await press(tab, 'send');
  if (!/sent/i.test(await tab.locator('main').innerText())) throw new Error('it was not sent');
  await press(tab, 'code-yes');
  const code = (await tab.locator('.code-words li').allInnerTexts()).map((word) => word.trim()).join(' ');
  console.log(`code: ${code}`);
  await wait(WRITTEN_MS);
  return code;
}

/** Comes back with the six words, and leaves the messages. */
async function toMessages(tab, code) {
  await tab.goto(settings.url);
  await toLink(tab, '/reply');
  await tab.locator('#code').pressSequentially(code);
  await wait(WRITTEN_MS);
  await press(tab, 'open');
  if (!await tab.locator('input[name=quick]').count()) throw new Error('the six words open nothing');
  await wait(WRITTEN_MS);
  await toLink(tab, '/leave');
}

async function toSentAndMessages(tab) {
  const code = await toSent(tab);
  await toLink(tab, '/leave');
  await toMessages(tab, code);
}

/** A page as one would make it without thinking: an address that tells, answers in it, fields to be remembered. */
async function naive(tab) {
  await tab.goto(settings.naive);
  await tab.locator('[name=code]').pressSequentially(settings.code);
  await tab.locator('[name=who]').pressSequentially(settings.who);
  await tab.locator('[name=words]').pressSequentially(settings.words);
  await seen(tab).then(() => { throw new Error('control: words that are on the page are not noticed'); }, () => {});
  await follow(tab, tab.locator('button'));
  await tab.locator('[name=words]').pressSequentially(settings.draft);
}

const TYPED = [settings.words, settings.who];

async function seen(tab, typed = TYPED) {
  const shown = [await tab.content(), ...await tab.locator('textarea, input').evaluateAll((all) => all.map((one) => one.value))];
  const found = typed.filter((one) => shown.some((text) => text.includes(one)));
  if (found.length) throw new Error(`shown again: ${found.join(', ')}, on “${await tab.title()}”`);
}

async function backAndForward(tab, typed) {
  for (const way of ['goBack', 'goBack', 'goForward', 'goForward', 'goBack']) {
    await tab[way]({ timeout: 3000 }).catch(() => {});
    await wait(300);
    await seen(tab, typed);
  }
}

const WAYS = {
  async 'writing, closed'() { const one = await start(); await toWords(one.tab); await one.end('close'); },
  async 'writing, killed'() { const one = await start(); await toWords(one.tab); await one.end('kill'); },
  async 'sent, closed'() { const one = await start(); await toSentAndMessages(one.tab); await one.end('close'); },
  async 'sent, killed'() { const one = await start(); await toSentAndMessages(one.tab); await one.end('kill'); },
  async 'sent, back and forward, opened again'() {
    const one = await start();
    const code = await toSent(one.tab);
    const typed = [...TYPED, code, ...code.split(' ').map((word) => `${word}</li>`)];
    await backAndForward(one.tab, typed);
    await one.tab.goto(settings.url);
    await seen(one.tab, typed);
    await toLink(one.tab, '/leave');
    await toMessages(one.tab, code);
    await backAndForward(one.tab, typed);
    await one.end('close');
    const again = await start('--restore-last-session');
    await wait(1500);
    for (const tab of again.context.pages()) await seen(tab, typed);
    await again.end('close');
  },
  async 'killed before Send, opened again'() {
    const one = await start();
    await toCheck(one.tab);
    await one.end('kill');
    const again = await start('--restore-last-session');
    await wait(1500);
    for (const tab of again.context.pages()) await seen(tab);
    await again.end('close');
  },
  async naive() { const one = await start(); await naive(one.tab); await one.end('close'); },
};

await toTheEnd(WAYS[settings.way], WALK_MS_MAX);
