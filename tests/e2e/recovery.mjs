// Recovery drills in Chromium, by keyboard: a reader without password, phone or kit comes back as the pages offer it, reads
// what was sent before and after, what opened their slips before opens nothing any more, and the others are told by mail.
// usage: node recovery.mjs SETTINGS.json, written by recovery.py
import { readFileSync } from 'node:fs';
import { launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Desks } from './desk.mjs';
import { Mailbox } from './mailbox.mjs';
import { alone } from './recovery_alone.mjs';
import { papers } from './recovery_papers.mjs';
import { together } from './recovery_together.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const began = Date.now();
const browser = await launch();
const desks = new Desks(browser, settings);
const mailbox = new Mailbox(settings);
const sent = [...settings.before];
const [unkind, adult] = sent;
const UNKIND = { answers: { group: 'unkind', kind: 'CD1' }, to: ['dsl', 'deputy', 'oso'] };
const ADULT = { answers: { group: 'adult', kind: 'ST1' }, to: ['head'] };

const { shows: tells, end } = parts(async () => {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const last = pages.at(-1);
  return last ? `\n${last.url()}\n${await last.locator('main').innerText().catch(() => '')}` : '';
});

/** Tells one part. What comes after it needs it. */
async function shows(what, check) {
  if (!(await tells(what, check))) end('; without it nothing that comes after can be seen');
}

/** The same; its mails are those to the people of `told`, and come before anything else is done. */
async function drill(what, told, check) {
  const before = mailbox.count();
  await shows(what, async () => {
    await check();
    await mailbox.told(before, told);
  });
}

/** They read a slip from before, and one that a pupil sends now, of which these people are told. */
async function readsBoth(at, earlier, { answers, to }) {
  const later = `It went on, number ${sent.length}.`;
  const before = mailbox.count();
  await desks.pupilSends(later, answers);
  sent.push(later);
  await at.reads(earlier);
  await at.reads(later);
  await mailbox.told(before, to);
}

await mailbox.quiet();
await { alone, papers, together }[settings.drills]({
  desks, shows, drill,
  readsUnkind: (at, to = UNKIND.to) => readsBoth(at, unkind, { ...UNKIND, to }),
  readsAdult: (at) => readsBoth(at, adult, ADULT),
  unkind,
});
await shows('no mail has a word of a slip or a name, and all are alike', () => {
  mailbox.saysNothing([...sent, 'bins', 'shouts', 'went on', 'recovery', ...Object.values(settings.people).flatMap((one) => [one.name, one.kit])]);
});

await browser.close();
end(` in ${Math.round((Date.now() - began) / 1000)} s`);
