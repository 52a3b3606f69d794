// The checks. Each takes what it needs and returns a list of problems: { check, mode, text }.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as inPage from './in-page.mjs';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What colours alone can make wrong.
const AXE_COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

const problem = (check, mode, text) => ({ check, mode, text });

export function axe(page, mode, { aaa }) {
  return axeFinds(page, mode, { type: 'tag', values: aaa ? [...AXE_TAGS, 'wcag2aaa'] : AXE_TAGS });
}

/** What axe says of the colours, for a mode in which nothing else is another than in one that it has seen whole. */
export function contrast(page, mode, { aaa }) {
  return axeFinds(page, mode, { type: 'rule', values: AXE_COLOURS.filter((rule) => aaa || !rule.endsWith('enhanced')) });
}

async function axeFinds(page, mode, runOnly) {
  // Through the debugger, so the page's CSP does not apply.
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
  const result = await page.evaluate((chosen) => globalThis.axe.run(document, { runOnly: chosen, resultTypes: ['violations'] }), runOnly);
  return result.violations.flatMap((v) => v.nodes.slice(0, 3).map((node) => problem('axe', mode, `${v.id} (${v.impact}): ${node.target.join(' ')} ${node.any[0]?.message ?? v.help}`)));
}

export async function reflow(page, mode) {
  const found = await page.evaluate(inPage.sidewaysScroll);
  return found ? [problem('reflow', mode, `scrolls sideways by ${found.extra}px: ${found.culprits.join(', ') || 'body'}`)] : [];
}

export async function textResize(page, mode) {
  const out = [];
  const trials = {
    'text at 200%': 'html{font-size:200%!important}',
    'WCAG 1.4.12 spacing': '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
  };
  for (const [name, css] of Object.entries(trials)) {
    const before = await page.evaluate(() => document.adoptedStyleSheets.length);
    await page.evaluate(inPage.addRules, css);
    const wide = await page.evaluate(inPage.sidewaysScroll);
    if (wide) out.push(problem('text-resize', mode, `${name}: scrolls sideways by ${wide.extra}px: ${wide.culprits.join(', ')}`));
    for (const el of await page.evaluate(inPage.clippedText)) out.push(problem('text-resize', mode, `${name}: text cut off in ${el}`));
    await page.evaluate((n) => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, n); }, before);
  }
  return out;
}

export async function rightToLeft(page, mode) {
  const own = await page.evaluate(() => document.documentElement.dir);
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  const found = await page.evaluate(inPage.sidewaysScroll);
  await page.evaluate((dir) => { document.documentElement.dir = dir; }, own);
  return found ? [problem('rtl', mode, `scrolls sideways by ${found.extra}px: ${found.culprits.join(', ') || 'something far off the left edge'}`)] : [];
}

export async function targets(page, mode, { minTarget }) {
  return (await page.evaluate(inPage.smallTargets, minTarget)).map((text) => problem('target-size', mode, `${text} (least ${minTarget})`));
}

export async function structure(page, mode) {
  const found = [...await page.evaluate(inPage.structure), ...await page.evaluate(inPage.markup)];
  return found.map((text) => problem('markup', mode, text));
}

export async function motion(page, mode) {
  return (await page.evaluate(inPage.runningAnimations)).map((name) => problem('motion', mode, `still moving under reduced motion: ${name}`));
}

// Looks of a focus that were seen to differ from no focus: most of the time a walk takes are its pictures.
const seenFocus = new Set();
// Day, month, year and the button for the calendar.
const DATE_STOPS_MAX = 5;

