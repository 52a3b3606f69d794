// A reader's browser, from which paper is printed.
// usage: node paper.mjs, started by paper.py. Its input is JSON: who is signed in, and each page with the file to print to.
import { readFileSync } from 'node:fs';
import { freshContext, launch } from '../a11y/lib/browser.mjs';

const { state, pages } = JSON.parse(readFileSync(process.stdin.fd, 'utf8'));
const browser = await launch();
const context = await freshContext(browser, { storageState: state, ignoreHTTPSErrors: true });
const page = await context.newPage();
for (const { url, file } of pages) {
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (!answer.ok()) throw new Error(`${url} came as ${answer.status()}`);
  await page.pdf({ path: file, preferCSSPageSize: true });
}
await browser.close();
