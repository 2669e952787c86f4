// @ts-check
/// <reference path="preferences.js" />
// Every page is complete without this script, which only adds conveniences.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  // The site is the folder around that of this file.
  const root = new URL("..", script.src);

  /** @param {string} selector */
  const links = (selector) =>
    /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(selector));

  // Remembers the chosen language, and opens it on the next visit. A reader who opens the language
  // picker from another page of the site wants to choose again.
  for (const link of links(":is(.languages, .language-options) a[hreflang]")) {
    link.addEventListener("click", () => preferences.write("language", link.hreflang));
  }
  const within = document.referrer.startsWith(root.href);
  if (document.querySelector("[data-language-picker]") && !within) {
    const language = preferences.read("language");
    for (const link of links(".language-options a[hreflang]")) {
      if (link.hreflang === language) location.replace(link.href);
    }
  }

  // Puts the language of an unknown address first.
  for (const option of document.querySelectorAll(".not-found-options > li")) {
    const start = `${root.pathname}${option.getAttribute("lang")}/`;
    if (!location.pathname.startsWith(start)) continue;
    option.parentElement?.prepend(option);
    document.querySelector(".not-found")?.setAttribute("dir", option.getAttribute("dir") ?? "");
  }

  // Shows the current page in a menu that scrolls.
  const menu = document.querySelector(".sections > ul");
  const current = menu?.querySelector("[aria-current]");
  if (menu && current) {
    const [box, around] = [current.getBoundingClientRect(), menu.getBoundingClientRect()];
    if (box.left < around.left || box.right > around.right) menu.scrollLeft += box.left - around.left;
  }

  // Unfolds the citation for printing.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".citing")) details.setAttribute("open", "");
  });
})();
