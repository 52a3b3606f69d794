// Functions that run inside the page. Each is self-contained: Playwright sends its source.

/** Adds rules without an inline style element, so a strict CSP does not stop it. */
export function addRules(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Pixels by which the page can be scrolled sideways, and the widest culprits. */
export function sidewaysScroll() {
  const root = document.documentElement;
  const extra = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
  if (extra <= 1) return null;
  const inScroller = (el) => {
    for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) {
      const holds = up === el.offsetParent || up.contains(el.offsetParent); // absolute children escape a static scroller
      if (holds && /auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const culprits = [...document.body.querySelectorAll('*')]
    .filter((el) => !inScroller(el))
    .map((el) => ({ el, box: el.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1))
    .slice(0, 3)
    .map(({ el }) => el.tagName.toLowerCase() + (el.id ? '#' + el.id : '') + (el.classList[0] ? '.' + el.classList[0] : ''));
  return { extra: Math.round(extra), culprits };
}

/** Elements whose text is cut off by overflow: hidden or clip. */
export function clippedText() {
  const out = [];
  for (const el of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(el);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
    if (el.clientWidth <= 2 || el.clientHeight <= 2 || !el.innerText?.trim()) continue;
    if (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1) {
      out.push(el.tagName.toLowerCase() + (el.className && typeof el.className === 'string' ? '.' + el.className.split(' ')[0] : ''));
    }
  }
  return out;
}

/** Controls smaller than `min` CSS pixels either way. A label counts as part of its control. */
export function smallTargets(min) {
  const out = [];
  const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex]:not([tabindex="-1"])';
  for (const el of document.querySelectorAll(controls)) {
    const style = getComputedStyle(el);
    if (el.disabled || el.ariaHidden === 'true' || !el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const boxes = [el, ...(el.labels ?? [])].map((node) => node.getBoundingClientRect()).filter((box) => box.width > 0);
    if (!boxes.length) continue;
    const width = Math.max(...boxes.map((box) => box.width));
    const height = Math.max(...boxes.map((box) => box.height));
    if (width <= 2 || height <= 2) continue; // visually hidden until focused
    const inSentence = el.tagName === 'A' && style.display === 'inline' && el.parentElement.innerText.trim().length > el.innerText.trim().length + 3;
    if (inSentence) continue; // WCAG 2.5.8: inline exception
    if (width < min - 0.5 || height < min - 0.5) {
      out.push(`${el.tagName.toLowerCase()} "${(el.innerText || el.labels?.[0]?.innerText || el.name || '').trim().replace(/\s+/g, ' ').slice(0, 30)}" ${Math.round(width)}x${Math.round(height)}`);
    }
  }
  return out;
}

/** What the page left behind in the browser, and markup a strict privacy stance forbids. */
export async function leftBehind() {
  const out = [];
  if (localStorage.length) out.push(`localStorage keys: ${Object.keys(localStorage).join(', ')}`);
  if (sessionStorage.length) out.push(`sessionStorage keys: ${Object.keys(sessionStorage).join(', ')}`);
  const databases = (await indexedDB.databases?.()) ?? [];
  if (databases.length) out.push(`indexedDB: ${databases.map((db) => db.name).join(', ')}`);
  if ((await globalThis.caches?.keys?.())?.length) out.push('Cache Storage is in use');
  if ((await navigator.serviceWorker?.getRegistrations?.())?.length) out.push('a service worker is registered');
  return out;
}

/** Markup problems that a CSP or a shared computer turns into faults. Runs without page script too. */
export function markup() {
  const out = [];
  const name = (el) => el.tagName.toLowerCase() + (el.id ? '#' + el.id : el.name ? `[name=${el.name}]` : '');
  for (const el of document.querySelectorAll('[style]')) out.push(`inline style attribute on ${name(el)}`);
  for (const el of document.querySelectorAll('style')) out.push(`style element in ${name(el.parentElement)}`);
  for (const el of document.querySelectorAll('script:not([src])')) if (!/json/.test(el.type)) out.push('inline script');
  for (const el of document.querySelectorAll('*')) for (const attr of el.attributes) if (/^on/i.test(attr.name)) out.push(`${attr.name} attribute on ${name(el)}`);
  for (const el of document.querySelectorAll('a[href^="javascript:" i]')) out.push(`javascript: link ${name(el)}`);
  for (const el of document.querySelectorAll('a[target=_blank]')) out.push(`link opens a new window: ${el.href}`);
  for (const el of document.querySelectorAll('link[rel~=preconnect],link[rel~=dns-prefetch],link[rel~=prefetch]')) out.push(`${el.rel}: ${el.href}`);
  if (document.querySelector('meta[http-equiv=refresh i]')) out.push('meta refresh (WCAG 2.2.1)');
  const typed = 'textarea,input:not([type]),input[type=text],input[type=search],input[type=email],input[type=tel]';
  for (const el of document.querySelectorAll(typed)) {
    const ownSignIn = /^(username|one-time-code)$/.test(el.autocomplete); // staff, about themselves (WCAG 1.3.5)
    if (!ownSignIn && el.autocomplete !== 'off' && el.form?.autocomplete !== 'off') out.push(`${name(el)} lacks autocomplete=off`);
    if (el.getAttribute('spellcheck') !== 'false') out.push(`${name(el)} lacks spellcheck=false (cloud spell check)`);
    if (el.getAttribute('writingsuggestions') !== 'false') out.push(`${name(el)} lacks writingsuggestions=false`);
  }
  return out;
}

/** The outline of the page that assistive technology starts from. */
export function structure() {
  const out = [];
  const shown = (el) => el.getClientRects().length > 0;
  const h1 = [...document.querySelectorAll('h1')].filter(shown);
  if (h1.length !== 1) out.push(`${h1.length} h1 elements`);
  if (document.querySelectorAll('main').length !== 1) out.push('not exactly one main');
  if (!document.documentElement.lang) out.push('no lang');
  if (!document.title.trim()) out.push('no title');
  let last = 0;
  for (const el of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const level = +el.tagName[1];
    if (last && level > last + 1) out.push(`heading jumps from h${last} to h${level}: ${el.textContent.trim().slice(0, 40)}`);
    last = level;
  }
  for (const form of document.forms) {
    const submits = [...form.elements].filter((el) => (el.type === 'submit' || el.type === 'image') && !el.disabled);
    if (!submits.length) out.push(`form ${form.action} has no submit button`);
  }
  return out;
}

export function runningAnimations() {
  return document.getAnimations().filter((a) => a.playState === 'running').map((a) => a.animationName ?? a.transitionProperty ?? 'animation');
}

/** Whether Tab went from one part of a field for a date or a time to another of the same field. */
export function isStillInDate() {
  const now = document.activeElement;
  const still = now === globalThis.checkDate;
  globalThis.checkDate = ['date', 'time'].includes(now?.type) ? now : null;
  return still && globalThis.checkDate !== null;
}

/** Puts the focus before everything, as on a page just opened, and forgets an earlier walk. */
export function beforeFirstStop() {
  for (const el of document.querySelectorAll('[data-check-first]')) el.removeAttribute('data-check-first');
  // Tab goes on from where the focus was last, also when that is gone.
  const start = Object.assign(document.createElement('div'), { tabIndex: -1 });
  document.body.prepend(start);
  start.focus();
  start.remove();
  scrollTo(0, 0);
}

/** Every stop that Tab should make: one per radio group. */
export function tabStops() {
  const seen = new Set();
  let count = 0;
  const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
  for (const el of document.querySelectorAll(controls)) {
    if (el.disabled || el.tabIndex < 0 || !el.getClientRects().length) continue;
    if (!el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue; // closed details too
    if (el.type === 'radio') {
      const group = (el.form?.id ?? '') + '|' + el.name;
      if (seen.has(group)) continue;
      seen.add(group);
    }
    el.setAttribute('data-check-stop', '');
    count += 1;
  }
  return count;
}

/**
 * Of those stops, the ones of the question itself: a switch that goes from one to the next comes by each of them.
 * What stands around every question (leave, look, help) is not among them, nor what was wrong with the answer.
 * Zero where nothing is asked, as where the answers are looked over before Send.
 */
export function questionStops() {
  const question = document.querySelector('form .slip:has([name=go][value=back]):not(:has([name=go][value=send]))');
  const stops = [...question?.querySelectorAll('[data-check-stop]') ?? []];
  return stops.filter((el) => !el.closest('.notes, .errors')).length;
}

/** Where the focus is now: box, name, and whether something else lies on top of it. */
export function focusNow() {
  const el = document.activeElement;
  if (!el || el === document.body || el === document.documentElement) return null;
  const label = el.labels?.[0];
  const visual = el.getBoundingClientRect().width > 2 && getComputedStyle(el).opacity !== '0' ? el : (label ?? el);
  const box = visual.getBoundingClientRect();
  // Of what is larger than the screen, as a long list, the part that is on it.
  const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
  const [width, height] = [Math.min(box.right, innerWidth) - left, Math.min(box.bottom, innerHeight) - top];
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) => [left + width * x, top + height * y]);
  const uncovered = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (visual.contains(there) || el.contains(there) || there.contains(el) && there !== document.body || label?.contains(there));
  });
  // What makes its focus look as it does: what it is, where it stands, and how it and what it is labelled by are drawn.
  const kind = (one) => `${one.tagName}.${one.className.baseVal ?? one.className}${one.type ? `:${one.type}` : ''}`;
  const around = [];
  for (let up = el; up; up = up.parentElement) around.push(kind(up));
  const drawn = (one) => {
    const { outline, outlineOffset, boxShadow, border, backgroundColor, color, textDecoration } = getComputedStyle(one);
    return [outline, outlineOffset, boxShadow, border, backgroundColor, color, textDecoration].join();
  };
  const look = [...around, drawn(el), drawn(el.parentElement), label ? drawn(label) : ''].join(' ');
  return {
    look,
    name: `${el.tagName.toLowerCase()} "${(el.innerText || label?.innerText || el.getAttribute('aria-label') || el.name || '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`,
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
    uncovered,
    first: el.hasAttribute('data-check-first'),
  };
}
