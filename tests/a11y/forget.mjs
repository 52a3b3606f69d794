#!/usr/bin/env node
// Does a shared computer forget what a pupil typed? Types into every text field of a page, leaves it
// in several ways, presses Back, and looks for the words. Use an https URL: Chromium keeps no-store
// pages in its back/forward cache over https only, so plain http hides the fault.
import { parseArgs } from 'node:util';
import { freshContext, launch } from './lib/browser.mjs';
import { open, pagesToLookAt } from './lib/pages.mjs';

const { values: opts, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    leave: { type: 'string', default: '[data-leave]' }, // the control that leaves the service
    pages: { type: 'string' }, // JSON file, as for check.mjs
    base: { type: 'string', default: '' }, // put before urls that start with /
    only: { type: 'string', default: '' }, // comma-separated names of the file's pages
    policies: { type: 'boolean', default: false }, // the browser has the policies of the guide, and so no excuse
  },
});
const WORDS = 'zebra umbrella 4471';
let passed = 0;
let failed = 0;

async function attempt(browser, target, { script, way }) {
  const ctx = await freshContext(browser, { ignoreHTTPSErrors: true, javaScriptEnabled: script });
  const page = await ctx.newPage();
  try {
    await open(page, target);
    const fields = page.locator('textarea, input[type=text], input:not([type])');
    const count = await fields.count();
    // Words that the steps before have typed must be gone as well.
    const typed = [WORDS, ...target.steps.filter(([action]) => action === 'fill').map(([, , text]) => text)];
    if (!count && typed.length === 1) return { skipped: 'nothing is typed' };
    for (let i = 0; i < count; i += 1) await fields.nth(i).fill(WORDS);
    if (way === 'leave') await page.locator(opts.leave).first().click();
    else await page.goto('about:blank');
    await page.waitForTimeout(600);
    await page.goBack({ timeout: 3000 }).catch(() => {}); // a restored page never "loads"
    await page.waitForTimeout(600);
    const kept = await page.evaluate((looked) => looked.some((words) => {
      const inField = [...document.querySelectorAll('textarea, input')].some((el) => el.value.includes(words));
      return inField || document.body.innerText.includes(words);
    }), typed).catch(() => false);
    return { kept, backAt: page.url() };
  } finally {
    await ctx.close();
  }
}

const browser = await launch({ backForwardCache: true });
const only = opts.only.split(',').filter(Boolean);
const listed = pagesToLookAt({ file: opts.pages, base: opts.base, addresses: positionals });
for (const page of listed.filter(({ name }) => !only.length || only.includes(name))) {
  const { url } = page;
  if (!url.startsWith('https:')) console.log(`note ${url}: not https, so the back/forward cache is not tested`);
  for (const script of [true, false]) for (const way of ['leave', 'close']) {
    const result = await attempt(browser, page, { script, way });
    const label = `${page.name}  script ${script ? 'on' : 'off'}  ${way}, then Back`;
    if (result.skipped) console.log(`skip ${label}: ${result.skipped}`);
    else if (result.kept && way === 'close' && !script && !opts.policies) console.log(`note ${label}: the words are still there; only browser policy can stop this one`);
    else if (result.kept) { failed += 1; console.log(`FAIL ${label}: the words are still there (${result.backAt})`); } else { passed += 1; console.log(`ok   ${label}: nothing left (${result.backAt})`); }
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
