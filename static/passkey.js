/* Asks this device for a passkey, or to make one, when the button is pressed; the form then takes the answer along.
   Without this file the page says what else to do. */
(function () {
  "use strict";
  var doc = document, form = doc.getElementById("passkey"), failed = doc.getElementById("passkey-failed");
  if (!form || !window.PublicKeyCredential) { return; }
  var asked = JSON.parse(form.getAttribute("data-asked")), isWaiting = false;

  function bytes(text) {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), function (c) { return c.charCodeAt(0); });
  }
  function text(buffer) {
    var letters = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function put(name, buffer) { form.elements[name].value = text(buffer); }
  function known(one) { one.id = bytes(one.id); return one; }

  asked.challenge = bytes(asked.challenge);
  if (asked.user) {
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials.forEach(known);
  } else {
    asked.allowCredentials.forEach(known);
  }
  doc.getElementById("passkey-off").hidden = true;
  form.hidden = false;

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    if (isWaiting) { return; }
    isWaiting = true;
    failed.hidden = true;
    var device = navigator.credentials;
    (asked.user ? device.create({ publicKey: asked }) : device.get({ publicKey: asked })).then(function (key) {
      var answer = key.response;
      put("client-data", answer.clientDataJSON);
      put("device-data", asked.user ? answer.getAuthenticatorData() : answer.authenticatorData);
      if (!asked.user) {
        put("credential", key.rawId);
        put("signature", answer.signature);
      }
      form.submit();
    }).catch(function () {
      isWaiting = false;
      failed.hidden = false;
      failed.focus();
    });
  });
})();
