// What the recovery drills in Chromium have in common: by keyboard, a reader without password, phone or kit comes back as
// the pages offer it, reads what was sent before and after, what opened their slips before opens nothing any more, and the
// others are told by mail.
import { readFileSync } from 'node:fs';
import { launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Desks } from './desk.mjs';
import { Mailbox } from './mailbox.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const began = Date.now();
const browser = await launch({ pagesOnly: true });
export const desks = new Desks(browser, settings);
const mailbox = new Mailbox(settings);
const sent = [...settings.before];
export const [unkind, adult] = settings.before;
const UNKIND = { answers: { group: 'unkind', kind: 'CD1' }, to: ['dsl', 'deputy', 'oso'] };
const ADULT = { answers: { group: 'adult', kind: 'ST1' }, to: ['head'] };

const { shows: tells, end } = parts(async () => {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const last = pages.at(-1);
  return last ? `\n${last.url()}\n${await last.locator('main').innerText().catch(() => '')}` : '';
});

/** Tells one part. What comes after it needs it. */
export async function shows(what, check) {
  if (!(await tells(what, check))) end('; without it nothing that comes after can be seen');
}

/** The same; its mails are those to the people of `told`, and come before anything else is done. */
export async function drill(what, told, check) {
  const before = mailbox.count();
  await shows(what, async () => {
    await check();
    await mailbox.told(before, told);
  });
}

/** They read a slip of before, and one that a pupil sends now, of which these people are told. */
async function readsBoth(at, earlier, { answers, to }) {
  const later = `It went on, number ${sent.length}.`;
  const before = mailbox.count();
  await desks.pupilSends(later, answers);
  sent.push(later);
  await at.reads(earlier);
  await at.reads(later);
  await mailbox.told(before, to);
}

export const readsUnkind = (at, to = UNKIND.to) => readsBoth(at, unkind, { ...UNKIND, to });
export const readsAdult = (at) => readsBoth(at, adult, ADULT);

/** The last part of every drill. */
export async function ends() {
  await shows('no mail has a word of a slip or a name, and all are alike', () => {
    mailbox.saysNothing([...sent, 'bins', 'shouts', 'went on', 'recovery', ...Object.values(settings.people).flatMap((one) => [one.name, one.kit])]);
  });
  await browser.close();
  end(` in ${Math.round((Date.now() - began) / 1000)} s`);
}

// What founding the school gave rise to is told first.
await mailbox.quiet();
