// @ts-check
// Shows on the home page the events of today's date in other years. They are on a page of their own
// for each day of the year, so the site need not be built every day.
(() => {
  "use strict";
  const MOST = 5;

  /** @param {HTMLElement} section */
  const show = async (section) => {
    const link = section.querySelector("a");
    const now = new Date();
    const [month, day] = [now.getMonth(), now.getDate()];
    const bits = parseInt((section.dataset.days ?? "").split(" ")[month], 16);
    if (!link || !((bits >>> (day - 1)) & 1)) return;
    const name = [month + 1, day].map((number) => String(number).padStart(2, "0")).join("-");
    // Links of an offline copy name files.
    const address = new URL(`${name}/${link.pathname.endsWith("/") ? "" : "index.html"}`, link.href);
    const response = await fetch(address);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const heading = page.querySelector("h1");
    const timeline = page.querySelector(".timeline");
    const events = timeline?.querySelectorAll(".events > li") ?? [];
    if (!timeline || !heading) return;
    for (const event of [...events].slice(MOST)) event.remove();
    for (const each of timeline.querySelectorAll("a")) {
      each.href = new URL(each.getAttribute("href") ?? "", address).href;
    }
    const date = document.createElement("p");
    date.className = "total sans";
    const more = document.createElement("a");
    more.href = address.href;
    more.textContent = heading.textContent;
    date.append(more);
    link.parentElement?.before(date, document.importNode(timeline, true));
  };

  const section = document.querySelector("[data-days]");
  // Without a connection, the link to all days remains.
  if (section instanceof HTMLElement) show(section).catch(() => undefined);
})();
