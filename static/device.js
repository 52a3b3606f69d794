/* What a page can see by itself of the device that it is on; the rest is asked. Nothing is sent. Kept is only that
   somebody went on, in the browser's own entry for this page. */
(function () {
  "use strict";
  var LOOKS_AFTER = 700, WENT_ON = "went-on";
  var doc = document, box = doc.getElementById("back-words"), spelt = doc.getElementById("spelt");

  function tell(risk, verdict) {
    doc.getElementById(risk + "-" + verdict).hidden = false;
    doc.getElementById(risk + "-is-" + verdict).checked = true;
  }

  box.form.addEventListener("submit", function (event) {
    doc.getElementById("back-empty").hidden = Boolean(box.value.trim());
    if (!box.value.trim()) { event.preventDefault(); event.stopPropagation(); return; }
    history.replaceState(WENT_ON, "");
  });

  /* Whoever is here again has gone back, whichever way the browser has made the page again. */
  function lookAtBack() {
    if (history.state === WENT_ON) { tell("back", box.value.trim() ? "unsafe" : "safe"); }
  }

  /* A box that nobody has typed into, with something in it. */
  [].forEach.call(doc.querySelectorAll("[data-usual]"), function (field) {
    var isTyped = false;
    function look() { if (field.value && !isTyped) { tell("autofill", "unsafe"); } }
    field.addEventListener("input", function (event) {
      isTyped = isTyped || /^(insert(Text|Comp|From)|delete|history)/.test(event.inputType);
      look();
    });
    field.addEventListener("change", look);
    setTimeout(look, LOOKS_AFTER);
  });

  /* Writing helpers put parts of their own into a page, or marks on it. */
  function lookAtSpelling() {
    var marks = [].concat([].slice.call(doc.documentElement.attributes), [].slice.call(doc.body.attributes), [].slice.call(spelt.attributes));
    var isForbidden = spelt.spellcheck === false && spelt.getAttribute("writingsuggestions") === "false";
    var isChanged = [].some.call(doc.querySelectorAll("*"), function (part) { return part.localName.indexOf("-") > 0; });
    isChanged = isChanged || marks.some(function (mark) { return /^data-(new-gr|gr-|gramm_id|lt-|lt_|ms-editor-|ghost)/.test(mark.name) && mark.name !== "data-lt-active"; });
    doc.getElementById("spelling-forbidden").hidden = !isForbidden;
    if (isChanged) { tell("spelling", "unsafe"); }
  }

  addEventListener("pageshow", function () { setTimeout(lookAtBack, LOOKS_AFTER); });
  setTimeout(lookAtSpelling, LOOKS_AFTER);
  spelt.addEventListener("focus", function () { setTimeout(lookAtSpelling, LOOKS_AFTER); });
  spelt.addEventListener("input", function () { setTimeout(lookAtSpelling, LOOKS_AFTER); });
})();
