// Colead: forms that ask the device for a passkey. Without scripts they stay hidden and the other ways remain.
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  const device = window.webauthnJSON;
  if (!forms.length || !device || !window.PublicKeyCredential) return;

  const written = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

  async function fetched(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  }

  // A passkey that signs in alone: it stays on the device and the device checks the person.
  function forSigningIn(options) {
    const wish = options.publicKey.authenticatorSelection;
    wish.residentKey = "required";
    wish.requireResidentKey = true;
    wish.userVerification = "required";
    return options;
  }

  const ask = {
    "sign-in": async (form) => device.get((await fetched(form)).request_options),
    use: async (form) => device.get(written(form).request_options),
    add: async (form) => device.create(forSigningIn(written(form).creation_options)),
  };

  function wake(form) {
    const trouble = form.querySelector("[data-passkey-trouble]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.textContent = "";
      try {
        form.elements.credential.value = JSON.stringify(await ask[form.dataset.passkey](form));
        form.submit();
      } catch {
        trouble.textContent = trouble.dataset.words;
      }
    });
  }

  forms.forEach(wake);
  document.querySelectorAll("[data-passkey-missing]").forEach((words) => { words.hidden = true; });
})();
