/* Keys for whoever reads slips all day. Every page works without this file, and a browser in which the keys
   are switched off is not sent it. */
(function () {
  "use strict";
  var doc = document, list = doc.getElementById("keys");

  function walk(step) {
    var rows = Array.from(doc.querySelectorAll("[data-row]"));
    var at = rows.indexOf(doc.activeElement) + step;
    if (rows.length) { rows[Math.min(Math.max(at, 0), rows.length - 1)].focus(); }
  }

  /* A link is followed and the screen is locked. A button that does something to a slip only gets the focus:
     a key that was touched by chance does nothing that others see. */
  function act(key) {
    var found = doc.querySelector("[data-key='" + CSS.escape(key) + "']");
    if (key === "?") { list.showModal(); }
    else if (key === "j") { walk(1); }
    else if (key === "k") { walk(-1); }
    else if (found && (found.href || key === "l")) { found.click(); }
    else if (found) { found.focus(); }
    else if (key === "o" && doc.activeElement.matches("[data-row]")) { doc.activeElement.click(); }
    else { return false; }
    return true;
  }

  doc.querySelectorAll("[data-key]").forEach(function (one) {
    one.setAttribute("aria-keyshortcuts", one.getAttribute("data-key"));
  });

  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || list.open) { return; }
    if (event.target.closest("input, select, textarea")) { return; }
    if (act(event.key)) { event.preventDefault(); }
  });
})();
