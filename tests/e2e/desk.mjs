// People of a school that is founded, each at a desk or at a browser that nobody has used, by keyboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freshContext } from '../a11y/lib/browser.mjs';
import { Reader } from './staff.mjs';

const TABS_MAX = 60;
const SLIP_SECONDS_MAX = 60;
// A slip may be on its way for a minute.
const RESEAL_SECONDS_MAX = 180;
const PUPIL_STEPS_MAX = 16;
const WIDE = { width: 1366, height: 768 };
const PHONE = { width: 360, height: 740 };

/** The browsers of everyone in `settings`, which tells of a school that is founded (`Member.for_browser`). */
export class Desks {
  constructor(browser, settings) {
    Object.assign(this, { browser, settings });
    if (settings.out) mkdirSync(settings.out, { recursive: true });
  }

  async open(more = {}) {
    const context = await freshContext(this.browser, { baseURL: this.settings.url, ignoreHTTPSErrors: true, viewport: WIDE, ...more });
    return context;
  }

  /** Where this person has been signed in since the school began. */
  async of(key) {
    const at = await this.elsewhere(key);
    const cookies = Object.entries(at.person.cookies).map(([name, value]) => ({
      name, value, domain: 'localhost', path: '/', httpOnly: true, secure: true, sameSite: 'Strict',
    }));
    await at.page.context().addCookies(cookies);
    return at;
  }

  /** This person at a browser that knows nobody; who they are already, where given, brings their phone and password. */
  async elsewhere(key, of) {
    const person = of?.person ?? { ...this.settings.people[key] };
    const phone = of?.phone ?? { secret: person.secret, lastStep: person.lastStep };
    return Object.assign(new Desk(person, await (await this.open()).newPage(), phone), { out: this.settings.out });
  }

  /** A pupil's slip, without script: answers what is in `answers` and leaves the rest. */
  async pupilSends(words, answers) {
    const page = await (await this.open({ javaScriptEnabled: false })).newPage();
    const given = { danger: 'no', about: 'me', place: 'online', still: 'yes', ...answers };
    const press = (value) => Promise.all([page.waitForNavigation(), page.locator(`button.btn[name=go][value=${value}]`).click()]);
    await page.goto('/');
    for (let step = 0; step < PUPIL_STEPS_MAX && !(await page.locator('button[value=send]').count()); step += 1) {
      if (await page.locator('#words').count()) await page.fill('#words', words);
      for (const [name, value] of Object.entries(given)) {
        const choice = page.locator(`input[name=${name}][value="${value}"]`);
        if (await choice.count()) await choice.check({ force: true });
      }
      await press('next');
    }
    await press('send');
    assert.match(await page.locator('main').innerText(), /sent/i);
    await page.context().close();
  }
}

/** Somebody who uses the keyboard. */
export class Desk extends Reader {
  async picture(name) {
    if (!this.out) return;
    for (const [size, viewport] of Object.entries({ phone: PHONE, wide: WIDE })) {
      await this.page.setViewportSize(viewport);
      await this.page.screenshot({ path: join(this.out, `${name}-${size}.png`), fullPage: true });
    }
  }

  async tabTo(selector) {
    for (let count = 0; count < TABS_MAX; count += 1) {
      if (await this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`no Tab leads to ${selector} on ${this.page.url()}: ${await this.text()}`);
  }

  /** Presses Enter, once or as somebody does who is not sure that it was taken. */
  async enters(times = 1) {
    const led = this.page.waitForNavigation({ waitUntil: 'load' });
    for (let count = 0; count < times; count += 1) await this.page.keyboard.press('Enter');
    await led;
  }

  async follows(selector) {
    await this.tabTo(selector);
    await this.enters();
  }

  /** Goes to each field, types over what is there, and presses Enter in the last. */
  async types(fields, times) {
    for (const [id, words] of Object.entries(fields)) {
      await this.tabTo(`#${id}`);
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.type(words);
    }
    await this.enters(times);
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  problem() {
    return this.page.locator('#errors').innerText();
  }

  /** The key of another authenticator app, off the page that offers it. */
  async takesPhone() {
    this.phone = { secret: (await this.page.locator('.code').first().innerText()).replace(/\s/g, ''), lastStep: 0 };
  }

  /** The part of a page that is about this person. */
  panelOf(name) {
    return this.page.locator('section.panel', { has: this.page.locator('h2', { hasText: name }) });
  }

  /** On the page for it, presses until it says this; answers the lines that said how far it was, each once. */
  async sealsAnew(done, picture) {
    const until = Date.now() + RESEAL_SECONDS_MAX * 1000;
    const lines = [];
    while (!done.test(await this.text())) {
      assert.ok(Date.now() < until, `it comes to no end: ${lines.join(', ')}`);
      const line = await this.page.locator('.notice strong').innerText();
      if (line !== lines.at(-1)) {
        lines.push(line);
        if (picture) await this.picture(`${picture}-${lines.length}`);
      } else {
        await wait(1000);
      }
      await this.follows('main form button');
    }
    return lines;
  }

  async signsIn(password) {
    await this.page.goto('/staff/sign-in');
    await this.types({ email: this.person.email, password, code: await this.code() });
  }

  async isRefused(password) {
    await this.signsIn(password);
    assert.match(await this.problem(), /We could not sign you in/);
    this.keepsCode();
  }

  /** What was refused has not used up the code: it, or that of now if it has become old, is typed next. */
  keepsCode() {
    this.phone.lastStep -= 1;
  }

  async isLetIn() {
    await this.signsIn(this.person.password);
    await this.isIn();
  }

  async isIn() {
    assert.match(this.path(), /^\/staff\/slips/, await this.text());
  }

  /** A session that was there has ended. */
  async isOut() {
    await this.page.goto('/staff/slips');
    assert.equal(this.path(), '/staff/sign-in', await this.text());
  }

  /** The addresses of the slips on this reader's list. */
  async list() {
    await this.page.goto('/staff/slips');
    await this.isIn();
    return this.page.locator('tbody [data-row]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  }

  /** Opens one slip after the other until one says this, also one that is not visible yet; answers where it is. */
  async reads(words) {
    const until = Date.now() + SLIP_SECONDS_MAX * 1000;
    const seen = new Set();
    while (Date.now() < until) {
      for (const path of (await this.list()).filter((one) => !seen.has(one))) {
        seen.add(path);
        await this.page.goto(path);
        if (!(await this.page.locator('.told').count())) await this.press('Open the slip');
        if ((await this.page.locator('.told').first().innerText()).trim() === words) return path;
      }
      await wait(300);
    }
    return assert.fail(`${this.person.name} finds no slip that says “${words}”`);
  }

  /**
   * Back, to where somebody typed what opens an account, shows nothing of it. Where that was sent back once, Chromium asks
   * whether to send it again, and has no page.
   */
  async seesNothingBack() {
    const isAsked = (error) => assert.match(error.message, /ERR_CACHE_MISS/);
    const isShown = await this.page.goBack({ waitUntil: 'load' }).then(() => true, isAsked);
    if (!isShown) await this.page.waitForURL(/^chrome-error:/);
    const typed = await this.page.locator('input:not([type=hidden])').evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(typed.filter(Boolean), [], this.page.url());
    assert.equal(await this.page.locator('.printed').count(), 0, 'neither kit nor paper');
  }
}
