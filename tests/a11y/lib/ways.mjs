// Ways to pages: a page that comes after another is reached from there where it can be, not from the first page again.
import { context } from './browser.mjs';
import { open, takeSteps } from './pages.mjs';

const LEADS_ON = ['click', 'reload'];

/**
 * The ways to the pages of a list, in one mode of the browser. Who stands on a page waits there for the last page that
 * comes after it; the others come to it by steps of their own, in a browser that nobody has used.
 */
export class Ways {
  /** `stateOf` tells with which saved state of a browser a page is opened, if any. */
  constructor(browser, mode, pages, stateOf) {
    Object.assign(this, { browser, mode, pages, stateOf, standing: new Map() });
  }

  /** The page, reached: { ctx, tab, response }. `watch` sees what the tab does until the page is left. */
  async reach(page, watch) {
    const at = this.standing.get(page.after);
    const goesOn = at && page.own.some(([action]) => LEADS_ON.includes(action)) && this.lastAfter(page.after) === page;
    if (!goesOn) {
      const ctx = await context(this.browser, this.mode, this.stateOf(page));
      const tab = await ctx.newPage();
      watch?.(tab);
      return { ctx, tab, response: await open(tab, page) };
    }
    this.standing.delete(page.after);
    at.tab.removeAllListeners();
    watch?.(at.tab);
    return { ...at, response: await takeSteps(at.tab, page.own) };
  }

  /** Done with this page: whoever stands there waits if another page comes after it. */
  async leave(page, { ctx, tab }) {
    if (this.lastAfter(page.name) && !this.standing.has(page.name)) this.standing.set(page.name, { ctx, tab });
    else await ctx.close();
  }

  lastAfter(name) {
    return name && this.pages.findLast((page) => page.after === name);
  }
}

/** Whether a page came by GET, which changes nothing, so that it may be opened once more. */
export function isRead(response) {
  return response.request().method() === 'GET';
}

/** The page that is open here once more, in another mode and with the same cookies: the way to it is not taken again. */
export async function readAgain(browser, mode, { ctx, tab }) {
  const other = await context(browser, mode, { storageState: await ctx.storageState() });
  const again = await other.newPage();
  await again.goto(tab.url(), { waitUntil: 'load' });
  return { ctx: other, tab: again };
}
