#!/usr/bin/env node
// Checks pages for accessibility, privacy, weight and validity. See README.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, show } from './lib/browser.mjs';
import * as checks from './lib/checks.mjs';
import { leftBehind } from './lib/in-page.mjs';
import { htmlProblems } from './lib/html.mjs';
import { pagesToLookAt } from './lib/pages.mjs';
import { Ways, isRead, readAgain } from './lib/ways.mjs';

const { values: opts, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string' }, // JSON file: [{ name, url, after, steps, status, signedInAs, alike, requests, kb }]
    'signed-in': { type: 'string', default: '.' }, // folder of saved browser states, NAME.json
    base: { type: 'string', default: '' }, // put before urls that start with /
    out: { type: 'string' }, // folder for screenshots and reading orders
    json: { type: 'string' }, // file for the whole result
    skip: { type: 'string', default: '' }, // comma-separated check names
    'allow-cookie': { type: 'string', multiple: true, default: [] },
    'max-kb': { type: 'string', default: '75' },
    'max-script-kb': { type: 'string', default: '6' },
    'max-requests': { type: 'string', default: '8' },
    'min-target': { type: 'string', default: '48' },
    'max-stops': { type: 'string', default: '9' },
    aaa: { type: 'boolean', default: false },
    'no-nu': { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false }, // what only style sheets tell apart, and the way without script, are left out
  },
});
const settings = {
  aaa: opts.aaa,
  allowCookies: opts['allow-cookie'],
  maxKb: Number(opts['max-kb']),
  maxScriptKb: Number(opts['max-script-kb']),
  maxRequests: Number(opts['max-requests']),
  minTarget: Number(opts['min-target']),
  maxStops: Number(opts['max-stops']),
};
const skipped = new Set(opts.skip.split(',').filter(Boolean));

const pages = pagesToLookAt({ file: opts.pages, base: opts.base, addresses: positionals });
if (!pages.length) {
  console.error('usage: check.mjs [--pages FILE] [--base URL] [--out DIR] [--aaa] URL...');
  process.exit(2);
}

/** What a page that is open lacks when it is opened once more with scripting off. */
async function lostHere(here, withScript, shot) {
  const { ctx, tab } = await readAgain(browser, 'nojs', here);
  await shot(tab, 'nojs');
  const lost = await checks.withoutScript(tab, withScript);
  await ctx.close();
  return lost;
}

/** What the page lacks when the whole way to it is taken with scripting off, beside what it has with it. */
async function lostOnTheWay(page, withScript, shot) {
  const at = await ways.nojs.reach(page);
  await shot(at.tab, 'nojs');
  const lost = await checks.withoutScript(at.tab, withScript);
  await ways.nojs.leave(page, at);
  return lost;
}

async function checkPage(page) {
  const started = Date.now();
  const problems = [];
  const add = (found) => problems.push(...found.filter((p) => !skipped.has(p.check)));
  const shot = async (tab, mode) => opts.out && tab.screenshot({ path: join(opts.out, `${page.name}-${mode}.png`), fullPage: mode !== 'kiosk' });

  // The kiosk screen: everything that needs one look only.
  const own = new Set(); // what this page asked for, not the one before it
  const requests = [];
  const pending = [];
  const at = await ways.kiosk.reach(page, (t) => {
    t.on('console', (m) => {
      if (/Content.Security.Policy/i.test(m.text())) problems.push({ check: 'csp', mode: 'kiosk', text: m.text().slice(0, 200) });
      else if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) problems.push({ check: 'console', mode: 'kiosk', text: m.text().slice(0, 200) });
    });
    t.on('pageerror', (e) => problems.push({ check: 'console', mode: 'kiosk', text: e.message }));
    t.on('request', (r) => {
      if (r.isNavigationRequest() && r.frame() === t.mainFrame()) {
        own.clear();
        requests.length = 0;
      }
      own.add(r);
    });
    t.on('requestfailed', (r) => own.has(r) && requests.push({ url: r.url(), type: r.resourceType(), bytes: 0, failed: r.failure()?.errorText }));
    t.on('requestfinished', (r) => own.has(r) && pending.push((async () => {
      const [sizes, res] = await Promise.all([r.sizes().catch(() => null), r.response()]);
      requests.push({ url: r.url(), type: r.resourceType(), status: res?.status() ?? 0, bytes: sizes ? sizes.responseBodySize + sizes.responseHeadersSize : 0 });
    })()));
  });
  const { ctx, tab, response } = at;
  await tab.waitForTimeout(150);
  await Promise.all(pending);
  const html = await response.text();
  const withScript = await tab.evaluate(checks.inPageFacts);
  add(checks.headers(response, settings));
  const wanted = page.status ?? 200;
  if (response.status() !== wanted) add([{ check: 'run', mode: 'kiosk', text: `answered ${response.status()}, not ${wanted}` }]);
  const heavy = checks.weight(requests, new URL(page.url).origin, {
    ...settings, maxRequests: page.requests ?? settings.maxRequests, maxKb: page.kb ?? settings.maxKb, pageStatus: wanted,
  });
  add(heavy.problems);
  for (const cookie of await ctx.cookies()) if (!settings.allowCookies.includes(cookie.name)) add([{ check: 'privacy', mode: 'kiosk', text: `cookie ${cookie.name}` }]);
  add((await tab.evaluate(leftBehind)).map((text) => ({ check: 'privacy', mode: 'kiosk', text })));
  add(await checks.structure(tab, 'kiosk')); // before a screenshot: taking one sets styles on fields
  await shot(tab, 'kiosk');
  add(await checks.axe(tab, 'kiosk', settings));
  add(await checks.targets(tab, 'kiosk', settings));
  add(await checks.reflow(tab, 'kiosk'));
  add(await checks.textResize(tab, 'kiosk'));
  add(await checks.rightToLeft(tab, 'kiosk'));
  const heard = await checks.readingOrder(tab, 'kiosk');
  add(heard.problems);
  const walked = await checks.keyboard(tab, 'kiosk', settings);
  add(walked.problems);

  // Other screens and settings. Nothing but the style sheet can tell them apart, so the page need not
  // be reached again: that is most of the time a check takes.
  const others = {
    tablet: [checks.reflow, checks.targets],
    phone: [checks.axe, checks.reflow, checks.targets, checks.textResize],
    zoom400: opts.quick ? [checks.reflow] : [checks.reflow, checks.keyboard],
    dark: [checks.contrast],
    ...!opts.quick && { contrast: [checks.contrast], forced: [checks.keyboard] },
    still: [checks.motion],
  };
  for (const [mode, list] of Object.entries(others)) {
    await show(tab, mode);
    await shot(tab, mode);
    for (const check of list) {
      const found = await check(tab, mode, settings);
      add(Array.isArray(found) ? found : found.problems);
    }
  }
  await show(tab, 'kiosk');
  const isWell = opts.quick && isRead(response) && !(await lostHere(at, withScript, shot)).length;
  await ways.kiosk.leave(page, at);
  let lost = isWell ? [] : await lostOnTheWay(page, withScript, shot);
  if (lost.length) {
    // A clock may have moved on meanwhile: what script brings differs once more, a moment later.
    const anew = await ways.kiosk.reach(page);
    const now = await anew.tab.evaluate(checks.inPageFacts);
    await ways.kiosk.leave(page, anew);
    lost = await lostOnTheWay(page, now, shot);
  }
  add(lost);

  if (opts.out) writeFileSync(join(opts.out, `${page.name}.txt`), `Tab order\n${walked.order.map((s, i) => `${i + 1}. ${s}`).join('\n')}\n\nReading order\n${heard.lines.join('\n')}\n`);
  return { ...page, html, problems, requests: requests.length, bytes: heavy.total, script: heavy.script, tabStops: walked.order.length, ms: Date.now() - started };
}

