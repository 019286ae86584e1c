// Colead: drafts that keep themselves, covering the page, the theme, the lock after five quiet minutes. Every page works without it.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Drafts: a form with data-autosave sends itself there while it is being written; the answer 204 means kept.
  const WAIT = 1500;
  const RETRY = 8000;

  function keepDrafts(form) {
    const state = form.querySelector("[data-draft-state]");
    let timer = 0;
    let isDirty = false;
    let isSending = false;

    const say = (words) => { if (state && words && state.textContent !== words) state.textContent = words; };
    const later = (wait) => { clearTimeout(timer); timer = setTimeout(send, wait); };

    function body() {
      const data = new FormData(form);
      data.delete("once");
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      return new URLSearchParams(data);
    }

    async function send() {
      if (!isDirty || isSending) return;
      isDirty = false;
      isSending = true;
      let wait = WAIT;
      say(form.dataset.keeping);
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: body(), redirect: "manual", credentials: "same-origin", keepalive: true,
        });
        if (answer.type === "opaqueredirect" || answer.status === 401) {
          isDirty = true;
          wait = RETRY;
          say(form.dataset.signedOut);
        } else if (answer.status === 204) {
          say(form.dataset.kept);
          if (!isDirty) begun.delete(form);
        } else {
          throw new Error("not kept");
        }
      } catch {
        isDirty = true;
        wait = RETRY;
        say(form.dataset.notKept);
      } finally {
        isSending = false;
        if (isDirty) later(wait);
      }
    }

    form.addEventListener("input", () => { isDirty = true; later(WAIT); });
    form.addEventListener("submit", () => { isDirty = false; clearTimeout(timer); });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  }

  // Covering the page: the button, or Escape twice. The page beneath is out of reach of eyes, keyboard and screen reader.
  const title = document.title;
  const beneath = () => all("body > *").filter((part) => !part.matches(".veil, script"));

  function cover(name) {
    const veil = document.querySelector(`[data-veil="${name}"]`);
    if (!veil || !veil.hidden) return;
    veil.hidden = false;
    document.title = "Colead";
    beneath().forEach((part) => { part.inert = true; });
    veil.querySelector("button").focus();
  }

  function uncover(name) {
    const veil = document.querySelector(`[data-veil="${name}"]`);
    if (!veil || veil.hidden) return;
    veil.hidden = true;
    document.title = title;
    beneath().forEach((part) => { part.inert = false; });
  }

  let lastEscape = 0;
  function onEscape(event) {
    if (event.key !== "Escape") return;
    const hidden = document.querySelector('[data-veil="hide"]');
    if (hidden && !hidden.hidden) { uncover("hide"); lastEscape = 0; return; }
    const now = Date.now();
    if (now - lastEscape < 600) { cover("hide"); lastEscape = 0; } else { lastEscape = now; }
    all("details[data-closes][open]").forEach((part) => { part.open = false; part.querySelector("summary").focus(); });
  }

  // The lock: after so many quiet seconds the page is covered; a tap loads it afresh, so the server decides who is here.
  // Words that were begun and not sent are never thrown away: then the tap only asks the server whether the person is still in.
  let last = Date.now();
  const begun = new Set();
  const stir = () => { last = Date.now(); };

  async function openAgain(button) {
    if (begun.size === 0) { location.reload(); return; }
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => ({}));
    if (answer.ok) { stir(); uncover("lock"); } else { button.querySelector("span:last-child").textContent = button.dataset.signedOut; }
  }

  function lockWhenQuiet() {
    const seconds = Number(document.body.dataset.lock);
    if (!seconds) return;
    const look = () => { if (Date.now() - last >= seconds * 1000) cover("lock"); };
    for (const kind of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(kind, stir, { passive: true, capture: true });
    setInterval(look, 5000);
    document.addEventListener("visibilitychange", look);
  }

  // The theme: the device's own, or a choice kept in a cookie so that the server draws the page right at once.
  function offerThemes(set) {
    if (!set.hidden) return;
    const now = document.documentElement.dataset.theme || "auto";
    all("input", set).forEach((input) => { input.checked = input.value === now; });
    set.hidden = false;
    set.addEventListener("change", (event) => {
      const chosen = event.target.value;
      document.documentElement.dataset.theme = chosen;
      const age = chosen === "auto" ? 0 : 31536000;
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `theme=${chosen}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    });
  }

  function wake(within) {
    all("form[data-autosave]", within).forEach((form) => { if (!form.dataset.awake) { form.dataset.awake = "yes"; keepDrafts(form); } });
    all("[data-hide], [data-close], [data-print], [data-copy]", within).forEach((button) => { button.hidden = false; });
    all("[data-themes]", within).forEach(offerThemes);
  }

  // Copying: the field is selected, so that the device's own way stays when the browser gives no clipboard.
  async function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    const isCopied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    const words = isCopied || document.execCommand("copy") ? button.dataset.copied : button.dataset.selected;
    document.getElementById(button.dataset.says).textContent = words;
  }

  function onClick(event) {
    const at = (selector) => event.target.closest(selector);
    if (at("[data-hide]")) cover("hide");
    if (at("[data-show]")) uncover("hide");
    if (at("[data-open]")) openAgain(at("[data-open]"));
    if (at("[data-print]")) print();
    if (at("[data-copy]")) copy(at("[data-copy]"));
    const close = at("[data-close]");
    if (close) { const part = close.closest("details"); part.open = false; part.querySelector("summary").focus(); }
    all("details.you[open]").forEach((part) => { if (!part.contains(event.target)) part.open = false; });
  }

  // A line that wraps is still a line: Enter sends it, Shift and Enter breaks it.
  function onEnter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea.one-line")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  addEventListener("keydown", onEscape);
  addEventListener("keydown", onEnter);
  addEventListener("click", onClick);
  addEventListener("input", (event) => { if (event.target.form?.method === "post") begun.add(event.target.form); });
  addEventListener("submit", (event) => begun.delete(event.target));
  addEventListener("htmx:load", (event) => wake(event.target));
  addEventListener("pageshow", (event) => { if (event.persisted && document.body.dataset.lock) location.reload(); });
  wake(document);
  lockWhenQuiet();
})();
