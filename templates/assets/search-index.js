// @ts-check
// Finds events in the pieces of the index: the rules of generator/search/matching.py and ranking.py.
"use strict";

/**
 * @typedef {{word: string, stem: string, frequency: number}} SearchRow
 * @typedef {{row: SearchRow, fit: number}} SearchForm
 * @typedef {{worth: number, places: number}} SearchFound
 * @typedef {{bits: number, words: number, postings: number, records: number}} SearchLayout
 * @typedef {{event: number, score: number}} SearchHit
 */

/** A piece of the index that is missing, or not what was published. */
class SearchPieceError extends Error {}

/** Fetches pieces of the index, each once. */
class SearchPieces {
  /** @param {URL} folder The folder of the index. */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.pieces = new Map();
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  fetch(name) {
    let piece = this.pieces.get(name);
    if (!piece) {
      piece = this.load(name);
      // What failed is tried again next time.
      piece.catch(() => this.pieces.delete(name));
      this.pieces.set(name, piece);
    }
    return piece;
  }

  /** @param {string} name */
  async load(name) {
    try {
      const response = await fetch(new URL(name, this.folder));
      if (!response.ok || !response.body) throw new SearchPieceError(name);
      const plain = response.body.pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(plain).arrayBuffer());
    } catch {
      throw new SearchPieceError(name);
    }
  }

  /** @param {string} name */
  async fetchText(name) {
    return new TextDecoder().decode(await this.fetch(name));
  }
}

