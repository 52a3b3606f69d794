// Starting Chromium the same way every time.
import { existsSync } from 'node:fs';
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

export function launch({ backForwardCache = false } = {}) {
  return chromium.launch({
    executablePath: chromePath(),
    headless: true,
    args: ARGS,
    // Playwright turns the back/forward cache off; the "forget" check needs it on.
    ignoreDefaultArgs: backForwardCache ? ['--disable-back-forward-cache'] : [],
  });
}

/** The screens and user settings that pages are looked at in. */
export const MODES = {
  kiosk: { viewport: { width: 1366, height: 768 } },
  tablet: { viewport: { width: 768, height: 1024 }, hasTouch: true },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
  zoom400: { viewport: { width: 320, height: 256 } },
  dark: { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' },
  contrast: { viewport: { width: 1366, height: 768 }, contrast: 'more' },
  forced: { viewport: { width: 1366, height: 768 }, forcedColors: 'active' },
  still: { viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' },
  nojs: { viewport: { width: 1366, height: 768 }, javaScriptEnabled: false },
};

export function context(browser, mode, more = {}) {
  return browser.newContext({ ...MODES[mode], ...more, ignoreHTTPSErrors: true });
}
