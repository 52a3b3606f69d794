// A reader adds a passkey and signs in with it, in Chromium with its virtual authenticator: what the browser
// itself makes of our page, our script and our answers.
// usage: node passkey.mjs SETTINGS.json, written by passkey.py
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { freshContext, launch } from '../a11y/lib/browser.mjs';
import { parts } from '../a11y/lib/stories.mjs';
import { Staff } from './staff.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const SCRIPT_BYTES_MAX = 3072;

const { shows, end } = parts();

const browser = await launch();
const open = async (more = {}) => {
  const context = await freshContext(browser, { baseURL: settings.url, viewport: { width: 360, height: 740 }, ...more });
  return context;
};
const staff = new Staff({ open, settings, picture: async () => {} });
const lead = await staff.enrol('dsl', settings.enrolment);
const { page, person } = lead;

/** A device of this kind beside the browser. */
async function device(tab, kind = {}) {
  const session = await tab.context().newCDPSession(tab);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true, ...kind,
  } });
  return {
    verifies: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

async function signOut(tab) {
  await tab.goto('/staff');
  // On a phone it is in the menu.
  await tab.locator('.areas > summary').click();
  await tab.locator('form[action="/staff/sign-out"] button').click();
  await tab.waitForURL(/sign-in/);
}

/** The password, and no code. */
async function begin(tab) {
  await tab.goto('/staff/sign-in');
  await tab.fill('#email', person.email);
  await tab.fill('#password', person.password);
  await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Sign in' }).click()]);
  assert.equal(new URL(tab.url()).pathname, '/staff/sign-in/passkey', await tab.locator('main').innerText());
}

const phone = await device(page);

await shows('the browser makes a passkey, and the page that asks for it is reached from one’s account', async () => {
  await page.goto('/staff/account');
  await page.getByRole('link', { name: 'Your passkeys' }).click();
  await lead.press('Add a passkey');
  assert.equal(await lead.heading(), 'Add a passkey');
  assert.ok(!(await page.locator('#passkey-off').isVisible()), 'with the script there is nothing to warn of');
  await page.fill('#name', 'My phone');
  await lead.press('Make the passkey');
  assert.match(await lead.text(), /The passkey is added\./);
  const [key, ...more] = await phone.keys();
  assert.equal(more.length, 0);
  assert.equal(key.rpId, 'localhost');
});

await shows('the device is not asked twice for one account', async () => {
  await lead.press('Add a passkey');
  await page.fill('#name', 'My phone again');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.locator('#passkey-failed').waitFor();
  assert.equal((await phone.keys()).length, 1);
});

await shows('password and passkey sign in, by the keyboard alone', async () => {
  await signOut(page);
  await begin(page);
  await page.getByRole('button', { name: 'Use the passkey' }).focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.waitForURL(/\/staff\/slips/);
  assert.ok((await phone.keys())[0].signCount > 1, 'the device has counted');
});

await shows('a device that does not know who holds it signs nothing, and may be asked again', async () => {
  await signOut(page);
  await begin(page);
  await phone.verifies(false);
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.locator('#passkey-failed').waitFor();
  await phone.verifies(true);
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.waitForURL(/\/staff\/slips/);
});

await shows('a browser whose device has another key cannot go on with it, and the code lets in', async () => {
  const other = await (await open()).newPage();
  await device(other);
  await begin(other);
  await other.getByRole('button', { name: 'Use the passkey' }).click();
  await other.locator('#passkey-failed').waitFor();
  await other.fill('#code', await lead.code());
  await other.getByRole('button', { name: 'Sign in with the code' }).click();
  await other.waitForURL(/\/staff\/slips/);
});

await shows('without a script the page says so, shows no button that does nothing, and takes the code', async () => {
  const plain = await (await open({ javaScriptEnabled: false })).newPage();
  await begin(plain);
  assert.ok(await plain.locator('#passkey-off').isVisible());
  assert.ok(!(await plain.getByRole('button', { name: 'Use the passkey' }).isVisible()));
  await plain.fill('#code', await lead.code());
  await plain.getByRole('button', { name: 'Sign in with the code' }).click();
  await plain.waitForURL(/\/staff\/slips/);
});

await shows('the passkey shows that it is them before they change who reads, and what was typed is done', async () => {
  await signOut(page);
  await begin(page);
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.waitForURL(/\/staff\/slips/);
  await page.goto('/staff/readers');
  await page.fill('#name', 'Ms Young');
  await page.fill('#title', 'deputy');
  await page.fill('#email', 'young@elmwood.example');
  await page.check('[name="roles"][value="deputy"]');
  await page.locator('form[action="/staff/readers/invite"] button').click();
  await page.getByRole('heading', { name: 'Show that it is you' }).waitFor();
  assert.ok(!(await page.locator('#passkey-off').isVisible()), 'with the script there is nothing to warn of');
  await phone.verifies(false);
  await page.getByRole('button', { name: 'Use the passkey' }).click();
  await page.locator('#passkey-failed').waitFor();
  await phone.verifies(true);
  await page.getByRole('button', { name: 'Use the passkey' }).focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.match(await lead.text(), /The invitation is made\./);
});

await shows('the script is small, is on these pages alone and runs under the policy', async () => {
  const told = [];
  page.on('console', (message) => message.type() === 'error' && told.push(message.text()));
  const scripts = () => page.locator('script[src*=passkey]').evaluateAll((all) => all.map((one) => one.src));
  await signOut(page);
  assert.deepEqual(await scripts(), []);
  await begin(page);
  const [script] = await scripts();
  const answer = await page.request.get(script, { headers: { 'accept-encoding': 'identity' } });
  assert.ok((await answer.body()).length <= SCRIPT_BYTES_MAX);
  assert.deepEqual(told, []);
});

await browser.close();
end();
