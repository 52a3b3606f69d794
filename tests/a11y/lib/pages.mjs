// The pages to look at: from a list in a file, and from addresses on the command line.
import { readFileSync } from 'node:fs';

/** Pages as { name, url, steps, own, … }: the steps of the page each comes after, and then its `own`. */
export function pagesToLookAt({ file, base = '', addresses = [] }) {
  const listed = file ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const stepsOf = (page) => {
    const earlier = listed.find((other) => page.after && other.name === page.after);
    return [...(earlier ? stepsOf(earlier) : []), ...(page.steps ?? [])];
  };
  return [...listed, ...addresses.map((url) => ({ url }))].map((page) => ({
    ...page,
    own: page.steps ?? [],
    steps: stepsOf(page),
    url: page.url.startsWith('/') ? base + page.url : page.url,
    name: page.name ?? page.url.replace(/^https?:\/\/[^/]+/, '').replace(/[^\w=-]+/g, '_').replace(/^_+|_+$/g, ''),
  }));
}

/** Presses what leads to another page, and answers the response that showed it. */
export async function press(tab, control) {
  const [response] = await Promise.all([tab.waitForNavigation({ waitUntil: 'load' }), control.click()]);
  return response;
}

/** Opens the page in this tab and takes its steps; answers the response that showed it last. */
export async function open(tab, page) {
  const response = await tab.goto(page.url, { waitUntil: 'load' });
  return takeSteps(tab, page.steps, response);
}

/** Takes these steps from where the tab is; answers the response that showed the page last. */
export async function takeSteps(tab, steps, before = null) {
  let response = before;
  for (const [action, target, value, times = 1] of steps) {
    if (action === 'fill') await tab.fill(target, value.repeat(times));
    else if (action === 'check') await tab.check(target, { force: true });
    else if (action === 'choose') await tab.selectOption(target, value);
    else if (action === 'unfold') await tab.click(target);
    else if (action === 'reload') {
      // What it still asks for would be broken off.
      await tab.waitForLoadState('networkidle');
      response = await tab.reload({ waitUntil: 'load' });
    }
    else if (action === 'click') response = await press(tab, tab.locator(target).first()) ?? response;
    else throw new Error(`unknown step ${action}`);
  }
  // A style sheet that did not arrive is no fault of the page's looks.
  await tab.waitForFunction(() => [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet));
  return response;
}
