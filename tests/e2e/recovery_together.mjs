// What somebody loses and gets back by other keys, for which two colleagues vouch.
// usage: node recovery_together.mjs SETTINGS.json, written by recovery.py
import assert from 'node:assert/strict';
import { desks, shows, drill, readsUnkind, unkind, ends } from './recovery.mjs';

const NEW_PASSWORDS = { oso: 'pebble-lantern-tulip-64', deputy: 'harbour-cushion-plum-29' };

const [lewis, shah, okafor, hughes, price] = await Promise.all(['dsl', 'deputy', 'oso', 'head', 'chair'].map((key) => desks.of(key)));
const { people } = desks.settings;
const others = (...left) => Object.keys(people).filter((key) => !left.includes(key));

/** Somebody makes the link for new keys; answers its path. */
async function begins(at, name) {
  await at.page.goto('/staff/new-keys');
  await at.panelOf(name).locator('summary').click();
  await at.press(`Make a link for ${name}`);
  assert.match(await at.text(), /The link is made/);
  return new URL((await at.panelOf(name).locator('.code').innerText()).trim()).pathname;
}

/** They make new keys with it, at a browser that knows nobody; `digits` is what they read to two colleagues. */
async function makesKeys(key, link) {
  const at = await desks.elsewhere(key);
  const password = NEW_PASSWORDS[key];
  await at.page.goto(link);
  await at.picture(`new-keys-${key}`);
  await at.takesPhone();
  await at.types({ password, again: password, code: await at.code() });
  const kit = await at.page.locator('.code').innerText();
  await at.types({ kit }, 2);
  assert.equal(await at.heading(), 'Two colleagues have to vouch for you');
  await at.picture(`new-keys-${key}-made`);
  Object.assign(at.person, { password, kit });
  return Object.assign(at, { digits: await at.page.locator('.code').innerText() });
}

async function vouches(at, name, digits) {
  await at.page.goto('/staff/new-keys');
  await at.panelOf(name).locator('input[name=digits]').fill(digits);
  await at.press(`Vouch for ${name}`);
}

/** What they had `before` is refused as it was, and each of it with a code that is good beside what they have now. */
async function isLetInByNewAlone(at, before) {
  const { email, password, kit } = before.person;
  await before.isRefused(password);
  await at.isRefused(password);
  await at.page.goto('/staff/recover');
  await at.types({ email, kit, code: await at.code(), password, again: password });
  assert.match(await at.problem(), /We could not do that/);
  at.keepsCode();
  await at.isLetIn();
}

let link;
let again;
await drill('a link for an officer without password and kit is made, and the others are told', others('dsl'), async () => {
  await lewis.page.goto('/staff/new-keys');
  await lewis.picture('new-keys');
  link = await begins(lewis, 'Mrs Okafor');
  await lewis.picture('new-keys-begun');
});

await drill('she makes keys, which one voucher alone does not make count', others('dsl'), async () => {
  again = await makesKeys('oso', link);
  await vouches(lewis, 'Mrs Okafor', '1234 5678 9012 3456 7890');
  assert.match(await lewis.text(), /These are not the digits of the keys that Mrs Okafor made/);
  await lewis.picture('new-keys-other-digits');
  await vouches(lewis, 'Mrs Okafor', again.digits);
  assert.match(await lewis.text(), /Another reader has to as well/);
  await lewis.picture('new-keys-first');
  await lewis.page.goto('/staff/new-keys');
  assert.equal(await lewis.page.getByRole('button', { name: 'Vouch for Mrs Okafor' }).count(), 0, 'nobody vouches twice');
  await again.isRefused(again.person.password);
  await okafor.reads(unkind);
});

await drill('with the second they count, and her session, password and kit of before do not', others('head'), async () => {
  await vouches(hughes, 'Mrs Okafor', again.digits);
  assert.match(await hughes.text(), /The new keys count from now on/);
  await hughes.picture('new-keys-second');
  await okafor.isOut();
  await isLetInByNewAlone(again, okafor);
});

await shows('once a colleague has sealed anew she reads what was sent before, and what is sent after', async () => {
  assert.deepEqual(await again.list(), []);
  await again.picture('new-keys-nothing-yet');
  await lewis.list();
  await lewis.follows('a[href="/staff/readers/reseal"]');
  assert.deepEqual(await lewis.sealsAnew(/1 of 1/), ['0 of 1']);
  await readsUnkind(again);
});

let anew;
await drill('a deputy whose keys somebody saw is handed a link, and the others are told', others('chair'), async () => {
  link = await begins(price, 'Ms Shah');
});

await drill('she makes other keys, and her own go on until a second colleague vouches', others('head'), async () => {
  anew = await makesKeys('deputy', link);
  await vouches(hughes, 'Ms Shah', anew.digits);
  await shah.reads(unkind);
  await anew.isRefused(anew.person.password);
});

await drill('with the second the keys that were seen open nothing', others('chair'), async () => {
  await vouches(price, 'Ms Shah', anew.digits);
  assert.match(await price.text(), /The new keys count from now on/);
  await shah.isOut();
  await isLetInByNewAlone(anew, shah);
});

await shows('she reads what was sent before and after', async () => {
  await lewis.list();
  await lewis.page.goto('/staff/readers/reseal');
  assert.deepEqual(await lewis.sealsAnew(/2 of 2/), ['0 of 2']);
  await readsUnkind(anew);
});

await ends();
