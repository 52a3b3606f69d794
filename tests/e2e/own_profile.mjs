// A Chromium as a person starts it, with its profile on the disk.
import { spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromePath, chromium, PATIENCE_MS } from '../a11y/lib/browser.mjs';
import { press as follow } from '../a11y/lib/pages.mjs';

// Chromium writes a session's files two and a half seconds after a change.
export const WRITTEN_MS = 3500;

/** What the Python beside the script has written for it. */
export const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const { publicKey } = new X509Certificate(readFileSync(settings.certificate));
const key = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64');

const running = new Map();

/** A browser as a person starts it: of Playwright's own switches it has none. */
export async function start(...more) {
  const portFile = join(settings.profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const process = spawn(chromePath(), [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update',
    '--disable-background-networking', '--disable-sync', `--user-data-dir=${settings.profile}`,
    `--ignore-certificate-errors-spki-list=${key}`, '--remote-debugging-port=0', ...more,
  ], { stdio: 'ignore', detached: true });
  const kill = () => globalThis.process.kill(-process.pid, 'SIGKILL');
  const ended = new Promise((done) => process.on('exit', done));
  running.set(process.pid, kill);
  ended.then(() => running.delete(process.pid));
  const until = Date.now() + PATIENCE_MS;
  while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
    if (Date.now() > until) throw new Error('Chromium did not start');
    await wait(50);
  }
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  // One that has just restored tabs may not answer at once.
  const connect = () => chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 8000 });
  const browser = await connect().catch(connect).catch(connect);
  const context = browser.contexts()[0];
  context.setDefaultTimeout(PATIENCE_MS);
  return {
    context,
    tab: context.pages()[0] ?? await context.newPage(),
    async end(how) {
      await wait(WRITTEN_MS);
      if (how === 'kill') kill();
      else await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => {});
      const isSlow = await Promise.race([ended.then(() => false), wait(10_000, true, { ref: false })]);
      if (isSlow) { kill(); throw new Error('Chromium did not end by itself'); }
    },
  };
}

export const press = (tab, value) => follow(tab, tab.locator(`button.btn[name=go][value=${value}]`));
export const toLink = (tab, link) => follow(tab, tab.locator(`main a[href="${link}"]`));
export const choose = (tab, name, value) => tab.locator(`input[name=${name}][value="${value}"]`).check({ force: true });

/** Does this in at most so long, and ends the process with what became of it. */
export async function toTheEnd(act, msMax) {
  try {
    await Promise.race([act(), wait(msMax).then(() => { throw new Error('it took too long'); })]);
  } catch (error) {
    console.error(error.message.split('\n')[0]);
    for (const kill of running.values()) kill();
    process.exit(1);
  }
  process.exit(0);
}
