// @ts-check
// What a reader asks for: the rules of generator/search/query.py.
"use strict";

/**
 * @typedef {object} SearchItem
 * @property {string[]} words
 * @property {string} compound
 * @property {boolean} isPhrase
 * @property {boolean} isExcluded
 * @property {number | null} first
 * @property {number | null} last
 */

/** Queries as they are typed. */
const searchQuery = (() => {
  const rules = searchRules;
  const { fold, split, findCompounds } = searchWords;
  const part = new RegExp(
    `((?<!\\S)[-−–])?(?:[${rules.quotes}]([^${rules.quotes}]*)[${rules.quotes}]|([^\\s${rules.quotes}]+))`,
    "gu",
  );
  const months = new Map(Object.entries(rules.months));
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
   */
  const readDigits = (word) => {
    const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(word);
    if (iso) return findDays(iso[1], iso[2], iso[3]);
    const years = /^(\d{4})[-\u2010-\u2015](\d{4})$/.exec(word);
    if (years) {
      const [first, last] = [findDays(years[1]), findDays(years[2])];
      return first && last && first[0] <= last[0] ? pair(first[0], last[1]) : null;
    }
    const dayFirst = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})$/.exec(word);
    if (!dayFirst) return null;
    const [, day, month, year] = dayFirst;
    if (day && Number(day) <= 12 && Number(day) !== Number(month)) return null;
    return findDays(year, month, day);
  };

  /**
   * @param {number} first
   * @param {number} last
   * @returns {[number, number]}
   */
  const pair = (first, last) => [first, last];

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
   * @returns {{items: SearchItem[], isOpen: boolean}}
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
