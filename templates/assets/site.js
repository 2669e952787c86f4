// Every page is whole without this file: it only adds.
(() => {
  "use strict";
  const root = new URL(document.documentElement.dataset.root, location.href);
  const store = `tarikh:language:${root.pathname}`;

  const remembered = () => {
    try {
      return localStorage.getItem(store);
    } catch {
      return null; // Storage can be forbidden.
    }
  };

  const remember = (language) => {
    try {
      localStorage.setItem(store, language);
    } catch {
      // Then the choice lasts for this page alone.
    }
  };

  // The choice of a language is remembered, and followed when the site is entered again. Who
  // comes to the chooser from within the site wants to choose.
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => remember(link.dataset.language));
  }
  const within = document.referrer.startsWith(root.href);
  if (document.querySelector("[data-chooser]") && !within) {
    const language = remembered();
    for (const link of document.querySelectorAll("[data-chooser] a[data-language]")) {
      if (link.dataset.language === language) location.replace(link.href);
    }
  }

  // A chart that is wider than the screen opens at its newest end.
  for (const scroll of document.querySelectorAll(".strip-scroll")) {
    const back = getComputedStyle(scroll).direction === "rtl" ? -1 : 1;
    scroll.scrollLeft = back * scroll.scrollWidth;
  }

  // How to cite: to copy, where the browser can.
  for (const cite of navigator.clipboard ? document.querySelectorAll(".cite[data-copy]") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = cite.dataset.copy;
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "unseen";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cite.textContent);
      button.textContent = cite.dataset.copied;
      said.textContent = cite.dataset.copied;
    });
    cite.after(button, said);
  }

  // Paper cannot be unfolded.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".citing")) details.open = true;
  });
})();