/** Walks the page with Tab alone. */
export async function keyboard(page, mode, { maxStops }) {
  const out = [];
  await page.evaluate(inPage.beforeFirstStop);
  const expected = await page.evaluate(inPage.tabStops);
  const own = await page.evaluate(inPage.questionStops);
  if (own > maxStops) out.push(problem('stops', mode, `${own} stops in one question, not ${maxStops}`));
  const order = [];
  for (let i = 0, inside = 0; i < expected + 5; i += 1) {
    await page.keyboard.press('Tab');
    // A field for a date is one stop of ours, with a few of the browser's own within it.
    if (await page.evaluate(inPage.isStillInDate) && inside < DATE_STOPS_MAX) {
      inside += 1;
      i -= 1;
      continue;
    }
    inside = 0;
    const at = await page.evaluate(inPage.focusNow);
    if (!at || at.first) break;
    if (!order.length) await page.evaluate(() => document.activeElement.setAttribute('data-check-first', ''));
    order.push(at.name);
    if (!at.uncovered) out.push(problem('keyboard', mode, `focus hidden behind something (2.4.11): ${at.name}`));
    if (seenFocus.has(`${mode} ${at.look}`)) continue;
    const size = page.viewportSize();
    const pad = 12;
    const clip = {
      x: Math.max(0, at.box.x - pad), y: Math.max(0, at.box.y - pad),
      width: Math.min(size.width - Math.max(0, at.box.x - pad), at.box.width + 2 * pad),
      height: Math.min(size.height - Math.max(0, at.box.y - pad), at.box.height + 2 * pad),
    };
    if (clip.width <= 0 || clip.height <= 0) {
      out.push(problem('keyboard', mode, `focus is off screen: ${at.name}`));
      continue;
    }
    const focused = await page.screenshot({ clip });
    await page.evaluate(() => { globalThis.checkFocus = document.activeElement; document.activeElement.blur(); });
    const blurred = await page.screenshot({ clip });
    await page.evaluate(() => globalThis.checkFocus.focus({ preventScroll: true }));
    if (!focused.equals(blurred)) seenFocus.add(`${mode} ${at.look}`);
    else out.push(problem('keyboard', mode, `focus cannot be seen (2.4.7): ${at.name}`));
  }
  if (order.length < expected) out.push(problem('keyboard', mode, `Tab reached ${order.length} of ${expected} stops, last: ${order.at(-1)}`));
  if (order.length > expected + 3) out.push(problem('keyboard', mode, `Tab does not leave the page: ${order.slice(-3).join(' > ')}`));
  return { problems: out, order };
}

/** With scripting off the page must still ask the same thing and offer the same ways on. */
export async function withoutScript(page, withScript) {
  const facts = await page.evaluate(inPageFacts);
  const out = [];
  if (facts.h1 !== withScript.h1) out.push(problem('no-js', 'nojs', `h1 is "${facts.h1}", with script "${withScript.h1}"`));
  if (facts.words < withScript.words * 0.9) out.push(problem('no-js', 'nojs', `${facts.words} words, with script ${withScript.words}`));
  for (const name of withScript.fields) if (!facts.fields.includes(name)) out.push(problem('no-js', 'nojs', `field ${name} is missing`));
  if (facts.emptyLinks.length) out.push(problem('no-js', 'nojs', `links that do nothing: ${facts.emptyLinks.join(', ')}`));
  return out;
}

export function inPageFacts() {
  return {
    h1: document.querySelector('h1')?.innerText.trim() ?? '',
    words: document.body.innerText.split(/\s+/).length,
    fields: [...new Set([...document.querySelectorAll('form [name]')].filter((el) => el.getClientRects().length).map((el) => el.name))],
    emptyLinks: [...document.querySelectorAll('a[href="#"],a[href=""],a:not([href])')].map((el) => el.innerText.trim()),
  };
}

