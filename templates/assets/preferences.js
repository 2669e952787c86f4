// @ts-check
"use strict";

// What the reader has chosen on this site: the choices of one site are not those of another on the
// same host.
const preferences = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const prefix = `tarikh:${new URL("..", script.src).pathname}:`;
  return {
    /** @param {string} name */
    read: (name) => {
      try {
        return localStorage.getItem(prefix + name);
      } catch {
        return null; // Storage may be disabled.
      }
    },
    /** @param {string} name @param {string} value */
    write: (name, value) => {
      try {
        localStorage.setItem(prefix + name, value);
      } catch {
        // Without storage, the choice is not remembered.
      }
    },
  };
})();

// Applies the choices before the page is shown, so that nothing on it moves. The element that
// changes a choice is on the page, and works without this script.
(() => {
  const page = document.documentElement;
  if (preferences.read("view") === "headlines") page.dataset.view = "headlines";
  const scheme = preferences.read("scheme");
  if (scheme === "light" || scheme === "dark") page.dataset.scheme = scheme;

  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";

  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll(".scheme-switch")) {
      const show = () => button.setAttribute("aria-pressed", String(isDark()));
      button.addEventListener("click", () => {
        page.dataset.scheme = isDark() ? "light" : "dark";
        preferences.write("scheme", page.dataset.scheme);
        show();
      });
      system.addEventListener("change", show);
      show();
      button.removeAttribute("hidden");
    }

    const headlines = document.querySelector("#_headlines");
    if (!(headlines instanceof HTMLInputElement)) return;
    headlines.checked = page.dataset.view === "headlines";
    headlines.addEventListener("change", () => {
      const view = headlines.checked ? "headlines" : "";
      page.dataset.view = view;
      preferences.write("view", view);
    });
  });
})();
