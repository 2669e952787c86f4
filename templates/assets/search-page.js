// @ts-check
// The search page: its address says what is looked for, and everything else follows from that.
"use strict";

(() => {
  const PAGE = 10;
  const FEW = 8;
  const MANY_YEARS = 60;
  const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
  // The site is the folder around that of this file.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("..", script.src);
  const language = document.documentElement.lang;

  /**
   * @template {HTMLElement} E
   * @param {string} id
   */
  const byId = (id) => /** @type {E} */ (document.getElementById(id));
  const box = /** @type {HTMLInputElement} */ (byId("search-words"));
  const sort = /** @type {HTMLSelectElement} */ (byId("search-sort"));
  const list = byId("search-events");
  const more = /** @type {HTMLButtonElement} */ (byId("search-more"));
  const filters = /** @type {HTMLDetailsElement} */ (byId("search-filters"));

  // --- Strings -------------------------------------------------------------------------

  const strings = byId("search-strings");
  const numbers = new Intl.NumberFormat(language, {
    numberingSystem: document.documentElement.dataset.digits ?? "latn",
  });
  const plurals = new Intl.PluralRules(language);

  /** @param {string} key */
  const findString = (key) => strings.querySelector(`[data-string="${CSS.escape(key)}"]`);

  /** @param {string} key */
  const say = (key) => findString(key)?.textContent ?? key;

  /**
   * @param {string} key
   * @param {number} n
   */
  const count = (key, n) => {
    const forms = findString(key);
    const found =
      forms?.querySelector(`[data-form="${plurals.select(n)}"]`) ??
      forms?.querySelector('[data-form="other"]');
    return (found?.textContent ?? "").replace("{n}", numbers.format(n));
  };

  /**
   * An element with texts and elements in it: no text is ever read as HTML.
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // --- The state of the page -----------------------------------------------------------

  const FACETS = /** @type {const} */ (["tag", "source", "place", "status", "language"]);

  /** @returns {SearchState} */
  const readState = () => {
    const address = new URLSearchParams(location.search);
    const [words, from, to, order] = ["q", "from", "to", "sort"].map((key) => address.get(key) ?? "");
    return {
      words, from, to, order,
      chosen: new Map(FACETS.map((facet) => [facet, new Set(address.getAll(facet))])),
      first: daysOf(from)?.[0] ?? -Infinity,
      last: daysOf(to)?.[1] ?? Infinity,
    };
  };

  /** @param {SearchState} state */
  const addressOf = (state) => {
    const address = new URLSearchParams();
    if (state.words.trim()) address.set("q", state.words.trim());
    for (const facet of FACETS) {
      for (const value of state.chosen.get(facet) ?? []) address.append(facet, value);
    }
    if (state.from) address.set("from", state.from);
    if (state.to) address.set("to", state.to);
    if (state.order) address.set("sort", state.order);
    const query = address.toString();
    return query ? `?${query}` : location.pathname;
  };

  /**
   * The first and the last day of a year or a month; null if it is neither.
   * @param {string} text
   * @returns {[number, number] | null}
   */
  const daysOf = (text) => {
    const found = /^(-?\d{4})(?:-(\d{2}))?$/.exec(searchWords.unify(text.trim()));
    if (!found || Number(found[2] ?? 1) < 1 || Number(found[2] ?? 1) > 12) return null;
    const year = Number(found[1]);
    const { dayNumber } = searchQuery;
    const first = dayNumber(year, Number(found[2] ?? 1), 1);
    return [first, dayNumber(year, Number(found[2] ?? 12) + 1, 1) - 1];
  };

  // --- What is known of the events -----------------------------------------------------

  const pieces = new SearchPieces(new URL(form.dataset.folder ?? "", root));
  const layout = {
    bits: Number(form.dataset.bits),
    words: Number(form.dataset.words),
    postings: Number(form.dataset.postings),
    records: Number(form.dataset.records),
  };
  const index = new searchIndex.Index(pieces, layout);

  const readJson = (/** @type {Uint8Array} */ data) => JSON.parse(searchText.decode(data));

  /** @param {number} day */
  const yearOf = (day) => new Date((day - 719_162) * 86_400_000).getUTCFullYear();

  /**
   * @param {Uint8Array} data
   * @returns {SearchEvents}
   */
  const readEvents = (data) => {
    const table = /** @type {SearchTable} */ (readJson(data));
    const numbers = table.first.map((_, row) =>
      table.digits.reduce((sum, each) => 64 * sum + each.charCodeAt(row) - 35, 0),
    );
    let day = 0;
    const starts = table.first.map((days) => (day += days));
    const facet = (/** @type {(number | number[])[]} */ column, /** @type {string[][]} */ rows) => {
      /** @type {number[]} */
      const values = [];
      const ends = column.map((each) => {
        if (Array.isArray(each)) values.push(...each);
        else if (rows[each][0]) values.push(each);
        return values.length;
      });
      return { ids: rows.map(([id]) => id), names: rows.map((row) => row.slice(1)), values, ends };
    };
    const alone = (/** @type {string[]} */ ids) => ids.map((id) => [id]);
    return {
      table,
      numbers,
      starts,
      ends: starts.map((start, row) => start + table.length[row]),
      years: starts.map(yearOf),
      facets: {
        tag: facet(table.tagged, table.tags),
        source: facet(table.sourced, table.sources),
        place: facet(table.place, alone(table.places)),
        status: facet(table.status, alone(table.statuses)),
        language: facet(table.language, alone(table.languages)),
      },
    };
  };

  const RECORD = (
    "number path title lang dir foreign date edtf datetime original marks summary draft place hijri " +
    "picture"
  ).split(" ");

  /**
   * @param {SearchEvents} events
   * @param {number} row
   * @returns {Promise<SearchRecord>}
   */
  const getRecord = async ({ numbers }, row) => {
    const number = numbers[row];
    const piece = Math.min(
      Math.floor((number * layout.records) / 2 ** layout.bits),
      layout.records - 1,
    );
    const records = await pieces.fetch(`${language}/records-${piece.toString(16)}.bin`, readJson);
    const found = records.find((/** @type {any[]} */ each) => each[0] === number);
    if (!found) throw new SearchPieceError(String(number));
    return /** @type {any} */ (Object.fromEntries(RECORD.map((name, at) => [name, found[at]])));
  };

  /**
   * What a value of a facet is called, and in which language.
   * @param {SearchEvents} events
   * @param {string} facet
   * @param {string} value
   */
  const nameOf = (events, facet, value) => {
    const { ids, names } = events.facets[facet];
    const [known, lang, dir] = names[ids.indexOf(value)] ?? [];
    if (known) return make("bdi", { lang, dir }, known);
    const string = findString(`${facet}-${value}`);
    const name = make("bdi", {}, string?.textContent ?? value);
    for (const attribute of ["lang", "dir"]) {
      const given = string?.getAttribute(attribute);
      if (given) name.setAttribute(attribute, given);
    }
    return name;
  };

  // --- Filters -------------------------------------------------------------------------

  const FILTERS = [...FACETS, "period"];

  /**
   * The filters that each event does not pass, a bit for each.
   * @param {SearchEvents} events
   * @param {SearchState} state
   */
  const findFailed = ({ starts, ends, facets }, { chosen, first, last }) => {
    const failed = new Uint8Array(starts.length);
    FACETS.forEach((name, bit) => {
      const wanted = chosen.get(name);
      if (!wanted?.size) return;
      const { ids, values, ends } = facets[name];
      const isWanted = ids.map((id) => wanted.has(id));
      let at = 0;
      ends.forEach((end, row) => {
        let passes = false;
        for (; at < end; at += 1) passes ||= isWanted[values[at]];
        if (!passes) failed[row] |= 1 << bit;
      });
    });
    starts.forEach((start, row) => {
      if (ends[row] < first || start > last) failed[row] |= 1 << FACETS.length;
    });
    return failed;
  };

  /**
   * The events that pass all filters, or all but one.
   * @param {SearchRows} found
   * @param {string} [except]
   */
  const pass = ({ rows, failed }, except) => {
    const mask = except ? ~(1 << FILTERS.indexOf(except)) : ~0;
    return rows.filter((row) => !(failed[row] & mask));
  };

  /**
   * How many of the found events have each value of a facet, with the values that are chosen.
   * @param {SearchEvents} events
   * @param {SearchState} state
   * @param {SearchRows} found
   * @param {string} facet
   */
  const countValues = (events, state, found, facet) => {
    const { ids, values, ends } = events.facets[facet];
    const counts = new Uint32Array(ids.length);
    for (const row of pass(found, facet)) {
      for (let at = ends[row - 1] ?? 0; at < ends[row]; at += 1) counts[values[at]] += 1;
    }
    const chosen = new Map([...(state.chosen.get(facet) ?? [])].map((value) => [value, 0]));
    ids.forEach((id, index) => {
      if (counts[index]) chosen.set(id, counts[index]);
    });
    return chosen;
  };

  /** @type {Set<string>} */
  const unfolded = new Set();

  /**
   * @param {SearchEvents} events
   * @param {SearchState} state
   * @param {SearchRows} found
   * @param {string} facet
   */
  const makeFacet = (events, state, found, facet) => {
    const chosen = state.chosen.get(facet) ?? new Set();
    const counts = [...countValues(events, state, found, facet)];
    // A facet with one value filters nothing.
    if (counts.length < 2 && !chosen.size) return null;
    counts.sort(
      ([a, n], [b, m]) => Number(chosen.has(b)) - Number(chosen.has(a)) || m - n || (a < b ? -1 : 1),
    );
    const shown = unfolded.has(facet) ? counts : counts.slice(0, Math.max(FEW, chosen.size));
    const choices = shown.map(([value, n]) => {
      const id = `search-${facet}-${value}`;
      const input = make("input", { type: "checkbox", name: facet, value, id });
      input.checked = chosen.has(value);
      input.addEventListener("change", () => {
        if (input.checked) chosen.add(value);
        else chosen.delete(value);
        go(state);
      });
      const label = make(
        "label", {}, input, nameOf(events, facet, value),
        make("span", { class: "count" }, numbers.format(n)),
      );
      return make("li", {}, label);
    });
    const fieldset = make(
      "fieldset", { class: "facet", "data-facet": facet },
      make("legend", {}, say(facet)), make("ul", {}, ...choices),
    );
    if (counts.length > FEW) {
      const isOpen = unfolded.has(facet);
      const button = make(
        "button", { type: "button", class: "facet-more", "aria-expanded": String(isOpen) },
        say(isOpen ? "few" : "all"),
      );
      button.addEventListener("click", () => {
        if (!unfolded.delete(facet)) unfolded.add(facet);
        const fresh = makeFacet(events, state, found, facet);
        if (fresh) fieldset.replaceWith(fresh);
        const next = fresh?.querySelector(".facet-more");
        if (next instanceof HTMLElement) next.focus();
      });
      fieldset.append(button);
    }
    return fieldset;
  };

  /** @param {number} year */
  const writeYear = (year) =>
    year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");

  /**
   * The period: a chart of the years to drag over, and two fields that say the same.
   * @param {SearchEvents} events
   * @param {SearchState} state
   * @param {SearchRows} found
   */
  const makePeriod = (events, state, found) => {
    const { years } = events;
    if (!years.length) return null;
    const first = years.reduce((a, b) => Math.min(a, b));
    const last = years.reduce((a, b) => Math.max(a, b));
    const step = last - first < MANY_YEARS ? 1 : Math.ceil((last - first + 1) / MANY_YEARS / 10) * 10;
    const start = Math.floor(first / step) * step;
    /** @type {number[]} */
    const bars = new Array(Math.floor((last - start) / step) + 1).fill(0);
    for (const row of pass(found, "period")) bars[Math.floor((years[row] - start) / step)] += 1;
    const fields = /** @type {const} */ (["from", "to"]).map((side) => {
      const input = make("input", {
        type: "text", inputmode: "numeric", name: side, id: `search-${side}`, dir: "ltr",
        value: state[side], placeholder: writeYear(side === "from" ? first : last), maxlength: "8",
        "aria-describedby": "search-period-hint",
      });
      input.addEventListener("change", () => {
        const value = searchWords.unify(input.value.trim());
        const isValid = !value || daysOf(value) !== null;
        input.setAttribute("aria-invalid", String(!isValid));
        if (isValid) go({ ...state, [side]: value });
      });
      return make("p", {}, make("label", { for: `search-${side}` }, say(side)), input);
    });
    const fieldset = make(
      "fieldset", { class: "facet", "data-facet": "period" },
      make("legend", {}, say("period")),
    );
    // Isolated, because the lines of the page may run from right to left.
    const hint = say("period-hint")
      .replace("{year}", writeYear(last))
      .replace("{month}", `\u2066${writeYear(last)}-05\u2069`);
    if (bars.length > 1) fieldset.append(makeChart(state, bars, start, step));
    fieldset.append(
      make("div", { class: "period-fields" }, ...fields),
      make("p", { class: "period-hint", id: "search-period-hint" }, hint),
    );
    return fieldset;
  };

  /**
   * @param {SearchState} state
   * @param {number[]} bars
   * @param {number} start
   * @param {number} step
   */
  const makeChart = (state, bars, start, step) => {
    const most = Math.max(...bars, 1);
    // The fields say the same.
    const chart = make("div", { class: "period-chart", "aria-hidden": "true" });
    chart.classList.toggle("has-period", state.first > -Infinity || state.last < Infinity);
    const columns = bars.map((n, at) => {
      const year = start + at * step;
      const days = [searchQuery.dayNumber(year, 1, 1), searchQuery.dayNumber(year + step, 1, 1) - 1];
      const isIn = days[1] >= state.first && days[0] <= state.last;
      const label = step === 1 ? writeYear(year) : `${writeYear(year)}–${writeYear(year + step - 1)}`;
      const bar = make("span", { class: "period-bar" });
      const column = make(
        "span", { class: isIn ? "period-column is-chosen" : "period-column", title: `${label}: ${numbers.format(n)}` },
        bar,
      );
      bar.style.blockSize = n ? `${Math.max(6, (100 * n) / most)}%` : "0";
      return column;
    });
    chart.append(...columns);
    const find = (/** @type {PointerEvent} */ event) => {
      const area = chart.getBoundingClientRect();
      const isMirrored = getComputedStyle(chart).direction === "rtl";
      const share = (isMirrored ? area.right - event.clientX : event.clientX - area.left) / area.width;
      return Math.min(bars.length - 1, Math.max(0, Math.floor(share * bars.length)));
    };
    let anchor = -1;
    const mark = (/** @type {number} */ end) =>
      columns.forEach((column, at) => {
        const isIn = at >= Math.min(anchor, end) && at <= Math.max(anchor, end);
        column.classList.toggle("is-chosen", isIn);
      });
    chart.addEventListener("pointerdown", (event) => {
      anchor = find(event);
      chart.setPointerCapture(event.pointerId);
      chart.classList.add("has-period");
      mark(anchor);
    });
    chart.addEventListener("pointermove", (event) => anchor >= 0 && mark(find(event)));
    chart.addEventListener("pointerup", (event) => {
      if (anchor < 0) return;
      const end = find(event);
      const [low, high] = [Math.min(anchor, end), Math.max(anchor, end)];
      anchor = -1;
      go({
        ...state, from: writeYear(start + low * step), to: writeYear(start + (high + 1) * step - 1),
      });
    });
    chart.addEventListener("pointercancel", () => (anchor = -1));
    return chart;
  };

  /**
   * @param {SearchEvents} events
   * @param {SearchState} state
   * @param {SearchRows} found
   */
  const showFilters = (events, state, found) => {
    const facets = [
      makePeriod(events, state, found),
      ...FACETS.map((facet) => makeFacet(events, state, found, facet)),
    ];
    const place = byId("search-facets");
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    place.replaceChildren(...facets.filter((facet) => facet !== null));
    if (focused) (byId(focused.id) ?? box).focus();
    const chips = [];
    for (const facet of FACETS) {
      for (const value of state.chosen.get(facet) ?? []) {
        chips.push(makeChip(nameOf(events, facet, value), () => state.chosen.get(facet)?.delete(value), state));
      }
    }
    if (state.from || state.to) {
      const label = make("bdi", { dir: "ltr" }, `${state.from || "…"} – ${state.to || "…"}`);
      chips.push(makeChip(label, () => Object.assign(state, { from: "", to: "" }), state));
    }
    const chosen = byId("search-chosen");
    chosen.hidden = !chips.length;
    chosen.replaceChildren(...chips);
  };

  /**
   * @param {HTMLElement} label
   * @param {() => void} remove
   * @param {SearchState} state
   */
  const makeChip = (label, remove, state) => {
    const name = say("remove").replace("{name}", label.textContent ?? "");
    const button = make("button", { type: "button", "aria-label": name, title: name }, label);
    button.addEventListener("click", () => {
      remove();
      box.focus();
      go(state);
    });
    return make("li", {}, button);
  };

  // --- Results -------------------------------------------------------------------------

  /** @param {string} text */
  const findWords = (text) => text.matchAll(/[\p{L}\p{N}\p{M}\u0640]+/gu);

  /**
   * Marks the found words in the texts of an element; returns how many different ones there are.
   * @param {Element} element
   * @param {Set<string>} forms
   */
  const highlight = (element, forms) => {
    const found = new Set();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) {
      const parts = [];
      let end = 0;
      for (const word of findWords(text.data)) {
        const form = searchWords.fold(word[0]);
        if (!forms.has(form)) continue;
        found.add(form);
        parts.push(text.data.slice(end, word.index), make("mark", {}, word[0]));
        end = word.index + word[0].length;
      }
      if (parts.length) text.replaceWith(...parts, text.data.slice(end));
    }
    return found.size;
  };

  /**
   * The picture of an event, as partials/picture.html shows it.
   * @param {SearchRecord} record
   * @param {Record<string, string>} language
   */
  const makePicture = ({ picture: [path, width, height, sizes, alt, focus] }, language) => {
    if (!path) return [];
    const addressOf = (/** @type {string} */ file) => new URL(file, root).href;
    const image = make("img", { src: addressOf(path), alt: alt ?? "", class: focus ?? "", loading: "lazy" });
    if (width && height) [image.width, image.height] = [width, height];
    if (sizes?.length) {
      image.sizes = "10rem";
      image.srcset = sizes.map(([file, size]) => `${addressOf(file)} ${size}w`).join(", ");
    }
    return [make("div", { class: "event-picture", ...language }, image)];
  };

  /**
   * @param {SearchEvents} events
   * @param {number} row
   * @param {SearchRecord} record
   */
  const makeResult = ({ table }, row, record) => {
    const status = table.statuses[table.status[row]];
    /** @type {Record<string, string>} */
    const text = record.lang ? { lang: record.lang, dir: record.dir } : {};
    const date = make(
      "p", { class: "date" },
      make("span", {
        class: ["mark", ...record.marks.map((mark, at) => (at ? mark : `mark-${mark}`)), `status-${status}`].join(" "),
      }),
      record.datetime
        ? make("time", { datetime: record.datetime }, record.date)
        : make("span", { class: "time" }, record.date),
    );
    for (const name of /** @type {const} */ (["original", "hijri"])) {
      if (record[name]) date.append(" ", make("span", { class: name }, record[name]));
    }
    const place = table.places[table.place[row]];
    if (place) {
      const [lang, dir] = record.place;
      date.append(" ", make("span", { class: "place" }, make("bdi", { lang, dir }, place)));
    }
    if (status !== "occurred") {
      date.append(" ", make("span", { class: `status status-${status}` }, say(`status-${status}`)));
    }
    if (record.foreign) {
      const only = say("foreign").replace("{language}", record.foreign);
      date.append(" ", make("span", { class: "status foreign" }, only));
    }
    if (record.draft) date.append(" ", make("span", { class: "status draft" }, say("draft")));
    const link = make("a", { href: new URL(record.path, root).href, ...text }, record.title);
    const summary = make("span", text, record.summary);
    const meta = make("div", { class: "meta" });
    const linkTo = (/** @type {string[]} */ [, name, lang, dir, path]) =>
      make("a", { href: new URL(path, root).href, lang, dir }, name);
    const sources = table.sourced[row].map((source) => table.sources[source]);
    if (sources.length) {
      const line = make("p", { class: "sources" }, `${count("sources", sources.length)} `);
      for (const source of sources) {
        line.append(make("span", {}, linkTo(source)), " ");
      }
      meta.append(line);
    } else {
      meta.append(make("p", { class: "no-source" }, say("no-source")));
    }
    const tags = table.tagged[row].map((tag) => make("li", {}, linkTo(table.tags[tag])));
    if (tags.length) {
      meta.append(make("ul", { class: "tags", "aria-label": say("tag") }, ...tags));
    }
    const article = make(
      "article", { class: "event" },
      ...makePicture(record, text),
      date,
      make("h3", {}, link),
      make("p", { class: "summary" }, summary),
      meta,
    );
    return { item: make("li", {}, article), link, summary };
  };

  /**
   * The blocks of the text of an article, and what is around it on its page.
   * @param {SearchRecord} record
   */
  const fetchBlocks = async (record) => {
    const response = await fetch(new URL(record.path, root));
    if (!response.ok) throw new SearchPieceError(record.path);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const read = (/** @type {string} */ selector) =>
      [...page.querySelectorAll(selector)].map((block) =>
        (block.textContent ?? "").replace(/\s+/g, " ").trim(),
      );
    return {
      body: read(".prose :is(p, li, h2, h3, h4, h5, h6, td, th, dt, dd, pre)"),
      around: read(".story h1, .citation, .story .tags li, .story-tags li"),
    };
  };

  /**
   * @param {SearchRecord} record
   * @param {string[]} blocks
   * @param {SearchItem[]} phrases
   */
  const hasPhrases = (record, blocks, phrases) => {
    const texts = [record.title, record.summary, ...blocks];
    return phrases.every(
      ({ words, isExcluded }) =>
        texts.some((text) => searchQuery.hasPhrase(text, words)) !== isExcluded,
    );
  };

  /**
   * Replaces a summary that has none of the words by a passage of the article that has some.
   * @param {HTMLElement} summary
   * @param {string[]} blocks
   * @param {Set<string>} forms
   */
  const showPassage = (summary, blocks, forms) => {
    let best = { text: "", found: 0, at: 0 };
    for (const block of blocks) {
      const found = new Set();
      let at = -1;
      for (const word of findWords(block)) {
        const form = searchWords.fold(word[0]);
        if (!forms.has(form)) continue;
        found.add(form);
        if (at < 0) at = word.index;
      }
      if (found.size > best.found) best = { text: block, found: found.size, at };
    }
    if (!best.found) return;
    const from = Math.max(0, best.text.lastIndexOf(" ", Math.max(0, best.at - 80)));
    const cut = best.text.indexOf(" ", from + 260);
    const to = cut < 0 ? best.text.length : cut;
    const passage = best.text.slice(from, to).trim();
    summary.textContent = `${from ? "… " : ""}${passage}${to < best.text.length ? " …" : ""}`;
    highlight(summary, forms);
  };

  /**
   * Resolves as soon as an element is in the window.
   * @param {Element} element
   * @returns {Promise<void>}
   */
  const isSeen = (element) =>
    new Promise((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(element);
    });

  /** What is being shown; a newer search ends an older one. */
  let turn = 0;

  /**
   * Shows the next results.
   * @param {SearchEvents} events
   * @param {number[]} rows
   * @param {number} start
   * @param {Set<string>} forms
   * @param {SearchItem[]} phrases
   * @param {number} current
   */
  const showResults = async (events, rows, start, forms, phrases, current) => {
    const end = Math.min(start + PAGE, rows.length);
    const records = await Promise.all(rows.slice(start, end).map((row) => getRecord(events, row)));
    if (current !== turn) return;
    const results = records.map((record, at) => {
      const result = makeResult(events, rows[start + at], record);
      const marked = highlight(result.link, forms) + highlight(result.summary, forms);
      return { ...result, record, marked };
    });
    // Results that replace others may come when one of those has the focus.
    const hadFocus = !start && list.contains(document.activeElement);
    if (!start) list.replaceChildren();
    for (const { item, record, summary, marked } of results) {
      item.hidden = phrases.length > 0;
      list.append(item);
      if (!phrases.length && (marked || !forms.size)) continue;
      // Passages are fetched when they can be seen, but whether there is a phrase decides what is.
      (phrases.length ? Promise.resolve() : isSeen(item))
        .then(() => fetchBlocks(record))
        .then(({ body, around }) => {
          if (!hasPhrases(record, [...around, ...body], phrases)) item.remove();
          item.hidden = false;
          if (!marked || phrases.length) showPassage(summary, body, forms);
        })
        // Without its page, a result shows its summary.
        .catch(() => (item.hidden = false))
        .finally(() => {
          if (current === turn && !list.children.length) report("no-phrase");
        });
    }
    if (hadFocus) list.querySelector("a")?.focus();
    byId("search-timeline").hidden = !rows.length;
    more.hidden = end >= rows.length;
    more.onclick = async () => {
      const before = list.children.length;
      await guard(() => showResults(events, rows, end, forms, phrases, current));
      const next = list.children[before]?.querySelector("a");
      if (next) next.focus();
    };
  };

  const status = byId("search-status");
  /** @param {string} key */
  const report = (key) => {
    status.textContent = say(key);
  };

  /**
   * @param {SearchEvents} events
   * @param {SearchState} state
   * @param {SearchRows} found
   * @param {SearchItem[]} items
   */
  const showNothing = async (events, state, found, items) => {
    const empty = byId("search-empty");
    const parts = [];
    const word = items.flatMap((item) => (item.isExcluded ? [] : item.words)).at(-1);
    if (!found.rows.length && word) {
      const near = await index.findNear(word);
      if (near.length) {
        const links = near.map((each) => {
          const words = state.words.includes(word) ? state.words.replace(word, each) : each;
          const href = addressOf({ ...state, words });
          return make("li", {}, make("a", { href }, make("bdi", {}, each)));
        });
        parts.push(make("p", {}, say("near")), make("ul", { class: "counted" }, ...links));
      }
    }
    if (found.rows.length) {
      const fewer = [];
      for (const facet of FILTERS) {
        const rest = pass(found, facet).length;
        if (!rest) continue;
        const wider =
          facet === "period"
            ? { ...state, from: "", to: "" }
            : { ...state, chosen: new Map([...state.chosen, [facet, new Set()]]) };
        const link = make("a", { href: addressOf(wider) }, say("remove").replace("{name}", say(facet)));
        fewer.push(make("li", {}, link, " ", make("span", { class: "count" }, count("events", rest))));
      }
      if (fewer.length) parts.push(make("p", {}, say("fewer")), make("ul", {}, ...fewer));
    }
    if (state.words.trim()) {
      parts.push(make("p", {}, make("a", { href: addressOf({ ...state, words: "" }) }, say("all-events"))));
    }
    empty.replaceChildren(...parts);
    empty.hidden = !parts.length;
  };

  /**
   * Does something that needs the index; says so if a piece of it is missing or damaged.
   * @param {() => Promise<void>} work
   */
  const guard = async (work) => {
    const current = turn;
    try {
      await work();
    } catch (error) {
      if (current !== turn) return;
      const retry = make("button", { type: "button" }, say("retry"));
      retry.addEventListener("click", show);
      report("failed");
      const empty = byId("search-empty");
      empty.replaceChildren(retry);
      empty.hidden = false;
      if (!(error instanceof SearchPieceError)) throw error;
    }
  };

  let shownAddress = "";
  /** Shows what the address asks for. */
  const show = () => {
    shownAddress = location.search;
    document.dispatchEvent(new Event("view-change"));
    turn += 1;
    const current = turn;
    return guard(async () => {
      const state = readState();
      if (document.activeElement !== box) box.value = state.words;
      const slow = setTimeout(() => current === turn && report("loading"), 300);
      const query = searchQuery.parse(
        document.activeElement === box && box.value.trim() === state.words.trim()
          ? box.value
          : `${state.words} `,
      );
      try {
        const loading = pieces.fetch(`${language}/events.bin`, readEvents);
        const isQuery = query.items.some((item) => !item.isExcluded);
        const result = isQuery ? await index.search(query, loading) : null;
        const events = await loading;
        const { forms, rows, scores } = result ?? {
          forms: new Set(), rows: [...events.numbers.keys()], scores: [],
        };
        if (current !== turn) return;
        // Its records may be slow to come.
        clearTimeout(slow);
        const found = { rows, failed: findFailed(events, state) };
        const shown = pass(found);
        const isDated = /^(?:newest|oldest)$/.test(state.order);
        const by = isDated ? state.order : isQuery ? "relevance" : "newest";
        if (by === "newest") shown.reverse();
        if (by === "relevance") shown.sort((a, b) => scores[b] - scores[a]);
        sort.value = by;
        sort.options[0].disabled = !isQuery;
        const phrases = query.items.filter((item) => item.isPhrase);
        byId("search-empty").hidden = true;
        if (shown.length) {
          status.textContent = count(phrases.length ? "at-most" : "events", shown.length);
        } else {
          report("nothing");
          list.replaceChildren();
          await showNothing(events, state, found, query.items);
        }
        await showResults(events, shown, 0, forms, phrases, current);
        if (current !== turn) return;
        // With the results, so that the page is laid out once.
        showFilters(events, state, found);
        const downloads = byId("search-downloads");
        downloads.hidden = !shown.length;
        for (const button of downloads.querySelectorAll("button")) {
          button.onclick = () =>
            guard(() => download(events, shown, phrases, button.dataset.download ?? "json"));
        }
      } finally {
        clearTimeout(slow);
      }
    });
  };

  // --- Downloads -----------------------------------------------------------------------

  /**
   * @param {SearchEvents} events
   * @param {number[]} selected
   * @param {SearchItem[]} phrases
   * @param {string} format
   */
  const download = async (events, selected, phrases, format) => {
    const { table } = events;
    const rows = [];
    for (const row of selected) {
      const record = await getRecord(events, row);
      if (phrases.length) {
        const { body, around } = await fetchBlocks(record);
        if (!hasPhrases(record, [...around, ...body], phrases)) continue;
      }
      rows.push({
        date: record.edtf,
        title: record.title,
        summary: record.summary,
        status: table.statuses[table.status[row]],
        place: table.places[table.place[row]] ?? "",
        language: table.languages[table.language[row]],
        sources: table.sourced[row].map((source) => table.sources[source][1]),
        tags: table.tagged[row].map((tag) => table.tags[tag][1]),
        url: new URL(record.path, root).href,
      });
    }
    const text = format === "csv" ? writeCsv(rows) : `${JSON.stringify(rows, null, 2)}\n`;
    const type = format === "csv" ? "text/csv" : "application/json";
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = make("a", { href: address, download: `events.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  /** @param {Record<string, string | string[]>[]} rows */
  const writeCsv = (rows) => {
    const cell = (/** @type {string | string[]} */ value) => {
      const text = Array.isArray(value) ? value.join("; ") : value;
      // A spreadsheet would take such a text for a formula.
      const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const lines = [rows.length ? Object.keys(rows[0]) : [], ...rows.map((row) => Object.values(row))];
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  // --- Events --------------------------------------------------------------------------

  /**
   * Shows another state, under its address.
   * @param {SearchState} state
   */
  const go = (state) => {
    history.pushState(null, "", addressOf(state));
    return show();
  };

  /** @type {number | undefined} */
  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      history.replaceState(null, "", addressOf({ ...readState(), words: box.value }));
      show();
    }, 50);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const state = { ...readState(), words: box.value };
    if (addressOf(state) !== location.search) history.pushState(null, "", addressOf(state));
    show();
  });
  sort.addEventListener("change", () => go({ ...readState(), order: sort.value }));
  addEventListener("popstate", () => {
    // A link within the page asks for nothing else, and must not replace what is being typed.
    if (location.search === shownAddress) return;
    box.value = readState().words;
    show();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("#search-empty a") : null;
    if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      history.pushState(null, "", link.href);
      box.value = readState().words;
      show();
    }
  });

  const wide = matchMedia("(min-width: 60rem)");
  const fitFilters = () => (filters.open = wide.matches);
  wide.addEventListener("change", fitFilters);
  fitFilters();
  byId("search-plain").hidden = true;
  form.hidden = false;
  if (!location.search && parent === window) box.focus({ preventScroll: true });
  show();
})();