const searchIndex = (() => {
  const rules = searchRules;
  const words = searchWords;
  const endings = new Set(rules.endings);

  // --- Matching ------------------------------------------------------------------------

  /**
   * @param {SearchRow} row
   * @param {string} word
   * @param {string} folded
   * @param {string} light
   * @param {Set<string>} stems
   */
  const fitOf = (row, word, folded, light, stems) => {
    if (row.word === word) return rules.exact;
    if (words.fold(row.word) === folded) return rules.folded;
    if (light) {
      if (row.stem === light) return rules.stem;
      const isJoined = words.isJoined(row.stem, light) || words.isJoined(light, row.stem);
      if (isJoined) return rules.joined;
      const consonants = words.findConsonants(light);
      const isSame =
        consonants.length >= rules.shortest && consonants === words.findConsonants(row.stem);
      return isSame ? rules.consonants : 0;
    }
    if (stems.size) return stems.has(row.stem) ? rules.stem : 0;
    if (row.stem === folded) return rules.stem;
    const isEnding =
      row.stem.length >= rules.shortestStem &&
      folded.startsWith(row.stem) &&
      endings.has(folded.slice(row.stem.length));
    return isEnding ? rules.ending : 0;
  };

  /**
   * Whether two words differ by one letter, or by two that are exchanged.
   * @param {string} one
   * @param {string} other
   */
  const isOneError = (one, other) => {
    if (one === other || Math.abs(one.length - other.length) > 1) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    const a = one.slice(start);
    const b = other.slice(start);
    return (
      a.slice(1) === b.slice(1) ||
      a === b.slice(1) ||
      a.slice(1) === b ||
      (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  };

  /**
   * @param {SearchForm} a
   * @param {SearchForm} b
   */
  const compareRows = (a, b) =>
    a.row.word < b.row.word ? -1 : a.row.word > b.row.word ? 1 : a.row.stem < b.row.stem ? -1 : 1;

  /**
   * The forms that a word of a query stands for, the best first.
   * @param {string} word
   * @param {SearchRow[]} rows
   * @param {boolean} isOpen
   * @returns {SearchForm[]}
   */
  const matchWord = (word, rows, isOpen) => {
    const folded = words.fold(word);
    const arabic = words.isArabic(word);
    const light = arabic ? words.stemLightly(folded) : "";
    const bare = (/** @type {string} */ form) => (arabic ? words.stripArticle(form) : form);
    const beginning = bare(folded);
    const isSame = (/** @type {SearchRow} */ row) =>
      row.word === word || words.fold(row.word) === folded;
    const stems = new Set(rows.filter(isSame).map((row) => row.stem));
    /** @type {SearchForm[]} */
    let forms = [];
    for (const row of rows) {
      let fit = fitOf(row, word, folded, light, stems);
      if (!fit && isOpen && beginning.length > 1) {
        const form = bare(words.fold(row.word));
        if (form.startsWith(beginning)) {
          fit = rules.prefix * (0.5 + (0.5 * beginning.length) / form.length);
        }
      }
      if (fit) forms.push({ row, fit });
    }
    if (forms.some((form) => form.fit >= rules.joined)) {
      forms = forms.filter((form) => form.fit !== rules.consonants);
    }
    if (!forms.length && beginning.length >= rules.shortestTypo) {
      for (const row of rows) {
        const isNear =
          isOneError(beginning, bare(words.fold(row.word))) ||
          (arabic && light.length > rules.shortestTypo && isOneError(light, row.stem));
        if (isNear) forms.push({ row, fit: rules.typo });
      }
    }
    const longer = forms.filter((form) => form.fit <= rules.prefix);
    longer.sort(
      (a, b) => b.row.frequency - a.row.frequency || b.fit - a.fit || compareRows(a, b),
    );
    forms = [
      ...forms.filter((form) => form.fit > rules.prefix),
      ...longer.slice(0, rules.mostLonger),
    ];
    forms.sort((a, b) => b.fit - a.fit || b.row.frequency - a.row.frequency || compareRows(a, b));
    return forms.slice(0, rules.mostForms);
  };

  // --- Ranking -------------------------------------------------------------------------

  /**
   * @param {Map<number, SearchFound>} found
   * @param {Map<number, number>} postings
   * @param {number} fit
   */
  const addForm = (found, postings, fit) => {
    for (const [event, posting] of postings) {
      const worth =
        fit *
        (((posting & rules.relevance) >> 8) / rules.mostRelevant +
          (posting & rules.inTitle ? rules.titleWorth : 0) +
          (posting & rules.inNames ? rules.namesWorth : 0));
      const known = found.get(event);
      if (known) {
        known.worth += rules.furtherWorth * worth;
        known.places |= posting;
      } else {
        found.set(event, { worth, places: posting });
      }
    }
  };

  /**
   * The events that have all words of an item in one paragraph, title or names.
   * @param {Map<number, SearchFound>[]} each
   */
  const findTogether = (each) => {
    if (each.length === 1) return each[0];
    /** @type {Map<number, SearchFound>} */
    const together = new Map();
    for (const [event, one] of each[0]) {
      let worth = 0;
      let places = one.places & ~rules.relevance;
      for (const found of each) {
        const other = found.get(event);
        places &= other ? other.places : 0;
        worth += other ? other.worth : 0;
      }
      if (places) together.set(event, { worth: worth / each.length, places });
    }
    return together;
  };

  /**
   * @param {Map<number, SearchFound>} mentioned
   * @param {Iterable<[number, [number, number]]>} days
   * @param {number} first
   * @param {number} last
   */
  const addDate = (mentioned, days, first, last) => {
    /** @type {Map<number, SearchFound>} */
    const found = new Map();
    for (const [event, one] of mentioned) {
      found.set(event, { worth: one.worth * rules.mentionedWorth, places: one.places });
    }
    for (const [event, [start, end]] of days) {
      if (start <= last && first <= end) {
        const share = (Math.min(end, last) - Math.max(start, first) + 1) / (end - start + 1);
        const known = found.get(event) ?? { worth: 0, places: 0 };
        found.set(event, { worth: known.worth + share, places: known.places });
      }
    }
    return found;
  };

  /**
   * The events that have some items of a query, the best first.
   * @param {SearchItem[]} items
   * @param {Map<number, SearchFound>[]} found
   * @param {number} events
   * @param {(event: number) => number} order The place of an event among those of equal worth.
   * @returns {SearchHit[]}
   */
  const rankFound = (items, found, events, order) => {
    const rarities = found.map((each) =>
      Math.max(Math.log(1 + (events - each.size + 0.5) / (each.size + 0.5)), rules.leastRarity),
    );
    const wanted = items.map((_, index) => index).filter((index) => !items[index].isExcluded);
    const total = wanted.reduce((sum, index) => sum + rarities[index], 0);
    /** @type {Map<number, {score: number, covered: number, count: number}>} */
    const scores = new Map();
    for (const index of wanted) {
      for (const [event, one] of found[index]) {
        const known = scores.get(event) ?? { score: 0, covered: 0, count: 0 };
        known.score += rarities[index] * one.worth;
        known.covered += rarities[index];
        known.count += 1;
        scores.set(event, known);
      }
    }
    for (let at = 1; at < wanted.length; at += 1) {
      const [left, right] = [wanted[at - 1], wanted[at]];
      const weight = (rules.nearnessWorth * (rarities[left] + rarities[right])) / 2;
      for (const [event, here] of found[left]) {
        const there = found[right].get(event);
        const known = scores.get(event);
        if (there && known && here.places & there.places & (rules.paragraphs | rules.inTitle)) {
          known.score += weight;
        }
      }
    }
    const excluded = found.filter((_, index) => items[index].isExcluded && !items[index].isPhrase);
    const required = found.filter((_, index) => items[index].isPhrase && !items[index].isExcluded);
    const kept = [...scores].filter(
      ([event]) =>
        !excluded.some((each) => each.has(event)) && required.every((each) => each.has(event)),
    );
    const most = kept.reduce((best, [, { count }]) => Math.max(best, count), 0);
    const hits = kept
      .filter(([, { count }]) => count >= rules.leastShare * most)
      .map(([event, { score, covered }]) => ({
        event,
        score: score * (rules.leastCoverage + ((1 - rules.leastCoverage) * covered) / total),
      }));
    return hits.sort((a, b) => b.score - a.score || order(a.event) - order(b.event));
  };

  // --- The index of a site -------------------------------------------------------------

  /** @param {string} text */
  const readRows = (text) =>
    text.split("\n").filter(Boolean).map((line) => {
      const [word, stem] = line.slice(1).split(" ");
      return { word, stem: stem ?? word, frequency: line.charCodeAt(0) - 97 };
    });

  /**
   * @param {Uint8Array} data
   * @returns {Map<string, Map<number, number>>}
   */
  const readPostings = (data) => {
    const size = new DataView(data.buffer).getUint32(0, true);
    const header = new TextDecoder().decode(data.subarray(4, 4 + size));
    /** @type {Map<string, Map<number, number>>} */
    const terms = new Map();
    let at = 4 + size;
    for (const line of header.split("\n").filter(Boolean)) {
      const [term, digits] = line.split("\t");
      const count = Number(digits);
      /** @type {Map<number, number>} */
      const events = new Map();
      let event = 0;
      for (let index = at; index < at + count; index += 1) {
        event += data[index] | (data[index + count] << 8) | (data[index + 2 * count] << 16);
        events.set(event, data[index + 3 * count] | (data[index + 4 * count] << 8));
      }
      terms.set(term, events);
      at += 5 * count;
    }
    if (at !== data.length) throw new SearchPieceError("postings");
    return terms;
  };

  /** The words of the events of a site, in pieces. */
  class Index {
    /**
     * @param {SearchPieces} pieces
     * @param {SearchLayout} layout
     */
    constructor(pieces, layout) {
      this.pieces = pieces;
      this.layout = layout;
      /** @type {Map<number, Map<string, Map<number, number>>>} */
      this.postings = new Map();
    }

    /**
     * The forms that a word of a query is compared with.
     * @param {string} word
     */
    async findRows(word) {
      const routes = words.routes(word);
      const numbers = new Set(routes.map((each) => words.hash(each) & (this.layout.words - 1)));
      const texts = await Promise.all(
        [...numbers].map((number) => this.pieces.fetchText(`words-${number.toString(16)}.bin`)),
      );
      /** @type {Map<string, SearchRow>} */
      const rows = new Map();
      for (const row of texts.flatMap(readRows)) {
        if (words.routes(row.word).some((route) => routes.includes(route))) {
          rows.set(`${row.word} ${row.stem}`, row);
        }
      }
      return [...rows.values()];
    }

    /**
     * The events with a form.
     * @param {SearchRow} row
     */
    async findPostings(row) {
      const number = words.hash(words.groupOf(row.stem)) & (this.layout.postings - 1);
      let terms = this.postings.get(number);
      if (!terms) {
        terms = readPostings(await this.pieces.fetch(`postings-${number.toString(16)}.bin`));
        this.postings.set(number, terms);
      }
      return terms.get(row.stem === row.word ? row.word : `${row.word} ${row.stem}`) ?? new Map();
    }

    /**
     * The events that a query finds, the best first, and the forms of its words that it found.
     * @param {{items: SearchItem[], isOpen: boolean}} query
     * @param {Map<number, [number, number]>} days The first and last day of each event.
     * @param {(event: number) => number} order
     */
    async search(query, days, order) {
      /** @type {Set<string>} */
      const forms = new Set();
      const found = await Promise.all(
        query.items.map(async (item) => {
          const isOpen = query.isOpen && item === query.items.at(-1);
          const each = await Promise.all(
            item.words.map((word) => this.findWord(word, item, isOpen, forms)),
          );
          const together = findTogether(each);
          if (item.first === null || item.last === null) return together;
          return addDate(together, days, item.first, item.last);
        }),
      );
      return { hits: rankFound(query.items, found, days.size, order), forms };
    }

    /**
     * @param {string} word
     * @param {SearchItem} item
     * @param {boolean} isOpen
     * @param {Set<string>} forms Gets the folded forms.
     */
    async findWord(word, item, isOpen, forms) {
      const isExact = item.isExcluded || item.isPhrase;
      const matched = matchWord(word, await this.findRows(word), isOpen).filter(
        (form) => form.fit >= rules.joined || !isExact,
      );
      const postings = await Promise.all(matched.map((form) => this.findPostings(form.row)));
      /** @type {Map<number, SearchFound>} */
      const found = new Map();
      matched.forEach((form, index) => {
        addForm(found, postings[index], form.fit);
        if (!item.isExcluded) forms.add(words.fold(form.row.word));
      });
      return found;
    }

    /**
     * Words of the site that begin like one, the most frequent first.
     * @param {string} word
     */
    async findNear(word) {
      const beginning = words.stripArticle(words.fold(word));
      const shared = (/** @type {string} */ other) => {
        let length = 0;
        while (length < beginning.length && beginning[length] === other[length]) length += 1;
        return length;
      };
      return (await this.findRows(word))
        .map((row) => ({ row, length: shared(words.stripArticle(words.fold(row.word))) }))
        .filter(({ length }) => length >= 3)
        .sort((a, b) => b.length - a.length || b.row.frequency - a.row.frequency)
        .slice(0, 5)
        .map(({ row }) => row.word);
    }
  }

  return { Index, matchWord, readPostings };
})();
