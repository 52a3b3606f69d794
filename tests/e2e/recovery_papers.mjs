// A reader leaves, and what they could open is sealed anew. Meanwhile the school prints recovery papers, by two of which
// somebody comes back who has lost everything.
// usage: node recovery_papers.mjs SETTINGS.json, written by recovery.py
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { desks, shows, drill, readsUnkind, unkind, ends } from './recovery.mjs';

const EVERYTHING_LOST = 'thimble-orchard-canoe-52';
const ANOTHER = 'otter-pavement-violin-38';
const FORM_FEED = '\f';
const SEALED = /No slip of yours has to be sealed anew/;

/** What the printer is sent, a text for each sheet. */
async function sheets(page) {
  const printed = execFileSync('pdftotext', ['-raw', '-', '-'], { input: await page.pdf({ format: 'A4' }) }).toString();
  return printed.split(FORM_FEED).filter((sheet) => sheet.trim());
}

const [lewis, shah, okafor, price] = await Promise.all(['dsl', 'deputy', 'oso', 'chair'].map((key) => desks.of(key)));
const left = Object.keys(desks.settings.people).filter((key) => key !== 'deputy');
let papers;
let open;

await drill('the deputy is removed, and what is open in her browser ends at once', left.filter((key) => key !== 'dsl'), async () => {
  open = await shah.reads(unkind);
  await lewis.page.goto('/staff/readers');
  await lewis.picture('readers');
  await lewis.panelOf('Ms Shah').locator('summary', { hasText: 'Remove Ms Shah' }).click();
  await lewis.picture('readers-remove');
  await lewis.press('Remove Ms Shah');
  assert.equal(await lewis.heading(), 'Set-up', 'some slips would reach one person only');
  await lewis.picture('removed-set-up');
  await shah.page.reload();
  assert.equal(shah.path(), '/staff/sign-in');
  assert.ok(!(await shah.page.content()).includes(unkind));
  await shah.picture('removed');
  await shah.isRefused(shah.person.password);
});

await shows('what she could open is sealed anew under another address, and the page says how far it is', async () => {
  await lewis.list();
  await lewis.follows('a[href="/staff/readers/reseal"]');
  assert.deepEqual(await lewis.sealsAnew(/1 of 1/, 'reseal'), ['0 of 1']);
  await lewis.picture('reseal-last');
  assert.equal((await lewis.page.goto(open)).status(), 404);
  await lewis.picture('reseal-old-address');
  await lewis.reads(unkind);
  await lewis.page.goto('/staff/readers');
  assert.match(await lewis.panelOf('Mrs Okafor').innerText(), /Sealing anew\s+To be done since/);
});

await drill('the chair prints three papers, each on a sheet of its own, and all others are told', left.filter((key) => key !== 'chair'), async () => {
  const { page } = price;
  await page.goto('/staff/recovery-papers');
  await price.picture('papers');
  await price.press('Make three papers');
  await price.picture('papers-new');
  papers = await page.locator('.printed .code').allInnerTexts();
  const printed = await sheets(page);
  assert.equal(printed.length, 3, printed.join('\n---\n'));
  for (const [index, paper] of papers.entries()) {
    const sheet = printed[index].replace(/\s+/g, ' ');
    assert.deepEqual(papers.filter((one) => sheet.includes(one)), [paper], 'a sheet has its paper and no other');
    assert.match(sheet, new RegExp(`Recovery paper ${index + 1} of 3, Elmwood School`));
    assert.ok(sheet.includes(`${new URL(page.url()).origin}/staff/recovery`), sheet);
  }
  const [one, two, three] = papers;
  await price.types({ 'paper-1': one, 'paper-2': three, 'paper-3': two });
  assert.match(await price.problem(), /This is a whole paper, but not this one/);
  await price.picture('papers-mistyped');
  await price.types({ 'paper-1': one, 'paper-2': two.toLowerCase().replaceAll(' ', '-'), 'paper-3': three }, 2);
  assert.match(await price.text(), /The new papers count/);
  await price.picture('papers-made');
  await price.seesNothingBack();
});

