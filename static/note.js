/* A note that is being typed is put by for its reader, so that a closed tab or a crash loses nothing. Without this
   file there is a button for it. */
(function () {
  "use strict";
  var form = document.getElementById("note-form"), kept = document.getElementById("note-kept");
  var box = form && form.querySelector("textarea"), saved = box && box.value, waiting, sending;

  function put() {
    var typed = box.value, body = new URLSearchParams(new FormData(form));
    clearTimeout(waiting);
    if (typed === saved || sending) { return; }
    sending = true;
    body.set("case-note", typed);
    body.set("quiet", "1");
    fetch(form.getAttribute("data-unfinished"), { method: "POST", body: body, keepalive: true, redirect: "manual" })
      .then(function (answer) {
        if (answer.status === 204) {
          saved = typed;
          kept.hidden = !typed;
        }
      }, function () {}).then(function () {
        sending = false;
        if (box.value !== typed) { wait(); }
      });
  }
  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(put, 3000);
  }

  if (!box) { return; }
  box.addEventListener("input", function () {
    kept.hidden = true;
    wait();
  });
  /* What is sent anyway is not put by beside it. */
  form.addEventListener("submit", function () {
    clearTimeout(waiting);
    saved = box.value;
  });
  document.addEventListener("submit", put);
  addEventListener("pagehide", put);
})();
