#!/usr/bin/env node
// Is a page read aloud when somebody presses Listen: from recordings, all of them in one file, or by a
// voice of this computer alone; never what was typed; and silent once they leave?
// usage: node listen.mjs --base https://localhost:8443
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freshContext, launch } from './lib/browser.mjs';
import { contrast } from './lib/checks.mjs';
import { plant, stories } from './lib/stories.mjs';

const { values: opts } = parseArgs({ options: { base: { type: 'string', default: 'https://localhost' } } });
const TYPED = 'zebra umbrella 4471';
const browser = await launch({ pagesOnly: true });

/** A page of the service: `window.loudness()` is of what is being played, `window.spoken` what voices said. */
async function visitor({ voices = [], recordings = true, planted } = {}) {
  const context = await freshContext(browser, { baseURL: opts.base, ignoreHTTPSErrors: true }, planted);
  await context.addInitScript((given) => {
    window.loudness = () => 0;
    window.AudioContext = class extends window.AudioContext {
      createBufferSource() {
        const [source, meter] = [super.createBufferSource(), this.createAnalyser()];
        const wave = new Float32Array(meter.fftSize);
        source.connect(meter);
        window.loudness = () => { meter.getFloatTimeDomainData(wave); return Math.max(...wave); };
        return source;
      }
    };
    window.spoken = [];
    const synth = new EventTarget();
    synth.getVoices = () => given;
    synth.cancel = () => {};
    synth.speak = (speech) => { window.spoken.push([speech.voice.name, speech.text]); setTimeout(() => speech.onend(), 5); };
    Object.defineProperty(window, 'speechSynthesis', { value: synth });
    window.SpeechSynthesisUtterance = function Utterance(text) { this.text = text; };
  }, voices);
  const page = await context.newPage();
  if (!recordings) {
    await page.route('/media/**', (route) => route.abort());
    // Only of the first page: what a page is sent on to is not routed.
    await page.route('/', async (route) => {
      if (route.request().method() === 'POST') return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replace(/ data-sound="[^"]*"/, '');
      return route.fulfill({ response, body });
    });
  }
  if (planted) await plant(page, '/static/talk.*', planted);
  const asked = [];
  page.on('request', (request) => asked.push({ path: new URL(request.url()).pathname, headers: request.headers() }));
  await page.goto('/');
  const next = () => Promise.all([page.waitForNavigation(), page.locator('button.btn[name=go][value=next]').click()]);
  return { context, page, asked, next, listen: page.locator('#listen') };
}

const { shows, end } = stories(visitor);

const isHeard = (page) => page.waitForFunction(() => window.loudness() > 0.01);
const isSilent = async (page) => {
  for (let times = 0; times < 15; times += 1) {
    await wait(times ? 100 : 300);
    assert.ok(await page.evaluate(() => window.loudness()) < 0.001, 'nothing is heard');
  }
};
const isOver = (page) => page.waitForFunction(() => document.getElementById('listen').getAttribute('aria-pressed') === 'false', null, { timeout: 60_000 });

await shows('the question and each answer are heard in turn, each lit while it is read', async ({ page, next, listen, asked }) => {
  await next();
  await page.evaluate(() => {
    window.lit = [];
    new MutationObserver((seen) => seen.forEach(({ target }) => {
      if (target.classList.contains('said')) window.lit.push(target.textContent.trim());
    })).observe(document.querySelector('.slip'), { subtree: true, attributes: true, attributeFilter: ['class'] });
  });
  await listen.click();
  assert.equal(await listen.getAttribute('aria-pressed'), 'true');
  await isHeard(page);
  await isOver(page);
  assert.deepEqual(await page.evaluate(() => window.lit), ['Is someone in danger right now?', 'Yes', 'No', 'I am not sure']);
  assert.deepEqual(await page.evaluate(() => window.spoken), []);
  const sounds = asked.filter(({ path }) => path.startsWith('/media/'));
  assert.equal(sounds.length, 1, 'one file has everything');
  assert.ok(!sounds[0].headers.cookie, 'who asks for it is not said');
});

await shows('pressed again it is silent, and the button is one stop of the Tab key', async ({ page, next, listen }) => {
  await next();
  await listen.click();
  await isHeard(page);
  await listen.click();
  await isSilent(page);
  await page.locator('.top button[value=back]').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'listen');
});

await shows('its button can be read while it is pressed, with the mouse still on it', async ({ page, next, listen }) => {
  await next();
  await listen.click();
  await isHeard(page);
  const found = await contrast(page, 'pressed', { aaa: true });
  assert.equal(await listen.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(found, []);
  await listen.evaluate((button) => { button.style.color = 'var(--act-down)'; });
  assert.notDeepEqual(await contrast(page, 'pressed', { aaa: true }), [], 'that it cannot be read would be found');
});

/** The press and a second after it are one turn of the script, so that the page cannot go meanwhile. */
const leave = (isOn) => async ({ page, next, listen }) => {
  await next();
  await listen.click();
  await isHeard(page);
  const loudest = await page.evaluate(() => {
    document.querySelector('[data-leave]').click();
    const pressed = Date.now();
    let most = 0;
    while (Date.now() < pressed + 1000) if (Date.now() > pressed + 200) most = Math.max(most, window.loudness());
    return most;
  });
  assert.equal(loudest > 0.01, isOn, `heard: ${loudest}`);
  await page.waitForURL('**/away');
};
await shows('Leave is silent at once, before the next page is there', leave(false));
await shows('that a page goes on after Leave would be found', leave(true), { planted: ['leaving = true;\nhush();', 'leaving = true;'] });

const LOCAL = { name: 'of this computer', lang: 'en-US', localService: true };
const REMOTE = { name: 'of somebody else', lang: 'en-GB', localService: false };
const FOREIGN = { name: 'of another language', lang: 'de-DE', localService: true };

await shows('without a recording, and with a voice elsewhere or of another language, there is no button', async ({ listen }) => {
  assert.ok(await listen.isHidden());
}, { recordings: false, voices: [REMOTE, FOREIGN] });

const readsTyped = (isRead) => async ({ page, next, listen }) => {
  await next();
  await page.locator('input[name=danger][value=no]').check({ force: true });
  while (!await page.locator('#words').count()) await next();
  await page.fill('#words', TYPED);
  let all = '';
  for (const last of ['Tell us what happened', 'Check your slip']) {
    while (await page.locator('h1').innerText() !== last) await next();
    await listen.click();
    await page.waitForFunction(() => window.spoken.length > 0);
    await isOver(page);
    const spoken = await page.evaluate(() => window.spoken);
    assert.deepEqual(spoken[0], ['of this computer', last]);
    all += JSON.stringify(spoken);
  }
  assert.ok((await page.locator('dl').innerText()).includes(TYPED), 'the words were on the page');
  assert.equal(all.includes(TYPED), isRead);
};
const byVoice = { recordings: false, voices: [REMOTE, LOCAL] };
await shows('without a recording, a voice of this computer reads, and never what was typed', readsTyped(false), byVoice);
await shows('that it reads what was typed would be found', readsTyped(true), { ...byVoice, planted: [' dl, bdi, [translate=no],', ''] });

await browser.close();
end();
