// @ts-check
/// <reference path="preferences.js" />
// Keys for readers who go through many events, and a list of these keys. Next is later in the text or
// in time, whatever direction the page has, so no key depends on it.
(() => {
  "use strict";
  const KEYS = { next: "j", previous: "k", translation: "t", search: "/", help: "?" };
  const LINKS = {
    next: ".pagination-next a",
    previous: ".pagination-previous a",
    translation: ".languages a:not(.untranslated)",
    search: ".masthead-search input, .search-box input",
  };
  const form = document.querySelector("form[role=search]");

  /** @param {Element} element */
  const isShown = (element) => element.getClientRects().length > 0;

  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));

  /**
   * What a key types in Latin letters, without Shift; empty for others. An Arabic keyboard has them
   * in the places of the American one.
   * @param {KeyboardEvent} event
   */
  const typed = ({ key, code, shiftKey }) => {
    if (/^[!-@]$/.test(key)) return key;
    if (code === "Slash" && key.length === 1) return shiftKey ? "?" : "/";
    if (shiftKey || key.length > 2) return "";
    return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
  };

  /**
   * Goes to the next or the previous event of a list, or on the page of an event to that of the next
   * or the previous one.
   * @param {"next" | "previous"} where
   */
  const go = (where) => {
    const events = [...document.querySelectorAll("main .event")].filter(isShown);
    if (!events.length) return find(LINKS[where])?.click();
    const current = document.activeElement?.closest(".event");
    // Without a current event, the reader is before the first one below the top of the window.
    const below = events.findIndex((event) => event.getBoundingClientRect().top >= 0);
    const start = below < 0 ? events.length : below;
    const after = current ? events.indexOf(current) + 1 : start;
    const before = current ? after - 2 : start - 1;
    const event = events[where === "next" ? after : before];
    const link = /** @type {HTMLElement | null | undefined} */ (event?.querySelector("h3 a"));
    link?.focus({ preventScroll: true });
    event?.scrollIntoView({ block: "nearest" });
  };

  const search = () => {
    const box = [...document.querySelectorAll(LINKS.search)].find(isShown);
    if (box instanceof HTMLInputElement) {
      box.focus();
      box.select();
    } else if (form instanceof HTMLFormElement) {
      // A narrow window has only the button of the search.
      location.href = form.action;
    }
  };

  /** @type {HTMLDialogElement | null} */
  let dialog = null;

  /** @param {Document} page */
  const findList = (page) => /** @type {HTMLDialogElement | null} */ (page.querySelector(".keys"));

  // The list is on the page of the search, once for each language.
  const load = async () => {
    const own = findList(document);
    if (own || !(form instanceof HTMLFormElement)) return own;
    const response = await fetch(form.action);
    return findList(new DOMParser().parseFromString(await response.text(), "text/html"));
  };

  const help = async () => {
    if (!dialog) {
      const loaded = await load();
      if (!loaded || dialog) return;
      dialog = loaded;
      if (dialog.ownerDocument !== document) document.body.append(dialog);
      // Not on the page of the search, where it would ask for the focus without the list being open.
      dialog.querySelector("button")?.setAttribute("autofocus", "");
      const box = dialog.querySelector("input");
      if (box) {
        box.checked = isOn();
        box.addEventListener("change", () => {
          preferences.write("keys", box.checked ? "" : "off");
          describe();
        });
      }
    }
    dialog.showModal();
  };

  const isOn = () => preferences.read("keys") !== "off";

  /** Tells assistive technology the keys of the elements that have one. */
  const describe = () => {
    for (const [name, selector] of Object.entries(LINKS)) {
      const element = find(selector);
      if (isOn()) element?.setAttribute("aria-keyshortcuts", KEYS[/** @type {keyof typeof LINKS} */ (name)]);
      else element?.removeAttribute("aria-keyshortcuts");
    }
  };

  const actions = new Map([
    [KEYS.next, () => go("next")],
    [KEYS.previous, () => go("previous")],
    [KEYS.translation, () => find(LINKS.translation)?.click()],
    [KEYS.search, search],
    // Without a connection, the page stays as it is.
    [KEYS.help, () => void help().catch(() => undefined)],
  ]);

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog";
    if (event.target instanceof Element && event.target.closest(fields)) return;
    const action = actions.get(typed(event));
    if (!action || !isOn() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });

  for (const button of document.querySelectorAll(".keys-switch")) {
    button.addEventListener("click", () => void help().catch(() => undefined));
    button.removeAttribute("hidden");
  }
  describe();
})();