/** Reads the page as assistive technology gets it, and checks that every control has a name. */
export async function readingOrder(page, mode) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const out = [];
  const lines = [];
  const controls = new Set(['button', 'link', 'radio', 'checkbox', 'textbox', 'combobox', 'slider', 'tab', 'switch', 'searchbox', 'DisclosureTriangle']);
  const spoken = new Set([...controls, 'heading', 'StaticText', 'image', 'alert', 'status', 'main', 'banner', 'contentinfo', 'navigation', 'complementary', 'group', 'radiogroup', 'form', 'RootWebArea', 'table', 'row', 'cell', 'columnheader']);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const visit = (node, depth) => {
    const role = node.role?.value;
    const name = node.name?.value?.trim() ?? '';
    if (!node.ignored && spoken.has(role)) {
      const state = (node.properties ?? []).filter((p) => ['checked', 'expanded', 'invalid', 'required', 'level', 'pressed', 'disabled'].includes(p.name) && p.value.value !== false && p.value.value !== 'false')
        .map((p) => `${p.name}=${p.value.value}`).join(' ');
      if (role !== 'StaticText' || !byId.get(node.parentId)?.name?.value?.includes(name)) {
        lines.push(`${'  '.repeat(Math.min(depth, 8))}${role} "${name}"${node.description?.value ? ` (${node.description.value})` : ''}${state ? ` [${state}]` : ''}`);
      }
      if (controls.has(role) && !name) out.push(problem('names', mode, `${role} has no name`));
      depth += 1;
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id), depth);
  };
  if (nodes[0]) visit(nodes[0], 0);
  return { problems: out, lines };
}

/** The headers a page that holds a child's words must have. */
export function headers(response, { allowCookies }) {
  const out = [];
  const got = response.headers();
  const add = (text) => out.push(problem('headers', 'kiosk', text));
  const csp = got['content-security-policy'];
  if (!csp) add('no Content-Security-Policy');
  else {
    const rules = Object.fromEntries(csp.split(';').map((part) => part.trim().split(/\s+/)).filter((p) => p[0]).map(([k, ...v]) => [k.toLowerCase(), v]));
    for (const key of ['default-src', 'form-action', 'base-uri', 'frame-ancestors']) if (!rules[key]) add(`CSP has no ${key}`);
    for (const [key, values] of Object.entries(rules)) for (const value of values) {
      if (/^'unsafe-|^\*|^data:|^https?:|^blob:/.test(value)) add(`CSP ${key} allows ${value}`);
    }
  }
  if (!/no-store/.test(got['cache-control'] ?? '')) add(`Cache-Control is "${got['cache-control'] ?? ''}", not no-store`);
  if (got['referrer-policy'] !== 'no-referrer') add(`Referrer-Policy is "${got['referrer-policy'] ?? ''}"`);
  if (got['x-content-type-options'] !== 'nosniff') add('no X-Content-Type-Options: nosniff');
  if (!got['permissions-policy']) add('no Permissions-Policy');
  const cookie = got['set-cookie'];
  if (cookie) for (const line of cookie.split('\n')) {
    const name = line.split('=')[0];
    if (!allowCookies.includes(name)) add(`sets a cookie: ${name}`);
  }
  return out;
}

export function weight(requests, origin, limits) {
  const out = [];
  const add = (text) => out.push(problem('weight', 'kiosk', text));
  const foreign = requests.filter((r) => !/^(data|blob|about):/.test(r.url) && new URL(r.url).origin !== origin);
  for (const r of foreign) out.push(problem('third-party', 'kiosk', r.url));
  const meant = (one) => one.type === 'document' && one.status === limits.pageStatus;
  for (const r of requests.filter((one) => (one.status >= 400 && !meant(one)) || one.failed)) add(`${r.failed ?? r.status} ${r.url}`);
  const total = requests.reduce((sum, r) => sum + r.bytes, 0);
  const script = requests.filter((r) => r.type === 'script').reduce((sum, r) => sum + r.bytes, 0);
  if (requests.length > limits.maxRequests) add(`${requests.length} requests (most ${limits.maxRequests})`);
  if (total > limits.maxKb * 1024) add(`${(total / 1024).toFixed(1)} KB (most ${limits.maxKb})`);
  if (script > limits.maxScriptKb * 1024) add(`${(script / 1024).toFixed(1)} KB of script (most ${limits.maxScriptKb})`);
  return { problems: out, total, script };
}
