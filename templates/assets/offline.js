// @ts-check
// Lets the scripts of an offline copy read its files, which browsers refuse to fetch from a disk.
(() => {
  "use strict";
  // The site is the folder around that of this file.
  const root = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Map<string, (bytes: Uint8Array<ArrayBuffer>) => void>} */
  const waiting = new Map();

  // Beside each file for scripts is a script that calls this function with the bytes of the file.
  const offlineFile = (/** @type {string} */ path, /** @type {string} */ data) => {
    waiting.get(path)?.(Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)));
    waiting.delete(path);
  };
  Object.assign(window, { offlineFile });

  /** @param {URL} url @returns {Promise<Uint8Array<ArrayBuffer>>} */
  const readFile = (url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      waiting.set(decodeURI(url.href.slice(root.href.length)), resolve);
      script.onload = () => script.remove();
      script.onerror = () => reject(new TypeError(url.href));
      script.src = `${url.href}.js`;
      document.head.append(script);
    });

  // Another page cannot be read either, but one in a frame can send what it is.
  /** @param {URL} url @returns {Promise<string>} */
  const readPage = (url) =>
    new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      const end = () => {
        removeEventListener("message", receive);
        frame.remove();
      };
      const receive = (/** @type {MessageEvent} */ event) => {
        if (event.source !== frame.contentWindow) return;
        end();
        resolve(event.data);
      };
      addEventListener("message", receive);
      frame.onload = () =>
        setTimeout(() => {
          end();
          reject(new TypeError(url.href));
        }, 1000);
      frame.hidden = true;
      frame.src = new URL("#_text", url).href;
      document.body.append(frame);
    });

  if (location.hash === "#_text" && parent !== window) {
    parent.postMessage(document.documentElement.outerHTML, "*");
  }

  const fetchFromHost = window.fetch;
  window.fetch = async (target, options) => {
    const url = new URL(target instanceof Request ? target.url : target, document.baseURI);
    if (url.protocol !== "file:") return fetchFromHost(target, options);
    return new Response(await (url.pathname.endsWith(".html") ? readPage(url) : readFile(url)));
  };
})();
