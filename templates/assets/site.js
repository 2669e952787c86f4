// Every page is complete without this script, which only adds conveniences.
(() => {
  "use strict";
  // The site is the folder around that of this file.
  const root = new URL("..", document.currentScript.src);
  const store = `tarikh:language:${root.pathname}`;

  const remembered = () => {
    try {
      return localStorage.getItem(store);
    } catch {
      return null; // Storage may be disabled.
    }
  };

  const remember = (language) => {
    try {
      localStorage.setItem(store, language);
    } catch {
      // Without storage, the choice is not remembered.
    }
  };

  // Remembers the chosen language, and opens it on the next visit. A reader who opens the language
  // picker from another page of the site wants to choose again.
  for (const link of document.querySelectorAll(":is(.languages, .language-options) a[hreflang]")) {
    link.addEventListener("click", () => remember(link.hreflang));
  }
  const within = document.referrer.startsWith(root.href);
  if (document.querySelector("[data-language-picker]") && !within) {
    const language = remembered();
    for (const link of document.querySelectorAll(".language-options a[hreflang]")) {
      if (link.hreflang === language) location.replace(link.href);
    }
  }

  // Puts the language of an unknown address first.
  for (const option of document.querySelectorAll(".not-found-options > li")) {
    if (location.pathname.startsWith(`${root.pathname}${option.lang}/`)) option.parentElement.prepend(option);
  }

  // Puts the cursor into the search box when "/" is pressed outside of a field.
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const box = document.querySelector("#search-words, .masthead-search input");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Unfolds the citation for printing.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".citing")) details.open = true;
  });
})();
