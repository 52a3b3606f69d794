/* Everyone's turn: what is sent takes as many bytes from everybody, whatever is in it. Every page works
   without this file. */
(function () {
  "use strict";
  /* The longest words of a slip fit in, in letters that take six bytes each; what is longer takes twice as
     much, and so on. */
  var BYTES = 24 * 1024, doc = document;

  function taken(form, press) {
    var fields = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (name !== "filling") { fields.append(name, String(value).replace(/\r\n?|\n/g, "\r\n")); }
    });
    if (press && press.name) { fields.append(press.name, press.value); }
    fields.append("filling", "");
    return fields.toString().length;
  }

  /* After `talk.js` and `kiosk.js`: a press that they stop is sent later, or not at all. */
  doc.addEventListener("submit", function (event) {
    var form = event.target, filling = form.querySelector("[name=filling]"), length;
    if (event.defaultPrevented) { return; }
    if (!filling) {
      filling = doc.createElement("input");
      filling.type = "hidden";
      filling.name = "filling";
      form.appendChild(filling);
    }
    length = taken(form, event.submitter);
    filling.value = "0".repeat(Math.ceil(length / BYTES) * BYTES - length);
  });
})();
