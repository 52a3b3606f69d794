/* What a kiosk's pages do besides, since others come after: a curtain over a page that nobody touches,
   and no press into a network that is gone. Every page works without this file. */
(function () {
  "use strict";
  var CURTAIN_AFTER = 60000, CLEARED_AFTER = 120000;
  var doc = document, curtain = doc.getElementById("idle"), stay = doc.getElementById("idle-stay"), cleared = doc.getElementById("cleared");
  /* The home shows nothing of anybody: it begins anew once somebody has used it. */
  var touchedAt = curtain && Date.now(), drawnAt = 0, timer, before, asks = false, goesOn = false;

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

  function clear() {
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
    var now = Date.now(), listen = doc.getElementById("listen"), due;
    clearTimeout(timer);
    if (!touchedAt) { return; }
    if (listen && listen.getAttribute("aria-pressed") === "true") { touchedAt = now; }
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

  /* The words of a press would go with the page if nobody answered. */
  doc.addEventListener("submit", function (event) {
    var form = event.target, press = event.submitter, notice = doc.getElementById("offline");
    if (goesOn || !notice || !form.requestSubmit) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (asks) { return; }
    asks = true;
    isThere().then(function () {
      notice.hidden = goesOn = true;
      form.requestSubmit(press);
    }, function () {
      notice.hidden = false;
      notice.focus();
    }).then(function () { asks = goesOn = false; });
  }, true);
})();
