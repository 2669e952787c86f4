// @ts-check
/// <reference path="search-words.js" />
// Adds to a long index a field that leaves only the names that contain the typed words, in any
// spelling that the search takes for the same.
(() => {
  "use strict";
  const total = document.querySelector("[data-filter]");
  if (!(total instanceof HTMLElement)) return;
  const sections = [...document.querySelectorAll(".letter")].map((section) => ({
    section: /** @type {HTMLElement} */ (section),
    terms: [...section.querySelectorAll("li")].map((item) => ({
      item,
      name: searchWords.fold(item.querySelector(".term")?.textContent ?? ""),
    })),
  }));
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
    for (const { section, terms } of sections) {
      let shown = 0;
      for (const { item, name } of terms) {
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
