#!/usr/bin/env node
// Whether this browser, by its own page of them, has every policy of a file in force, without a word against it.
// usage: node policies.mjs FILE
import { readFileSync } from 'node:fs';
import { launch } from './lib/browser.mjs';

const wanted = Object.keys(JSON.parse(readFileSync(process.argv[2], 'utf8'))).sort();
const browser = await launch();
const tab = await browser.newPage();
await tab.goto('chrome://policy');
await tab.waitForTimeout(1_000);
/** Each policy that is set: its name, and what its status says. */
const found = await tab.evaluate(() => {
  const rows = [];
  const look = (root) => {
    for (const el of root.querySelectorAll('*')) {
      if (el.tagName === 'POLICY-ROW') rows.push(el.shadowRoot ?? el);
      if (el.shadowRoot) look(el.shadowRoot);
    }
  };
  look(document);
  return rows.map((row) => ({
    name: row.querySelector('.policy.row .name, .name')?.innerText.trim(),
    status: row.querySelector('.policy.row .messages, .messages')?.innerText.trim(),
  }));
});
await browser.close();
const inForce = new Map(found.filter(({ status }) => status !== 'Not set.').map(({ name, status }) => [name, status]));
// What is to go one day is in force until then.
const FINE = ['OK', 'Deprecated'];
let failed = 0;
for (const name of wanted.filter((one) => !FINE.includes(inForce.get(one)))) {
  failed += 1;
  console.log(`FAIL ${name}: ${inForce.get(name) ?? 'not in force'}`);
}
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
