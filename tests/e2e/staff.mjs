// The readers of the school, each at a browser of their own.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const SLOT_SECONDS_MAX = 60;
// A code that is about to run out may have done so by the time it is looked at.
const CODE_SECONDS_LEFT = 20;

/** The six digits an authenticator app shows for a step of 30 seconds (RFC 6238). */
function totp(secret, step) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Somebody with their authenticator app. */
export class Reader {
  constructor(person, page, phone = { secret: '', lastStep: 0 }) {
    Object.assign(this, { person, page, phone });
  }

  /** A code that was not used before: the service takes each once, from a step either side of now. It stays good for as long as a slow machine takes to send it. */
  async code() {
    for (;;) {
      const now = Math.floor(Date.now() / 30_000);
      const step = Math.max(this.phone.lastStep + 1, Math.floor((Date.now() / 1000 + CODE_SECONDS_LEFT) / 30) - 1);
      if (step <= now + 1) {
        this.phone.lastStep = step;
        return totp(this.phone.secret, step);
      }
      await wait(500);
    }
  }

  async press(name) {
    await Promise.all([this.page.waitForNavigation(), this.page.getByRole('button', { name }).first().click()]);
    await this.prove();
  }

  /** Types the password and a new code where the page asks for them; what was asked for is done then. */
  async prove() {
    if (!(await this.page.locator('#step-up-password').count())) return;
    await this.page.fill('#step-up-password', this.person.password);
    await this.page.fill('#step-up-code', await this.code());
    await Promise.all([this.page.waitForNavigation(), this.page.getByRole('button', { name: 'Go on' }).click()]);
  }

  heading() {
    return this.page.locator('h1').innerText();
  }

  text() {
    return this.page.locator('main').innerText();
  }
}

/** Everyone, by the keys of `settings.people`. */
export class Staff {
  constructor({ open, settings, picture }) {
    Object.assign(this, { open, settings, picture, readers: {} });
  }

  async enrolEveryone() {
    const first = await this.enrol('dsl', this.settings.enrolment);
    for (const key of Object.keys(this.settings.people)) {
      if (key === 'dsl') continue;
      const link = await this.invite(first, this.settings.people[key]);
      const reader = await this.enrol(key, link);
      const digits = (await reader.page.locator('.code').innerText()).trim();
      await this.confirm(first, reader.person, digits);
    }
    await this.picture(first.page, 'staff-readers');
    await first.page.goto('/staff/set-up');
    await this.picture(first.page, 'staff-set-up');
    await first.press('Open the form to pupils');
    assert.match(await first.text(), /pupils can send slips/);
    // From now on everyone signs in as on any other day.
    for (const reader of Object.values(this.readers)) await this.signInAgain(reader);
  }

  async enrol(key, link) {
    const context = await this.open();
    const reader = new Reader(this.settings.people[key], await context.newPage());
    const { page, person } = reader;
    this.readers[key] = reader;
    await page.goto(link);
    reader.phone.secret = (await page.locator('.code').innerText()).replace(/\s/g, '');
    await page.fill('#password', person.password);
    await page.fill('#again', person.password);
    await page.fill('#code', await reader.code());
    if (key === 'dsl') await this.picture(page, 'staff-enrol');
    await reader.press('Go on');
    const kit = await page.locator('.code').innerText();
    await page.fill('#kit', kit.toLowerCase());
    if (key === 'dsl') await this.picture(page, 'staff-kit');
    await reader.press('I have it on paper');
    return reader;
  }

  async invite(by, person) {
    await by.page.goto('/staff/readers');
    await by.page.fill('#name', person.name);
    await by.page.fill('#title', person.title);
    await by.page.fill('#email', person.email);
    for (const role of person.roles.split(',')) await by.page.check(`input[name=roles][value=${role}]`);
    await by.press('Invite');
    const panel = by.page.locator('section', { has: by.page.locator('h2', { hasText: person.name }) });
    return new URL((await panel.locator('.code').textContent()).trim(), this.settings.url).pathname;
  }