/** A page that could not be reached or used is tried once more: a browser that was kept waiting is no fault of it. */
async function checkTwice(page) {
  try {
    return await checkPage(page);
  } catch (error) {
    console.log(`again ${page.name}: ${error.message.split('\n')[0]}`);
  }
  try {
    return await checkPage(page);
  } catch (error) {
    return { ...page, html: '', requests: 0, bytes: 0, script: 0, tabStops: 0, ms: 0, problems: [{ check: 'run', mode: '-', text: error.message.split('\n')[0] }] };
  }
}

if (opts.out) mkdirSync(opts.out, { recursive: true });
const browser = await launch({ pagesOnly: true });
const stateOf = ({ signedInAs }) => signedInAs && { storageState: join(opts['signed-in'], `${signedInAs}.json`) };
const ways = { kiosk: new Ways(browser, 'kiosk', pages, stateOf), nojs: new Ways(browser, 'nojs', pages, stateOf) };
const results = [];
for (const page of pages) results.push(await checkTwice(page));
await browser.close();

const valid = results.filter((r) => r.html);
if (!skipped.has('html')) {
  for (const found of await htmlProblems(valid, { nu: !opts['no-nu'] })) {
    results.find((r) => r.name === found.page)?.problems.push(found);
  }
}
// One address may have one title for all its steps, and so may the addresses of one kind of thing:
// a title that told them apart would tell of them. A page `alike` another is that page, reached in another way.
const kindOf = (url) => url.replace(/[0-9a-f]{32}/g, '*').replace(/\?.*/, '');
const titles = new Map();
for (const r of valid) {
  const title = r.html.match(/<title>(.*?)<\/title>/s)?.[1];
  const earlier = titles.get(title);
  if (earlier && earlier.name !== r.alike && kindOf(earlier.url) !== kindOf(r.url)) r.problems.push({ check: 'markup', mode: '-', text: `same title as ${earlier.name}: ${title}` });
  titles.set(title, earlier ?? r);
}

let failed = 0;
for (const r of results) {
  const seen = new Map();
  for (const p of r.problems) {
    const key = `${p.check}: ${p.text}`;
    seen.set(key, [...(seen.get(key) ?? []), p.mode]);
  }
  if (seen.size) failed += 1;
  console.log(`${seen.size ? 'FAIL' : 'ok  '} ${r.name}  ${r.requests} requests  ${(r.bytes / 1024).toFixed(1)} KB  script ${(r.script / 1024).toFixed(1)} KB  ${r.tabStops} tab stops  ${(r.ms / 1000).toFixed(1)} s  ${seen.size} problems`);
  for (const [text, modes] of seen) console.log(`       ${text}  [${[...new Set(modes)].join(' ')}]`);
}
if (opts.json) writeFileSync(opts.json, JSON.stringify(results.map(({ html, ...rest }) => rest), null, 2));
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
