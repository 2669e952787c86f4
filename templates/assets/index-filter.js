// @ts-check
/// <reference path="search-words.js" />
// Adds to a long index a field that leaves only the names that contain the typed words, in any
// spelling that the search takes for the same.
(() => {
  "use strict";
  const total = document.querySelector("[data-filter]");
  if (!(total instanceof HTMLElement)) return;
  /** @type {Map<string, string>} */
  const folded = new Map();
  /** @param {string} name */
  const fold = (name) => {
    const text = folded.get(name) ?? searchWords.fold(name);
    folded.set(name, text);
    return text;
  };
  const letters = document.querySelector(".letters");
  const none = document.createElement("p");
  none.className = "empty";
  none.setAttribute("role", "status");
  const field = document.createElement("input");
  field.type = "search";
  field.className = "index-filter sans";
  field.placeholder = total.dataset.filter ?? "";
  field.setAttribute("aria-label", field.placeholder);
  field.dir = "auto";
  field.autocomplete = "off";
  field.addEventListener("input", () => {
    const words = searchWords.fold(field.value).split(" ").filter(Boolean);
    let count = 0;
    // A preview changes the names in place.
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".letter"))) {
      let shown = 0;
      for (const item of section.querySelectorAll("li")) {
        const name = fold(item.querySelector(".term")?.textContent ?? "");
        item.hidden = !words.every((word) => name.includes(word));
        if (!item.hidden) shown += 1;
      }
      section.hidden = !shown;
      count += shown;
    }
    if (letters instanceof HTMLElement) letters.hidden = words.length > 0;
    none.textContent = count ? "" : total.dataset.none ?? "";
  });
  total.after(field);
  document.querySelector(".heading")?.after(none);
})();
