/* What a kiosk's pages do besides, since others come after: a curtain over a page that nobody touches,
   and no press and no way into a network that is gone. Every page works without this file. */
(function () {
  "use strict";
  var CURTAIN_AFTER = 60000, CLEARED_AFTER = 120000;
  var doc = document, curtain = doc.getElementById("idle"), stay = doc.getElementById("idle-stay"), cleared = doc.getElementById("cleared");
  /* The home shows nothing of anybody: it begins anew once somebody has used it. */
  var touchedAt = curtain && Date.now(), drawnAt = 0, timer, before, asks = false, goesOn = false, isCleared = false;

  /* Behind the curtain nothing is drawn, read out or selected. */
  function hide(isHidden) {
    [].forEach.call(doc.body.children, function (part) {
      if (part === curtain) { part.hidden = !isHidden; }
      else if (isHidden) { part.setAttribute("inert", ""); }
      else { part.removeAttribute("inert"); }
    });
  }

  /* Whether the service answers; what a proxy says in its place is not its answer. */
  function isThere() {
    var stop = new AbortController(), late = setTimeout(function () { stop.abort(); }, 5000);
    return fetch("/health", { cache: "no-store", credentials: "omit", signal: stop.signal }).then(function (answer) {
      clearTimeout(late);
      return answer.headers.get("x-robots-tag") ? true : Promise.reject(answer.status);
    });
  }

  function isRead() {
    var listen = doc.getElementById("listen");
    return listen && listen.getAttribute("aria-pressed") === "true" && listen;
  }

  /* What was there is gone before anybody is asked whether the service is there. */
  function clear() {
    var listen = isRead();
    if (listen) { listen.click(); }
    isCleared = true;
    doc.body.textContent = "";
    doc.body.appendChild(cleared);
    /* Without a network it would be the browser's own page, which leads nowhere and helps nobody. */
    isThere().then(function () { location.replace("/leave"); }, function () {
      cleared.hidden = false;
      cleared.removeAttribute("inert");
      setTimeout(clear, 10000);
    });
  }

  function lift() {
    hide(false);
    drawnAt = 0;
    touchedAt = Date.now();
    if (before && before.focus) { before.focus(); }
    look();
  }

  /* By the clock, since a computer that slept has run no timer. */
  function look() {
    var now = Date.now(), due;
    clearTimeout(timer);
    if (!touchedAt || isCleared) { return; }
    if (isRead()) { touchedAt = now; }
    due = drawnAt ? drawnAt + CLEARED_AFTER : touchedAt + CURTAIN_AFTER + (curtain ? 0 : CLEARED_AFTER);
    if (now >= due && (drawnAt || !curtain || now - due >= CLEARED_AFTER)) { clear(); return; }
    if (now >= due) {
      drawnAt = now;
      due = now + CLEARED_AFTER;
      before = doc.activeElement;
      hide(true);
      stay.focus();
    }
    timer = setTimeout(look, due - now);
  }

  function touch(event) {
    if (isCleared) { return; }
    if (drawnAt) {
      if (event.key === "Escape") { lift(); }
      return;
    }
    /* The page of a computer that slept is another's, whoever wakes it. */
    if (touchedAt && Date.now() - touchedAt >= CURTAIN_AFTER) { look(); return; }
    touchedAt = Date.now();
    if (!timer) { look(); }
  }

  ["keydown", "pointerdown", "pointermove", "touchstart", "wheel", "scroll", "input", "focusin"].forEach(function (name) {
    addEventListener(name, touch, { capture: true, passive: true });
  });
  doc.addEventListener("visibilitychange", look);
  if (stay) { stay.addEventListener("click", lift); }
  look();

  /* Otherwise the words of a press would go with the page, and in its place would stand the browser's own,
     which leads nowhere. */
  function ask(event, from, press) {
    var notice = doc.getElementById("offline");
    function end() { asks = goesOn = false; }
    if (goesOn || !notice) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (asks) { return; }
    asks = true;
    isThere().then(function () {
      notice.hidden = goesOn = true;
      if (from.isConnected) { press(); }
    }, function () {
      notice.hidden = false;
      notice.focus();
    }).then(end, end);
  }

  doc.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.requestSubmit) { ask(event, form, function () { form.requestSubmit(button); }); }
  }, true);

  doc.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").charAt(0) === "#") { return; }
    if (link.hasAttribute("data-leave")) {
      event.preventDefault();
      event.stopPropagation();
      clear();
      return;
    }
    ask(event, link, function () { link.click(); });
  }, true);
})();
