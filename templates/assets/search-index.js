// @ts-check
// What a reader asks for, and the events in the pieces of the index that answer it: the rules of
// generator/search/query.py, matching.py and ranking.py. Types: tests/project/types/search.d.ts.
"use strict";

/** A piece of the index that is missing, or not what was published. */
class SearchPieceError extends Error {}

const searchText = new TextDecoder();

/** Fetches pieces of the index and reads them, each once. */
class SearchPieces {
  /** @param {URL} folder The folder of the index. */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<any>>} */
    this.pieces = new Map();
  }

  /**
   * @template T
   * @param {string} name
   * @param {(data: Uint8Array) => T} read Reads a piece of this kind.
   * @returns {Promise<T>}
   */
  fetch(name, read) {
    let piece = this.pieces.get(name);
    if (!piece) {
      piece = this.load(name).then(read).catch(() => {
        throw new SearchPieceError(name);
      });
      // What failed is tried again next time.
      piece.catch(() => this.pieces.delete(name));
      this.pieces.set(name, piece);
    }
    return piece;
  }

  /** @param {string} name */
  async load(name) {
    const response = await fetch(new URL(name, this.folder));
    if (!response.ok || !response.body) throw new SearchPieceError(name);
    const plain = response.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }
}

/** Queries as they are typed. */
const searchQuery = (() => {
  const rules = searchRules;
  const { fold, split, findCompounds } = searchWords;
  const part = new RegExp(
    `((?<!\\S)[-−–])?(?:[${rules.quotes}]([^${rules.quotes}]*)[${rules.quotes}]|([^\\s${rules.quotes}]+))`,
    "gu",
  );
  const months = new Map(
    rules.months.flatMap((names, at) => names.split(",").map((name) => [name, at + 1])),
  );
  const fillers = new Set(rules.fillers);
  const stopWords = new Set(rules.stopWords);
  const DAY = 86_400_000;

  /**
   * The number of days from 0001-01-01 to a day.
   * @param {number} year
   * @param {number} month
   * @param {number} day
   */
  const dayNumber = (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.round(date.getTime() / DAY) + 719_162;
  };

  /**
   * @param {number} year
   * @param {number} month
   */
  const daysInMonth = (year, month) => dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

  /**
   * The first and the last day of a date; null if there is no such date.
   * @param {string} year
   * @param {string | number | undefined} [month]
   * @param {string | number | undefined} [day]
   * @returns {[number, number] | null}
   */
  const findDays = (year, month, day) => {
    const first = Number(month ?? 1);
    const last = Number(month ?? 12);
    if (!Number(year) || first < 1 || first > 12) return null;
    const start = Number(day ?? 1);
    const end = Number(day ?? daysInMonth(Number(year), last));
    if (start < 1 || start > daysInMonth(Number(year), first)) return null;
    return [dayNumber(Number(year), first, start), dayNumber(Number(year), last, end)];
  };

  /**
   * The first and the last day of a date in digits; null if the word is none.
   * @param {string} word
   * @returns {[number, number] | null}
   */
  const readDigits = (word) => {
    const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(word);
    if (iso) return findDays(iso[1], iso[2], iso[3]);
    const years = /^(\d{4})[-\u2010-\u2015](\d{4})$/.exec(word);
    if (years) {
      const [first, last] = [findDays(years[1]), findDays(years[2])];
      return first && last && first[0] <= last[0] ? [first[0], last[1]] : null;
    }
    const dayFirst = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})$/.exec(word);
    if (!dayFirst) return null;
    const [, day, month, year] = dayFirst;
    if (day && Number(day) <= 12 && Number(day) !== Number(month)) return null;
    return findDays(year, month, day);
  };

  const isYear = (/** @type {string | undefined} */ word) => /^\d{4}$/.test(word ?? "");
  const dayOf = (/** @type {string | undefined} */ word) =>
    /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word ?? "")?.[1];

  /**
   * Reads a date at the beginning of some words: how many words it has, and its days.
   * @param {string[]} typed
   * @returns {[number, [number, number] | null]}
   */
  const readDate = (typed) => {
    const words = typed.map((each) => fold(each.replace(/^[،,.؛;:()؟?!]+|[،,.؛;:()؟?!]+$/gu, "")));
    const digits = readDigits(words[0].replaceAll(" ", "-"));
    if (digits) return [1, digits];
    let at = 0;
    while (at < words.length - 1 && fillers.has(words[at])) at += 1;
    if (at && isYear(words[at])) return [at + 1, findDays(words[at])];
    let day = at + 1 < words.length ? dayOf(words[at]) : undefined;
    if (day !== undefined) {
      at += 1;
      if (fillers.has(words[at]) && at + 1 < words.length) at += 1;
    }
    let month;
    for (const length of [2, 1]) {
      month = at + length <= words.length ? months.get(words.slice(at, at + length).join(" ")) : 0;
      if (month) {
        at += length;
        break;
      }
    }
    if (!month) return [0, null];
    if (day === undefined && at + 1 < words.length) {
      day = dayOf(words[at]);
      if (day !== undefined) at += 1;
    }
    while (at < words.length - 1 && fillers.has(words[at])) at += 1;
    return isYear(words[at]) ? [at + 1, findDays(words[at], month, day)] : [0, null];
  };

  /**
   * @param {string[]} words
   * @param {Partial<SearchItem>} [more]
   * @returns {SearchItem}
   */
  const makeItem = (words, more) => ({
    words, compound: "", isPhrase: false, isExcluded: false, first: null, last: null, ...more,
  });

  /** @param {string[]} typed */
  const readPlain = (typed) => {
    /** @type {SearchItem[]} */
    const items = [];
    for (let index = 0; index < typed.length; ) {
      const [length, days] = readDate(typed.slice(index, index + 6));
      if (days) {
        const words = typed
          .slice(index, index + length)
          .flatMap((each) => [...split(each)])
          .filter((each) => !fillers.has(fold(each)));
        items.push(makeItem(words, { first: days[0], last: days[1] }));
        index += length;
      } else {
        const compound = findCompounds(typed[index]).join("");
        for (const word of split(typed[index])) items.push(makeItem([word], { compound }));
        index += 1;
      }
    }
    return items;
  };

  /** @param {SearchItem} item */
  const isStopWord = (item) => {
    if (item.isPhrase || item.first !== null) return false;
    const word = fold(item.words[0]);
    return stopWords.has(word) || (rules.conjunctions.includes(word[0]) && stopWords.has(word.slice(1)));
  };

  /**
   * @param {string} text
   * @returns {SearchQuery}
   */
  const parse = (text) => {
    text = [...text].slice(0, rules.longest).join("");
    /** @type {SearchItem[]} */
    let items = [];
    /** @type {string[]} */
    let plain = [];
    for (const [, minus, phrase, word] of text.matchAll(part)) {
      const isPhrase = phrase !== undefined;
      const isExcluded = minus !== undefined;
      if (!isPhrase && !isExcluded) {
        plain.push(word);
        continue;
      }
      items.push(...readPlain(plain));
      plain = [];
      const words = split(isPhrase ? phrase : word);
      if (words.length) {
        items.push(makeItem([...words], { isPhrase: isPhrase || words.length > 1, isExcluded }));
      }
    }
    items.push(...readPlain(plain));
    if (items.some((item) => !isStopWord(item) && !item.isExcluded)) {
      items = items.filter((item) => !isStopWord(item));
    }
    let budget = rules.mostWords;
    const end = items.findIndex((item) => (budget -= item.words.length) < 0);
    const kept = end < 0 ? items : items.slice(0, end);
    const last = kept.at(-1);
    const isOpen = Boolean(plain.length && last && last.first === null && /[\p{L}\p{N}]$/u.test(text));
    return { items: kept, isOpen };
  };

  /**
   * Whether words occur next to each other in a text, in any spelling.
   * @param {string} text
   * @param {string[]} words
   */
  const hasPhrase = (text, words) => {
    const found = split(text).map(fold);
    const wanted = words.map(fold);
    return found.some((_, at) => wanted.every((word, index) => found[at + index] === word));
  };

  return { parse, hasPhrase, dayNumber };
})();

