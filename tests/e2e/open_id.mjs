// The way to a provider of accounts and back in Chromium, which takes our cookies along as a browser does: a reader links
// an account, signs in with it and reads a slip; and nobody gets in by what somebody else began.
// usage: node open_id.mjs SETTINGS.json, written by open_id.py
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Desks } from './desk.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const ACCOUNT = 'okafor-19c2';
const REFUSED = /did not say who you are, or you came back too late/;
const began = Date.now();
const browser = await launch({ pagesOnly: true });
const desks = new Desks(browser, settings);
const okafor = await desks.of('oso');
const home = await desks.elsewhere('oso', okafor);

const { shows, end } = parts(async () => {
  const last = browser.contexts().flatMap((context) => context.pages()).at(-1);
  return `\n${last.url()}\n${await last.locator('body').innerText().catch(() => '')}`;
});

/** From the page for signing in to the provider, by keyboard. */
async function goes(at) {
  await at.page.goto('/staff/sign-in');
  await at.follows('a[href="/staff/sign-in/with"]');
  assert.notEqual(new URL(at.page.url()).origin, settings.url);
}

/** At the provider. */
async function says(at, button) {
  await Promise.all([at.page.waitForNavigation({ waitUntil: 'load' }), at.page.getByRole('button', { name: button }).first().click()]);
}

/** Another tab of the same browser. */
async function tabOf(at) {
  return Object.assign(Object.create(at), { page: await at.page.context().newPage() });
}

await shows('whoever says no at the provider links nothing, and may try it again', async () => {
  const { page } = okafor;
  await page.goto('/staff/account');
  await okafor.follows('a[href="/staff/account/linked"]');
  await okafor.picture('not-linked');
  await okafor.follows('#link');
  await says(okafor, 'Deny');
  assert.match(await okafor.text(), /Nothing was linked/);
  await okafor.picture('link-denied');
  await okafor.follows('main a.btn');
  assert.match(await okafor.text(), /You have linked no account yet/);
});

await shows('a reader links an account, and sees which it is before it counts', async () => {
  const { page } = okafor;
  await okafor.follows('#link');
  await says(okafor, ACCOUNT);
  assert.equal(await okafor.heading(), `Back from ${settings.name}`);
  await okafor.picture('link-back');
  await okafor.follows('main a.btn');
  assert.match(await okafor.text(), /okafor@school\.example/);
  await okafor.picture('link-look');
  await okafor.press('Link it');
  assert.match(await okafor.text(), /The account is linked\./);
  await okafor.picture('linked');
  await page.goto('/staff');
  await okafor.press('Sign out');
});

await shows('she signs in with it and the passphrase, and reads a slip', async () => {
  await goes(home);
  await says(home, ACCOUNT);
  assert.equal(await home.heading(), 'Type your passphrase');
  await home.picture('passphrase');
  await home.types({ password: home.person.password }, 2);
  await home.isIn();
  await home.reads(settings.words);
});

await shows('Back after it leads to no passphrase and no account, and she stays signed in', async () => {
  const at = await desks.elsewhere('oso', okafor);
  await goes(at);
  await says(at, ACCOUNT);
  await at.types({ password: at.person.password });
  await at.isIn();
  await at.seesNothingBack();
  assert.match(await at.text(), REFUSED);
  await at.picture('back-when-signed-in');
  await at.reads(settings.words);
});

await shows('in two tabs the one that asked last is let in, and the other is told to try again', async () => {
  const one = await desks.elsewhere('oso', okafor);
  const other = await tabOf(one);
  await goes(one);
  await goes(other);
  await says(other, ACCOUNT);
  await other.types({ password: one.person.password });
  await other.isIn();
  await says(one, ACCOUNT);
  assert.match(await one.text(), REFUSED);
  await one.picture('other-tab');
  await other.reads(settings.words);
});

await shows('whoever says no at the provider is not signed in, and comes in by the next try', async () => {
  const at = await desks.elsewhere('oso', okafor);
  await goes(at);
  await says(at, 'Deny');
  assert.match(await at.text(), REFUSED);
  await at.picture('denied');
  await at.isOut();
  await goes(at);
  await at.page.goBack({ waitUntil: 'load' });
  await at.follows('a[href="/staff/sign-in/with"]');
  await says(at, ACCOUNT);
  await at.types({ password: 'not the passphrase' });
  assert.match(await at.problem(), /We could not sign you in/);
  await at.picture('passphrase-wrong');
  await at.types({ password: at.person.password });
  await at.isIn();
});

await shows('what somebody else began leads into no other browser, whether that has begun too or not', async () => {
  const thief = await desks.elsewhere('oso', okafor);
  const comesBack = async () => {
    await goes(thief);
    const answer = await thief.page.request.post(thief.page.url(), { form: { sub: 'stranger' }, maxRedirects: 0 });
    return answer.headers().location;
  };
  const fresh = await desks.elsewhere('oso', okafor);
  await fresh.page.goto(await comesBack());
  assert.match(await fresh.text(), REFUSED);
  await goes(fresh);
  await fresh.page.goto(await comesBack());
  assert.match(await fresh.text(), REFUSED);
  await fresh.isOut();
  await thief.page.goto(await comesBack());
  assert.equal(await thief.heading(), 'Type your passphrase', 'in its own browser it would have been good');
  await thief.types({ password: thief.person.password });
  assert.match(await thief.problem(), /that account is not linked here/);
});

await browser.close();
end(` in ${Math.round((Date.now() - began) / 1000)} s`);
