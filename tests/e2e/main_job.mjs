// The main job in Chromium, as its people do it: readers enrol, the form opens, pupils send slips with
// script off and on at three sizes, exactly the routed readers are told, and they read and close them.
// usage: node main_job.mjs SETTINGS.json, written by main_job.py
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshContext, launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Mailbox } from './mailbox.mjs';
import { Staff } from './staff.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const SCREENS = {
  kiosk: { viewport: { width: 1366, height: 768 } },
  tablet: { viewport: { width: 768, height: 1024 }, hasTouch: true },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
};
// Each slip goes to other people; together they go to everyone who reads.
const SLIPS = [
  { name: 'unkind', group: 'unkind', kind: 'CD1', to: ['oso', 'dsl', 'deputy'] },
  { name: 'about an adult', group: 'adult', kind: 'ST1', to: ['head'] },
  { name: 'hidden from the officer', group: 'unkind', kind: 'CD1', hidden: ['oso'], to: ['dsl', 'deputy'] },
];

const { shows, end } = parts();

const browser = await launch();
const open = async (more = {}) => {
  const context = await freshContext(browser, { baseURL: settings.url, ignoreHTTPSErrors: true, ...SCREENS.kiosk, ...more });
  return context;
};
const picture = async (page, name) => settings.out && page.screenshot({ path: join(settings.out, `${name}.png`) });
if (settings.out) mkdirSync(settings.out, { recursive: true });

const mailbox = new Mailbox(settings);

/** Writes and sends one slip; every step is a page of its own at the one address. */
async function send(slip, words, { screen, script, danger = 'no' }) {
  const context = await open({ ...SCREENS[screen], javaScriptEnabled: script });
  const page = await context.newPage();
  const press = async (value) => {
    await Promise.all([page.waitForNavigation(), page.locator(`button.btn[name=go][value=${value}]`).click()]);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/', 'nothing of a slip is in the address');
  };
  const choose = (name, value) => page.locator(`input[name=${name}][value="${value}"]`).check({ force: true });
  const shot = (step) => picture(page, `${screen}-script-${script ? 'on' : 'off'}-${step}`);
  try {
    await page.goto('/');
    await shot('1-start');
    await press('next');
    await choose('danger', danger);
    await press('next');
    if (danger === 'yes') await press('next');
    await choose('about', 'someone-else');
    await press('next');
    await choose('group', slip.group);
    await shot('2-kind');
    await press('next');
    if (await page.locator('input[name=kind]').count()) {
      await choose('kind', slip.kind);
      await press('next');
    }
    await choose('place', 'online');
    await press('next');
    await press('skip');
    await page.fill('#words', words);
    await shot('3-words');
    await press('next');
    await page.fill('#who', 'Sam in 8B');
    await press('next');
    await press('skip');
    for (const who of slip.hidden ?? []) {
      await page.locator('.choice', { hasText: settings.people[who].name }).locator('input').check({ force: true });
    }
    await press('next');
    await shot('4-check');
    assert.ok((await page.locator('main').innerText()).includes(words), 'the check page has the words');
    await press('send');
    await shot('5-sent');
    const last = await page.locator('main').innerText();
    assert.match(last, /sent/i);
    assert.ok(!last.includes(words), 'the last page is without the words');
    await page.reload();
    assert.ok(!(await page.content()).includes(words), 'reload does not bring the words back');
  } finally {
    await context.close();
  }
}

const team = new Staff({ open, settings, picture });
const enrolled = await shows('six readers enrol in the browser and the form opens', () => team.enrolEveryone());

if (!enrolled) end('; without readers nothing else can be seen');
await mailbox.quiet();

const sent = [];
for (const [index, screen] of Object.keys(SCREENS).entries()) {
  for (const script of [false, true]) {
    const slip = SLIPS[index];
    const words = `They leave Sam out of the chat and laugh about it. It began on the ${screen}, ${script ? 'yesterday' : 'last week'}.`;
    const before = mailbox.count();
    await shows(`a slip ${slip.name}, from a ${screen} with script ${script ? 'on' : 'off'}, reaches ${slip.to.join(', ')} and nobody else`, async () => {
      await send(slip, words, { screen, script });
      sent.push({ ...slip, words });
      await mailbox.told(before, slip.to);
    });
  }
}
await shows('someone in danger: the readers are told at once', async () => {
  const before = mailbox.count();
  const words = 'Someone is in danger behind the gym';
  await send(SLIPS[0], words, { screen: 'phone', script: false, danger: 'yes' });
  sent.push({ ...SLIPS[0], words });
  await mailbox.told(before, SLIPS[0].to);
});
await shows('no mail says anything, and all have one size', () => {
  assert.ok(mailbox.count() >= 15, `${mailbox.count()} notices`);
  mailbox.saysNothing([...sent.map((slip) => slip.words), 'Sam', 'gym', 'danger', 'CD1', 'bullying', ...Object.values(settings.people).map((one) => one.name)]);
});

for (const who of ['oso', 'dsl', 'head', 'chair']) {
  const mine = sent.filter((slip) => slip.to.includes(who));
  await shows(`${who} reads ${mine.length} slips, exactly those sent to them`, () => team.readsExactly(who, mine.map((slip) => slip.words)));
}
await shows('the DSL acknowledges a slip and closes it', () => team.acknowledgesAndCloses('dsl', sent[0].words));
await shows('the OSO sees who opened, acknowledged and closed it', () => team.seesActs('oso', sent[0].words, settings.people.dsl.name));
await shows('the ICT administrator sees no slips', () => team.seesNoSlips('ict'));

await browser.close();
end();
