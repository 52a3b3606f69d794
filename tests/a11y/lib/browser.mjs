// Starting Chromium the same way every time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { chromium } from 'playwright-core';

export { chromium };

const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export function chromePath() {
  const candidates = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium found: set CHROME_PATH, or apt-get install chromium');
  return found;
}

/** How long a page may take before it counts as one that does not come: beside all other checks, on two processors. */
export const PATIENCE_MS = 90_000;
/** How long what a planted fault keeps from coming is waited for. */
const FAULT_MS = 15_000;

/** Chromium without what is around its pages: a quarter quicker, for what looks at one page after another. */
const SHELL = '/usr/bin/chromium-headless-shell';

export async function launch({ backForwardCache = false, pagesOnly = false, more = [] } = {}) {
  const browser = await chromium.launch({
    executablePath: pagesOnly && existsSync(SHELL) ? SHELL : chromePath(),
    headless: true,
    args: [...ARGS, ...more],
    timeout: PATIENCE_MS,
    // Playwright turns the back/forward cache off; the "forget" check needs it on.
    ignoreDefaultArgs: backForwardCache ? ['--disable-back-forward-cache'] : [],
  });
  makeNice();
  return browser;
}

/**
 * Playwright gives each browser a session of its own, and the system weighs sessions against each other before it
 * looks at who is nice (sched(7), autogroup): as nice as this process.
 */
function makeNice() {
  const niceness = getPriority();
  if (!niceness) return;
  for (const child of readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').match(/\d+/g) ?? []) {
    try {
      writeFileSync(`/proc/${child}/autogroup`, `${niceness}`);
    } catch {
      // A system without sessions that are weighed, or a child that has ended.
    }
  }
}

/** The screens and user settings that pages are looked at in. */
const WIDE = { width: 1366, height: 768 };
export const MODES = {
  kiosk: { viewport: WIDE },
  tablet: { viewport: { width: 768, height: 1024 } },
  phone: { viewport: { width: 360, height: 740 } },
  zoom400: { viewport: { width: 320, height: 256 } },
  dark: { viewport: WIDE, colorScheme: 'dark' },
  contrast: { viewport: WIDE, contrast: 'more' },
  forced: { viewport: WIDE, forcedColors: 'active' },
  still: { viewport: WIDE, reducedMotion: 'reduce' },
  nojs: { viewport: WIDE, javaScriptEnabled: false },
};
// What a mode does not name.
const USUAL = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', reducedMotion: 'no-preference' };

/** Shows the page that this tab has open in another mode. */
export async function show(tab, mode) {
  const { viewport, ...media } = MODES[mode];
  await tab.setViewportSize(viewport);
  await tab.emulateMedia({ ...USUAL, ...media });
  await tab.evaluate(() => new Promise((painted) => {
    scrollTo(0, 0);
    requestAnimationFrame(() => requestAnimationFrame(painted));
  }));
}

export function context(browser, mode, more = {}) {
  return freshContext(browser, { ...MODES[mode], ...more, ignoreHTTPSErrors: true });
}

/** A browser that nobody has used, as Playwright makes it with these options; patient, unless a fault is planted in it. */
export async function freshContext(browser, options, planted) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(planted ? FAULT_MS : PATIENCE_MS);
  return context;
}