await shows('the lead unlocks the screen, and from then on the papers help him', async () => {
  await lewis.page.goto('/staff/account');
  assert.match(await lewis.text(), /sealed to them when you next sign in or unlock/);
  await lewis.press('Lock');
  await lewis.types({ password: lewis.person.password });
  await lewis.page.goto('/staff/account');
  assert.match(await lewis.text(), /Any two of them let you in again/);
  await lewis.picture('papers-help-me');
});

const lost = await desks.elsewhere('dsl', lewis);
const [lostPassword, lostKit] = [lewis.person.password, lewis.person.kit];

await drill('the lead who lost everything comes back by two papers and not by one, and everyone is told', left, async () => {
  const { page, person } = lost;
  await page.goto('/staff/sign-in');
  await lost.follows('a[href="/staff/recovery"]');
  await lost.picture('lost-everything');
  await lost.takesPhone();
  const typed = { email: person.email, 'paper-1': papers[2], 'paper-2': papers[1], password: EVERYTHING_LOST, again: EVERYTHING_LOST, code: await lost.code() };
  await lost.types({ ...typed, 'paper-2': papers[2] });
  assert.match(await lost.problem(), /two papers are different ones/, 'one paper alone');
  await lost.picture('lost-everything-refused');
  lost.keepsCode();
  await lost.types({ ...typed, code: await lost.code() }, 2);
  assert.equal(await lost.heading(), '3. Keep your recovery kit');
  await lost.picture('lost-everything-kit');
  const kit = await page.locator('.code').innerText();
  await lost.seesNothingBack();
  await lewis.list();
  await page.goto('/staff/enrol-kit');
  await lost.types({ kit }, 2);
  await lost.isIn();
  await lost.picture('lost-everything-back');
  Object.assign(person, { password: EVERYTHING_LOST, kit });
  await lost.seesNothingBack();
  await lost.list();
  await lewis.isOut();
});

await shows('he reads what was sent before and after', () => readsUnkind(lost, ['dsl', 'oso']));

await shows('his password, kit and phone of before are refused, and so are papers that were used', async () => {
  const oldPhone = await desks.elsewhere('dsl', lewis);
  await oldPhone.isRefused(EVERYTHING_LOST);
  const stranger = await desks.elsewhere('dsl', lost);
  await stranger.isRefused(lostPassword);
  const typed = { email: lost.person.email, code: await stranger.code(), password: ANOTHER, again: ANOTHER };
  await stranger.page.goto('/staff/recover');
  await stranger.types({ ...typed, kit: lostKit });
  assert.match(await stranger.problem(), /We could not do that/);
  await oldPhone.page.goto('/staff/recovery');
  await oldPhone.takesPhone();
  await oldPhone.types({ ...typed, 'paper-1': papers[0], 'paper-2': papers[1], code: await oldPhone.code() });
  assert.match(await oldPhone.problem(), /We could not do that/);
  stranger.keepsCode();
  await stranger.isLetIn();
  await price.page.goto('/staff/recovery-papers');
  assert.match(await price.text(), /There are no recovery papers that count/);
  await price.picture('papers-used');
});

await shows('once nothing can be on its way any more, sealing anew has an end for each of them', async () => {
  await lost.list();
  await lost.follows('a[href="/staff/readers/reseal"]');
  assert.deepEqual(await lost.sealsAnew(SEALED), ['2 of 2']);
  await lost.picture('reseal-done');
  await okafor.list();
  await okafor.page.goto('/staff/readers/reseal');
  await okafor.sealsAnew(SEALED);
  await lost.page.goto('/staff/readers');
  for (const name of ['Mr Lewis', 'Mrs Okafor']) assert.doesNotMatch(await lost.panelOf(name).innerText(), /Sealing anew/);
  await lost.picture('readers-after');
});

await shows('who is left reads what was sent before and after, and she is not told and is let in nowhere', async () => {
  await readsUnkind(okafor, ['dsl', 'oso']);
  await shah.page.goto(open);
  assert.equal(shah.path(), '/staff/sign-in');
  await shah.isRefused(shah.person.password);
});

await ends();