const searchIndex = (() => {
  const rules = searchRules;
  const words = searchWords;
  const endings = new Set(rules.endings);
  const noPlural = new RegExp(rules.noPlural, "u");

  // --- Matching ------------------------------------------------------------------------

  /**
   * A form in the vocabulary, with what it is compared by.
   * @param {string} term
   * @param {number} frequency
   * @returns {SearchRow}
   */
  const makeRow = (term, frequency) => {
    const [word, stem = word] = term.split(" ");
    return { term, word, stem, frequency, folded: words.fold(word), bare: words.strip(word) };
  };

  /**
   * A word of a query in the forms in which it is compared.
   * @param {string} word
   * @param {SearchRow[]} rows
   */
  const readWanted = (word, rows) => {
    const folded = words.fold(word);
    const isArabic = words.isArabic(word);
    const spellings = rows.filter((row) => row.folded === folded);
    return {
      word,
      folded,
      bare: words.strip(word),
      light: isArabic ? words.stemLightly(folded) : "",
      stems: new Set(spellings.map((row) => row.stem)),
      hasPlurals: isArabic && !noPlural.test([word, ...spellings.map((row) => row.word)].join(" ")),
    };
  };

  /**
   * @param {string} one
   * @param {string} other
   */
  const areAlike = (one, other) => {
    const loose = words.loosen(one);
    return (
      (loose.length >= rules.shortest && loose === words.loosen(other)) ||
      words.unseat(one) === words.unseat(other)
    );
  };

  /**
   * @param {string} one
   * @param {string} other
   */
  const isCountry = (one, other) => {
    const [shorter, longer] = [one, other].sort((a, b) => a.length - b.length);
    return shorter.length === rules.shortest && longer === `${shorter}يا`;
  };

  /**
   * @param {SearchRow} row
   * @param {ReturnType<typeof readWanted>} wanted
   */
  const fitArabic = ({ word, stem, bare }, wanted) => {
    const { light } = wanted;
    if (stem === light || areAlike(stem, light)) {
      if (bare === wanted.bare) return rules.article;
      if (isCountry(bare, wanted.bare)) return 0;
      return stem.length > rules.shortest ? rules.stem : rules.short;
    }
    if (words.isJoined(stem, light) || words.isJoined(light, stem)) return rules.joined;
    if (wanted.hasPlurals && !noPlural.test(word) && words.isPlural(stem, light)) {
      return rules.plural;
    }
    return words.isVerbForm(stem, light) ? rules.verb : 0;
  };

  /**
   * @param {SearchRow} row
   * @param {ReturnType<typeof readWanted>} wanted
   */
  const fitOf = (row, wanted) => {
    if (row.word === wanted.word) return rules.exact;
    if (row.folded === wanted.folded) return rules.folded;
    if (areAlike(row.folded, wanted.folded)) return rules.alike;
    if (wanted.light) return fitArabic(row, wanted);
    if (wanted.stems.size) return wanted.stems.has(row.stem) ? rules.stem : 0;
    const loose = words.loosen(wanted.folded);
    if (row.stem === loose) return rules.stem;
    const isEnding =
      row.stem.length >= rules.shortestStem &&
      loose.startsWith(row.stem) &&
      endings.has(loose.slice(row.stem.length));
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

  /** @param {SearchForm[]} forms */
  const sortForms = (forms) =>
    forms.sort(
      (a, b) =>
        b.row.frequency - a.row.frequency || b.fit - a.fit || (a.row.term < b.row.term ? -1 : 1),
    );

  /**
   * The best forms, and the most frequent ones that are only like the word.
   * @param {SearchForm[]} forms
   * @param {SearchForm[]} near
   */
  const choose = (forms, near) =>
    [...sortForms(forms), ...sortForms(near).slice(0, rules.mostLonger)]
      .sort((a, b) => b.fit - a.fit)
      .slice(0, rules.mostForms);

  /**
   * The forms that a word of a query stands for, the best first.
   * @param {string} word
   * @param {SearchRow[]} rows
   * @param {boolean} isOpen
   */
  const matchWord = (word, rows, isOpen) => {
    const wanted = readWanted(word, rows);
    /** @type {SearchForm[]} */
    const forms = [];
    /** @type {SearchForm[]} */
    const longer = [];
    for (const row of rows) {
      const fit = fitOf(row, wanted);
      if (fit) {
        forms.push({ row, fit });
      } else if (isOpen && wanted.bare.length > 1 && row.bare.startsWith(wanted.bare)) {
        longer.push({ row, fit: rules.prefix * (0.5 + (0.5 * wanted.bare.length) / row.bare.length) });
      }
    }
    return choose(forms, longer);
  };

  /**
   * The forms that a word with a typing error stands for.
   * @param {string} word
   * @param {SearchRow[]} rows
   */
  const correctWord = (word, rows) => {
    const bare = words.strip(word);
    const loose = words.loosen(bare);
    const light = words.isArabic(word) ? words.stemLightly(words.fold(word)) : "";
    const near = rows.filter(
      (row) =>
        isOneError(bare, row.bare) ||
        isOneError(loose, words.loosen(row.bare)) ||
        (light.length > rules.shortestTypo && isOneError(light, row.stem)),
    );
    return choose([], near.map((row) => ({ row, fit: rules.typo })));
  };

  // --- Ranking -------------------------------------------------------------------------

  /**
   * The numbers of events in a piece.
   * @param {Uint8Array} data
   * @param {number} at
   * @param {number} count
   */
  const readEvents = (data, at, count) => {
    let event = 0;
    return Uint32Array.from({ length: count }, (_, index) => {
      const byte = at + index;
      return (event += data[byte] | (data[byte + count] << 8) | (data[byte + 2 * count] << 16));
    });
  };

  /**
   * The events with some forms of a word.
   * @param {(SearchPostings & {fit: number})[]} forms
   * @param {Float64Array} saturations
   * @returns {SearchFound}
   */
  const countForms = (forms, saturations) => {
    const places = new Uint16Array(saturations.length);
    const fits = new Float64Array(saturations.length);
    const worths = new Float64Array(saturations.length);
    for (const { fit, data, at, count } of forms) {
      const events = readEvents(data, at, count);
      for (let index = 0; index < count; index += 1) {
        const event = events[index];
        if (!saturations[event]) throw new SearchPieceError("lengths.bin");
        const posting = data[at + 3 * count + index] | (data[at + 4 * count + index] << 8);
        places[event] |= posting;
        if (fits[event] < fit) fits[event] = fit;
        // Until all are counted, these are occurrences, each as much as its form fits.
        worths[event] += fit * ((posting & rules.occurrences) >> 8);
      }
    }
    fits.forEach((fit, event) => {
      if (!fit) return;
      const occurrences = worths[event] / fit;
      worths[event] =
        fit *
        (occurrences / (occurrences + saturations[event]) +
          (places[event] & rules.inTitle ? rules.titleWorth : 0) +
          (places[event] & rules.inNames ? rules.namesWorth : 0));
    });
    return { places, worths };
  };

  /**
   * The events with all words of an item in one paragraph, title or names.
   * @param {SearchFound[]} each
   */
  const findTogether = (each) => {
    if (each.length === 1) return each[0];
    const places = each[0].places.map((_, event) =>
      each.reduce((all, found) => all & found.places[event], ~rules.occurrences),
    );
    const worths = each[0].worths.map((_, event) =>
      places[event] && each.reduce((sum, found) => sum + found.worths[event], 0) / each.length,
    );
    return { places, worths };
  };

  /**
   * @param {SearchFound} mentioned
   * @param {SearchDays} days
   * @param {number} first
   * @param {number} last
   */
  const addDate = ({ places, worths }, { numbers, starts, ends }, first, last) => {
    const found = worths.map((worth) => worth * rules.mentionedWorth);
    numbers.forEach((event, row) => {
      const [start, end] = [starts[row], ends[row]];
      if (start > last || first > end) return;
      found[event] += (Math.min(end, last) - Math.max(start, first) + 1) / (end - start + 1);
    });
    return { places, worths: found };
  };

  /**
   * The events with some items of a query, and what each is worth.
   * @param {SearchItem[]} items
   * @param {SearchFound[]} found
   * @param {number[]} numbers The numbers of all events.
   */
  const rankFound = (items, found, numbers) => {
    const rarities = found.map(({ worths }) => {
      const size = worths.filter(Boolean).length;
      return Math.max(Math.log(1 + (numbers.length - size + 0.5) / (size + 0.5)), rules.leastRarity);
    });
    const wanted = items.map((_, index) => index).filter((index) => !items[index].isExcluded);
    const total = wanted.reduce((sum, index) => sum + rarities[index], 0);
    const nearby = rules.paragraphs | rules.inTitle;
    const scores = new Float64Array(numbers.length);
    const covered = new Float64Array(numbers.length);
    const counts = new Uint8Array(numbers.length);
    wanted.forEach((index, at) => {
      const { places, worths } = found[index];
      const rarity = rarities[index];
      const before = found[wanted[at - 1]]?.places ?? new Uint16Array(worths.length);
      const nearness = at && (rules.nearnessWorth * (rarities[wanted[at - 1]] + rarity)) / 2;
      for (let row = 0; row < numbers.length; row += 1) {
        const event = numbers[row];
        if (!worths[event]) continue;
        scores[row] += rarity * worths[event];
        if (before[event] & places[event] & nearby) scores[row] += nearness;
        covered[row] += rarity;
        counts[row] += 1;
      }
    });
    items.forEach(({ isExcluded, isPhrase }, index) => {
      if (isExcluded === isPhrase) return;
      const { worths } = found[index];
      numbers.forEach((event, row) => {
        if (isExcluded === worths[event] > 0) counts[row] = 0;
      });
    });
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    const least = Math.max(Math.min(rules.leastShare * most, rules.enoughWords), 1);
    const rows = [...counts.keys()].filter((row) => counts[row] >= least);
    for (const row of rows) {
      scores[row] *= rules.leastCoverage + ((1 - rules.leastCoverage) * covered[row]) / total;
    }
    return { rows, scores };
  };

  // --- The index of a site -------------------------------------------------------------

  /**
   * The forms in each place of a piece of the vocabulary.
   * @param {Uint8Array} data
   * @returns {Map<string, SearchRow[]>}
   */
  const readWords = (data) => {
    const blocks = searchText.decode(data).split("\n/").map((block) => block.split("\n"));
    return new Map(
      blocks.map(([place, ...lines]) => [
        place, lines.map((line) => makeRow(line.slice(1), line.charCodeAt(0) - 97)),
      ]),
    );
  };

  /**
   * Where a piece of postings has those of each term.
   * @param {Uint8Array} data
   * @returns {Map<string, SearchPostings>}
   */
  const readPostings = (data) => {
    const size = new DataView(data.buffer).getUint32(0, true);
    let at = 4 + size;
    const lines = searchText.decode(data.subarray(4, at)).split("\n").filter(Boolean);
    const terms = lines.map((line) => {
      const [term, digits] = line.split("\t");
      const count = Number(digits);
      at += 5 * count;
      return /** @type {const} */ ([term, { data, at: at - 5 * count, count }]);
    });
    if (at !== data.length) throw new SearchPieceError("postings");
    return new Map(terms);
  };

  /**
   * How many occurrences in each event are worth half of the most.
   * @param {Uint8Array} data
   */
  const readSaturations = (data) => {
    const count = data.length / 4;
    const codes = data.subarray(3 * count);
    const events = readEvents(data, 0, count);
    const lengths = Float64Array.from({ length: 256 }, (_, code) => 2 ** (code / rules.lengthSteps));
    const known = codes.filter(Boolean);
    const average = known.reduce((sum, code) => sum + lengths[code], 0) / known.length || 1;
    const saturations = new Float64Array((events.at(-1) ?? 0) + 1);
    for (let at = 0; at < count; at += 1) {
      const share = (rules.lengthShare * lengths[codes[at]]) / average;
      saturations[events[at]] = rules.saturation * (1 - rules.lengthShare + share);
    }
    return saturations;
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
      /** @type {Map<string, {found: SearchFound, forms: string[]}>} */
      this.found = new Map();
    }

    /**
     * The forms in some places of the vocabulary.
     * @param {string[]} places
     */
    async findRows(places) {
      const found = await Promise.all(places.map((place) => this.findPlace(place)));
      return [...new Map(found.flat().map((row) => [row.term, row])).values()];
    }

    /** @param {string} place */
    async findPlace(place) {
      const number = words.hash(place) & (this.layout.words - 1);
      const piece = await this.pieces.fetch(`words-${number.toString(16)}.bin`, readWords);
      return piece.get(place) ?? [];
    }

    /**
     * The forms that a word of a query stands for, the best first.
     * @param {string} word
     * @param {boolean} isOpen
     */
    async findForms(word, isOpen) {
      const routes = words.routes(word);
      const forms = matchWord(word, await this.findRows(routes), isOpen);
      if (forms.length || words.strip(word).length < rules.shortestTypo) return forms;
      return correctWord(word, await this.findRows([...routes, ...words.endingRoutes(word)]));
    }

    /**
     * The events with a form.
     * @param {SearchForm} form
     */
    async findPostings({ row: { term, stem, frequency }, fit }) {
      // Words that are in very many events are by themselves.
      const isWidespread = frequency >= (this.layout.bits - 1) >> 1;
      const key = isWidespread ? term : words.groupOf(stem);
      const number = words.hash(key) & (this.layout.postings - 1);
      const piece = await this.pieces.fetch(`postings-${number.toString(16)}.bin`, readPostings);
      return { fit, ...(piece.get(term) ?? { data: new Uint8Array(), at: 0, count: 0 }) };
    }

    /**
     * The events that a query finds, and the forms of its words that it found.
     * @param {SearchQuery} query
     * @param {Promise<SearchDays>} loading
     */
    async search(query, loading) {
      const each = await Promise.all(
        query.items.map(async (item) => {
          const isOpen = query.isOpen && item === query.items.at(-1);
          const parts = await Promise.all(
            item.words.map((word) => this.findWord(word, item, isOpen)),
          );
          const forms = item.isExcluded ? [] : parts.flatMap((part) => part.forms);
          const together = findTogether(parts.map((part) => part.found));
          if (item.first === null || item.last === null) return { found: together, forms };
          return { found: addDate(together, await loading, item.first, item.last), forms };
        }),
      );
      const found = each.map((one) => one.found);
      const forms = new Set(each.flatMap((one) => one.forms));
      return { ...rankFound(query.items, found, (await loading).numbers), forms };
    }

    /**
     * The events with a word, and its folded forms.
     * @param {string} word
     * @param {SearchItem} item
     * @param {boolean} isOpen
     */
    async findWord(word, item, isOpen) {
      const isExact = item.isExcluded || item.isPhrase;
      const key = [word, item.compound, isExact].join();
      const known = this.found.get(key);
      if (known && !isOpen) return known;
      const matched = (await this.findForms(word, isOpen)).filter(
        (form) => form.fit >= rules.joined || !isExact,
      );
      if (item.compound) {
        const whole = matchWord(item.compound, await this.findRows(words.routes(item.compound)), false);
        matched.push(...whole.filter((form) => form.fit >= rules.stem));
      }
      const [saturations, ...counted] = await Promise.all([
        this.pieces.fetch("lengths.bin", readSaturations),
        ...matched.map((form) => this.findPostings(form)),
      ]);
      const found = countForms(counted, saturations);
      const result = { found, forms: matched.map(({ row }) => row.folded) };
      if (!isOpen) this.found.set(key, result);
      return result;
    }

    /**
     * Words of the site that begin like one, the most frequent first.
     * @param {string} word
     */
    async findNear(word) {
      const beginning = words.strip(word);
      const shared = (/** @type {string} */ other) => {
        let length = 0;
        while (length < beginning.length && beginning[length] === other[length]) length += 1;
        return length;
      };
      return (await this.findRows(words.routes(word)))
        .map((row) => ({ row, length: shared(row.bare) }))
        .filter(({ length }) => length >= 3)
        .sort((a, b) => b.length - a.length || b.row.frequency - a.row.frequency)
        .slice(0, 5)
        .map(({ row }) => row.word);
    }
  }

  return { Index, makeRow, matchWord, correctWord };
})();