  async confirm(by, person, digits) {
    await by.page.goto('/staff/readers');
    const panel = by.page.locator('section', { has: by.page.locator('h2', { hasText: person.name }) });
    await panel.locator('input[name^=digits]').fill(digits);
    await Promise.all([by.page.waitForNavigation(), panel.getByRole('button', { name: `Confirm ${person.name}` }).click()]);
    await by.prove();
    assert.match(await by.text(), /is confirmed/);
  }

  async signInAgain(reader) {
    const { page, person } = reader;
    await page.goto('/staff');
    await page.locator('form[action="/staff/sign-out"] button').click();
    await page.waitForURL(/sign-in/);
    await page.fill('#email', person.email);
    await page.fill('#password', person.password);
    await page.fill('#code', await reader.code());
    await reader.press('Sign in');
    assert.doesNotMatch(page.url(), /sign-in/, `${person.name} could not sign in: ${await reader.text()}`);
  }

  /** Every slip of this reader's list, opened: { path, words }. */
  async openAll(reader) {
    const { page } = reader;
    await page.goto('/staff/slips');
    const links = await page.locator('a[data-row][href^="/staff/slips/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    const slips = [];
    for (const path of links) {
      await page.goto(path);
      if (!(await page.locator('.told').count())) await reader.press('Open the slip');
      slips.push({ path, words: await page.locator('.told').first().innerText() });
    }
    return slips;
  }

  async readsExactly(key, words) {
    const reader = this.readers[key];
    const started = Date.now();
    let got = [];
    while (Date.now() - started < SLOT_SECONDS_MAX * 1000) {
      got = await this.openAll(reader);
      if (got.length >= words.length) break;
      await wait(500);
    }
    assert.deepEqual(got.map((slip) => slip.words).sort(), [...words].sort());
    await reader.page.goto('/staff/slips');
    await this.picture(reader.page, `staff-queue-${key}`);
    assert.ok(!words.some((one) => reader.page.url().includes(one)));
    const list = await reader.text();
    for (const one of words) assert.ok(!list.includes(one), 'the list shows no words');
  }

  async find(reader, words) {
    for (const state of ['open', 'closed']) {
      await reader.page.goto(`/staff/slips?state=${state}`);
      const links = await reader.page.locator('a[data-row][href^="/staff/slips/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      for (const path of links) {
        await reader.page.goto(path);
        if (!(await reader.page.locator('.told').count())) await reader.press('Open the slip');
        if ((await reader.text()).includes(words)) return;
      }
    }
    assert.fail(`${reader.person.name} finds no slip that says “${words}”`);
  }

  async acknowledgesAndCloses(key, words) {
    const reader = this.readers[key];
    await this.find(reader, words);
    await this.picture(reader.page, 'staff-slip');
    await reader.press('I am looking into it');
    assert.match(await reader.text(), /Being looked at/);
    await this.find(reader, words);
    await reader.page.check('input[name=reason][value=dealt-with]');
    await reader.page.fill('[name=note]', 'Spoke with both families.');
    await reader.press('Close the slip');
    await reader.page.goto('/staff/slips?state=closed');
    assert.equal(await reader.page.locator('a[data-row][href^="/staff/slips/"]').count(), 1);
  }

  async seesActs(key, words, who) {
    const reader = this.readers[key];
    await this.find(reader, words);
    const text = await reader.text();
    assert.match(text, new RegExp(`${who} opened it`));
    assert.match(text, new RegExp(`${who} is looking into it`));
    assert.match(text, new RegExp(`${who} closed it.*Dealt with`));
    assert.match(text, /Spoke with both families/);
  }

  async seesNoSlips(key) {
    const { page } = this.readers[key];
    const answer = await page.goto('/staff/slips');
    assert.equal(answer.status(), 403);
    assert.equal(await page.locator('a[href^="/staff/slips/"]').count(), 0);
  }
}
