/* Extras for pupils' pages. Every page works without this file. */
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, sentAt = 0, leaving = false;

  /* Leave takes this page's place in the history, so that Back does not return to it. */
  doc.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-leave]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    if (leaving) { return; }
    leaving = true;
    root.style.display = "none";
    location.replace(link.href);
  });

  /* The back/forward cache must hold an empty page. What is being sent was read before this. */
  addEventListener("pagehide", function () { doc.body.textContent = ""; });
  addEventListener("pageshow", function (event) {
    if (event.persisted) { location.reload(); }
  });

  doc.addEventListener("submit", function (event) {
    var now = Date.now(), notice = doc.getElementById("offline");
    if (navigator.onLine === false && notice) {
      event.preventDefault();
      notice.hidden = false;
      notice.focus();
      return;
    }
    /* A second press straight after the first is a slip of the finger. A later one is meant: the
       server stores a slip once however often it comes. */
    if (sentAt && now - sentAt < 2000) { event.preventDefault(); return; }
    sentAt = now;
  });
  addEventListener("online", function () {
    var notice = doc.getElementById("offline");
    if (notice) { notice.hidden = true; }
  });

  var errors = doc.getElementById("errors");
  if (errors) {
    errors.focus();
    /* When the box lets the focus go to nothing, Tab begins at the top again. */
    errors.addEventListener("blur", function (event) {
      if (event.relatedTarget || !doc.hasFocus()) { return; }
      doc.body.tabIndex = -1;
      doc.body.focus({ preventScroll: true });
      doc.body.removeAttribute("tabindex");
    });
  }
})();
