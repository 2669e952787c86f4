// @ts-check
// Filters the desk of the preview, and shows it again after every save.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const own = new URL(".", script.src);
  const filter = /** @type {HTMLInputElement} */ (document.getElementById("filter"));
  /**
   * Folds letters that Arabic keyboards make in several ways, and marks that are seldom typed.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{Mn}\u0640]/gu, "")
      .replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .toLocaleLowerCase();

  const apply = () => {
    const words = fold(filter.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const section of document.querySelectorAll("section")) {
      let left = 0;
      for (const row of section.querySelectorAll("li")) {
        const text = fold(row.textContent ?? "");
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) left += 1;
      }
      section.hidden = words.length > 0 && !left;
      shown += left;
    }
    document.querySelector(".nothing")?.toggleAttribute("hidden", !words.length || shown > 0);
  };

  const refresh = async () => {
    const response = await fetch(location.href.replace(/#.*/, ""));
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const name of ["nav", "main"]) {
      const part = page.querySelector(name);
      if (part) document.querySelector(name)?.replaceWith(document.importNode(part, true));
    }
    apply();
  };

  filter.addEventListener("input", apply);
  // Something may have been typed before this script was loaded.
  apply();
  let first = true;
  const stream = new EventSource(new URL("events", own));
  stream.onmessage = () => {
    // The first message says only which state the page has.
    if (!first) refresh().catch(() => undefined);
    first = false;
  };
})();
