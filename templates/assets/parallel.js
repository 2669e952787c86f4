// @ts-check
// Shows an article and its translation side by side, paragraph by paragraph, each in its own
// direction. The translation is read from its own page.
(() => {
  "use strict";
  const story = document.querySelector(".story[data-parallel]");
  const line = story?.querySelector(".story-parallel");
  const prose = story?.querySelector(".prose");
  if (!(story instanceof HTMLElement) || !line || !(prose instanceof HTMLElement)) return;
  // The state of the page in its address, so that a link to it can be shared.
  const PARAMETER = "with";

  /** @typedef {{ title: string, lang: string, dir: string, name: string, blocks: Element[] }} Text */

  /**
   * The blocks of two texts next to each other: by the order of their headings, and between these by
   * their own order. A block without a counterpart is alone.
   * @param {Element[]} own @param {Element[]} other
   * @returns {[Element[], Element[]][]}
   */
  const pair = (own, other) => {
    const [mine, theirs] = [split(own), split(other)];
    if (mine.length !== theirs.length) return [[own, other]];
    return mine.flatMap((section, index) => {
      const counterpart = theirs[index];
      // A list or a table may be a paragraph in the other language: then the whole section is paired.
      if (section.length !== counterpart.length) return [[section, counterpart]];
      return section.map(
        (block, place) => /** @type {[Element[], Element[]]} */ ([[block], [counterpart[place]]]),
      );
    });
  };

  /** @param {Element[]} blocks */
  const split = (blocks) => {
    /** @type {Element[][]} */
    const sections = [[]];
    for (const block of blocks) {
      if (/^H[1-6]$/.test(block.tagName)) sections.push([]);
      sections[sections.length - 1].push(block);
    }
    return sections;
  };

  /** @param {HTMLAnchorElement} link @returns {Promise<Text>} */
  const read = async (link) => {
    const response = await fetch(link.href);
    if (!response.ok) throw new Error(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const blocks = [...(page.querySelector(".story .prose")?.children ?? [])].map((block) =>
      document.importNode(block, true),
    );
    for (const element of blocks.flatMap((block) => [block, ...block.querySelectorAll("*")])) {
      for (const name of ["href", "src"]) {
        const address = element.getAttribute(name);
        if (address !== null) element.setAttribute(name, new URL(address, link.href).href);
      }
      // The anchors of this page are those of its own text.
      element.removeAttribute("id");
      element.removeAttribute("srcset");
    }
    return {
      title: page.querySelector("h1")?.textContent ?? "",
      lang: page.documentElement.lang,
      dir: page.documentElement.dir,
      name: link.textContent?.trim() ?? "",
      blocks,
    };
  };

  /** @param {Text} text @param {Node[]} contents */
  const cell = (text, contents) => {
    const element = document.createElement("div");
    element.className = "prose";
    element.lang = text.lang;
    element.dir = text.dir;
    element.append(...contents);
    return element;
  };

  /** @param {Text} text */
  const title = (text) => {
    const name = document.createElement("p");
    name.className = "parallel-language sans";
    name.textContent = text.name;
    const line = document.createElement("p");
    line.className = "parallel-title";
    line.textContent = text.title;
    return cell(text, [name, line]);
  };

  const page = document.documentElement;
  const names = new Intl.DisplayNames([page.lang], { type: "language" });
  const heading = story.querySelector("h1");
  // With the line breaks between the blocks.
  const ownNodes = [...prose.childNodes];
  const ownBlocks = [...prose.children];
  /** @type {Text} */
  const own = {
    title: heading?.textContent ?? "",
    lang: page.lang,
    dir: page.dir,
    name: names.of(page.lang) ?? page.lang,
    blocks: ownBlocks,
  };

  /** @param {string} language */
  const remember = (language) => {
    const address = new URL(location.href);
    if (language) address.searchParams.set(PARAMETER, language);
    else address.searchParams.delete(PARAMETER);
    history.replaceState(null, "", address);
  };

  const close = () => {
    prose.replaceChildren(...ownNodes);
    prose.classList.remove("parallel");
    document.body.classList.remove("is-parallel");
  };

  /** @param {Text} other */
  const open = (other) => {
    const rows = pair(ownBlocks, other.blocks).map(([mine, theirs]) => [
      cell(own, mine),
      cell(other, theirs),
    ]);
    prose.replaceChildren(
      ...[[title(own), title(other)], ...rows].map((cells) => {
        const row = document.createElement("div");
        row.className = "parallel-row";
        row.append(...cells);
        return row;
      }),
    );
    prose.classList.add("parallel");
    document.body.classList.add("is-parallel");
  };

  const wanted = new URLSearchParams(location.search).get(PARAMETER);
  for (const link of document.querySelectorAll(".languages a:not(.untranslated)")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const button = document.createElement("button");
    button.type = "button";
    const name = names.of(link.hreflang) ?? link.textContent?.trim() ?? "";
    const [before, after = ""] = (story.dataset.parallel ?? "").split("{language}");
    button.append(before, name, after);
    button.setAttribute("aria-pressed", "false");
    const toggle = async () => {
      const isOpen = button.getAttribute("aria-pressed") === "true";
      for (const each of line.children) each.setAttribute("aria-pressed", "false");
      if (isOpen) close();
      else open(await read(link));
      button.setAttribute("aria-pressed", String(!isOpen));
      remember(isOpen ? "" : link.hreflang);
    };
    // Without a connection, the page stays as it is.
    button.addEventListener("click", () => void toggle().catch(() => undefined));
    line.append(button);
    if (link.hreflang === wanted) button.click();
  }
})();
