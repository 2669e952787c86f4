// @ts-check
// Dates the citation of a page, and offers to copy it as text, BibTeX, RIS or CSL-JSON. The values are
// those of the page's structured data.
(() => {
  "use strict";
  const box = document.querySelector(".citing");
  const text = box?.querySelector(".cite");
  if (!(box instanceof HTMLElement) || !(text instanceof HTMLElement)) return;

  const address =
    document.querySelector('link[rel="canonical"]')?.getAttribute("href") ??
    location.href.replace(/[?#].*/, "");
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const slug = decodeURIComponent(address).replace(/\/$/, "").split("/").pop() ?? "page";

  /** The article as the page describes it now: a preview changes it in place. */
  const describe = () => {
    const data = document.querySelector('script[type="application/ld+json"]')?.textContent;
    /** @type {Record<string, any>[]} */
    const graph = data ? JSON.parse(data)["@graph"] : [];
    const article = graph.find((each) => each["@type"] === "NewsArticle");
    if (!article) return null;
    /** @type {string} */
    const changed = article.dateModified ?? article.datePublished ?? "";
    // A date may be only a month or a year; a time is left out.
    const issued = changed ? changed.split("T")[0].split("-").map(Number) : [];
    const key = issued.length ? `${slug}-${issued[0]}` : slug;
    return { headline: article.headline, language: article.inLanguage, site: article.publisher.name, issued, key };
  };
  if (!describe()) return;

  /** @param {number[]} date @param {string} separator */
  const join = (date, separator) =>
    date.map((part) => String(part).padStart(2, "0")).join(separator);

  // Months are named as on the page.
  const locale = (
    document.querySelector('meta[property="og:locale"]')?.getAttribute("content") ??
    document.documentElement.lang
  ).replace("_", "-");
  const digits = document.documentElement.dataset.digits ?? "latn";
  const accessed = text.querySelector(".cite-accessed");
  if (accessed) {
    const format = new Intl.DateTimeFormat(`${locale}-u-nu-${digits}-ca-gregory`, { dateStyle: "long" });
    accessed.textContent = format.format(now);
  }

  /** @param {string} value */
  const escapeTex = (value) =>
    value
      .replace(/[\\{}~^]/g, (sign) => `\\char${sign.charCodeAt(0)}{}`)
      .replace(/[%&$#_]/g, (sign) => `\\${sign}`);

  /** @typedef {NonNullable<ReturnType<typeof describe>>} Described */
  /** @type {Record<string, (article: Described) => string>} */
  const formats = {
    [box.dataset.text ?? ""]: () => (text.textContent ?? "").replace(/\s+/g, " ").trim(),
    BibTeX: ({ headline, site, issued, key }) =>
      [
        `@online{${key.replace(/[\s{}\\"#%~,=]/g, "-")},`,
        `  author = {{${escapeTex(site)}}},`,
        `  title = {${escapeTex(headline)}},`,
        ...(issued.length ? [`  date = {${join(issued, "-")}},`] : []),
        `  url = {${address}},`,
        `  urldate = {${join(today, "-")}},`,
        "}",
        "",
      ].join("\n"),
    RIS: ({ headline, language, site, issued }) =>
      [
        "TY  - ELEC",
        `AU  - ${site}`,
        `TI  - ${headline}`,
        `T2  - ${site}`,
        ...(issued.length
          ? [`PY  - ${issued[0]}`, `DA  - ${[...join(issued, "/").split("/"), "", ""].slice(0, 3).join("/")}/`]
          : []),
        `LA  - ${language}`,
        `UR  - ${address}`,
        `Y2  - ${join(today, "/")}/`,
        "ER  - ",
        "",
      ].join("\r\n"),
    "CSL-JSON": ({ headline, language, site, issued, key }) =>
      JSON.stringify(
        [
          {
            id: key,
            type: "webpage",
            title: headline,
            author: [{ literal: site }],
            "container-title": site,
            ...(issued.length ? { issued: { "date-parts": [issued] } } : {}),
            accessed: { "date-parts": [today] },
            URL: address,
            language,
          },
        ],
        null,
        2,
      ),
  };

  if (!navigator.clipboard) return;
  const line = document.createElement("p");
  line.className = "cite-copy";
  line.append(`${box.dataset.copy} `);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  for (const [name, write] of Object.entries(formats)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = name;
    button.addEventListener("click", async () => {
      const article = describe();
      if (!article) return;
      await navigator.clipboard.writeText(write(article));
      said.textContent = `${name}: ${box.dataset.copied}`;
    });
    line.append(button, " ");
  }
  line.append(said);
  text.after(line);
})();
