// @ts-check
// Takes a view to the pages of other sites: the snippet for it, and its height in a frame there.
"use strict";

(() => {
  // --- The height of a frame ---------------------------------------------------------------

  if (document.body.classList.contains("page-embed") && parent !== window) {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    // The page of the other site decides what it does with the number; nothing else is sent.
    const sendHeight = () => {
      const height = Math.ceil(main.getBoundingClientRect().height);
      parent.postMessage({ type: "tarikh:height", height }, "*");
    };
    new ResizeObserver(sendHeight).observe(main);
    sendHeight();
  }

  // --- The address to embed ----------------------------------------------------------------

  const snippet = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#_snippet"));
  if (!snippet) return;
  const frame = new DOMParser().parseFromString(snippet.value, "text/html").querySelector("iframe");
  if (!frame) return;
  const page = new URL(frame.getAttribute("src") ?? "", location.href);
  const show = () => {
    page.search = location.search;
    frame.setAttribute("src", page.href);
    snippet.value = frame.outerHTML;
  };
  document.addEventListener("view-change", show);
  snippet.addEventListener("focus", () => snippet.select());
  show();
})();
