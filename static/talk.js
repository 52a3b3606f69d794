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
    hush();
    root.style.display = "none";
    location.replace(link.href);
  });

  /* The back/forward cache must hold an empty page. What is being sent was read before this. */
  addEventListener("pagehide", function () { hush(); doc.body.textContent = ""; });
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
  /* A beginning goes into the box without a new page, and the pupil writes on behind it. */
  doc.addEventListener("click", function (event) {
    var press = event.target.closest && event.target.closest("[value^=begin-]");
    var box = doc.querySelector("textarea");
    if (!press || !box) { return; }
    event.preventDefault();
    box.value += (box.value && "\n") + press.value.slice(6) + " ";
    box.focus();
    box.selectionStart = box.value.length;
  });
  addEventListener("online", function () {
    var notice = doc.getElementById("offline");
    if (notice) { notice.hidden = true; }
  });

  /* Too many were sending: the words are on this page, and it is sent again by itself, at a time of chance
     as for everybody, unless somebody presses anything first. */
  var again = doc.querySelector("[data-again]"), waiting;
  function stay() { clearTimeout(waiting); }
  if (again) {
    waiting = setTimeout(function () { again.click(); }, 10000 + Math.random() * 5000);
    ["keydown", "pointerdown", "pagehide"].forEach(function (name) { addEventListener(name, stay); });
  }

  /* Listen reads our words on the page, sentence by sentence: from recordings; names, days and what
     else has none with a voice that this computer has itself (another would send the page somewhere),
     or not at all. Never what somebody typed. */
  var listen = doc.getElementById("listen"), synth = window.speechSynthesis;
  var Speaker = window.AudioContext || window.webkitAudioContext;
  var speaker, sound, sheet, lit, turn = 0;
  var NOT_READ = "button, textarea, dl, bdi, [translate=no], .steps, .vh, [hidden], [data-quiet]";

  function hush() {
    if (!listen) { return; }
    turn += 1;
    if (sound) {
      sound.onended = null;
      sound.stop();
      sound = null;
    }
    if (synth) { synth.cancel(); }
    light(null);
    listen.setAttribute("aria-pressed", "false");
  }

  function light(place) {
    if (lit) { lit.classList.remove("said"); }
    lit = place;
    if (lit) { lit.classList.add("said"); }
  }

  function ownVoice() {
    var wanted = root.lang.split("-")[0], voices = synth ? synth.getVoices() : [], i;
    for (i = 0; i < voices.length; i += 1) {
      if (voices[i].localService === true && voices[i].lang.split(/[-_]/)[0] === wanted) { return voices[i]; }
    }
    return null;
  }

  function phrases() {
    var walker = doc.createTreeWalker(doc.querySelector(".slip"), NodeFilter.SHOW_TEXT, null);
    var found = [], place;
    function add(text) { if (/[^\s.;:]/.test(text)) { found.push({ text: text, place: place }); } }
    while (walker.nextNode()) {
      place = walker.currentNode.parentNode;
      if (place.closest(NOT_READ)) { continue; }
      place = place.closest(".choice label") || place;
      walker.currentNode.data.replace(/\s+/g, " ").trim()
        .replace(/([.?!:\u2026\u061f\u06d4]) /g, "$1\n").split("\n").forEach(add);
    }
    return found;
  }

  /* FNV-1a, as `src/media/speech.rs` has it. */
  function mark(text) {
    var hash = 0x811c9dc5, i;
    for (i = 0; i < text.length; i += 1) { hash = Math.imul(hash ^ text.charCodeAt(i), 16777619); }
    return ("0000000" + (hash >>> 0).toString(16)).slice(-8);
  }

  /* One file with every recording: its first line has their marks and lengths. */
  function cut(buffer) {
    var end = new Uint8Array(buffer).indexOf(10), at = end + 1, parts = {};
    String.fromCharCode.apply(null, new Uint8Array(buffer, 0, end)).split(" ").forEach(function (part) {
      var length = Number(part.slice(9));
      parts[part.slice(0, 8)] = buffer.slice(at, at + length);
      at += length;
    });
    return parts;
  }

  function say(list, at, mine) {
    var one = list[at], voice = ownVoice(), part, speech;
    function next() { if (mine === turn) { turn = mine += 1; say(list, at + 1, mine); } }
    if (!one) { hush(); return; }
    part = sheet && sheet[mark(one.text)];
    if (part) {
      light(one.place);
      speaker.decodeAudioData(part.slice(0), function (decoded) {
        if (mine !== turn) { return; }
        sound = speaker.createBufferSource();
        sound.buffer = decoded;
        sound.connect(speaker.destination);
        sound.onended = next;
        sound.start();
      }, next);
    } else if (voice) {
      light(one.place);
      speech = new SpeechSynthesisUtterance(one.text);
      speech.voice = voice;
      speech.lang = voice.lang;
      speech.onend = speech.onerror = next;
      synth.speak(speech);
    } else { next(); }
  }

  function begin(mine) { if (mine === turn) { say(phrases(), 0, mine); } }

  function showListen() {
    var canPlay = listen.getAttribute("data-sound") && window.fetch && Speaker;
    listen.hidden = !canPlay && !ownVoice();
  }

  if (listen) {
    showListen();
    if (synth && synth.addEventListener) { synth.addEventListener("voiceschanged", showListen); }
    listen.addEventListener("click", function () {
      var address = listen.getAttribute("data-sound"), mine;
      if (listen.getAttribute("aria-pressed") === "true") { hush(); return; }
      mine = turn += 1;
      listen.setAttribute("aria-pressed", "true");
      if (Speaker) {
        /* Begun within the press, it may play later; an iPad that is on silent is heard too. */
        if (navigator.audioSession) { navigator.audioSession.type = "playback"; }
        speaker = speaker || new Speaker();
        speaker.resume();
      }
      if (sheet || !address) { begin(mine); return; }
      fetch(address, { credentials: "omit" }).then(function (answer) {
        return answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status);
      }).then(function (buffer) { sheet = cut(buffer); }).then(null, function () {}).then(function () {
        begin(mine);
      });
    });
  }

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
