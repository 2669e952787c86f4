// @ts-check
// The words of a query, and which of them are forms of one: the rules of generator/search/words.py.
"use strict";

/** Words as the index has them. */
const searchWords = (() => {
  const rules = searchRules;
  const dropped = new RegExp(`[${rules.dropped}]+`, "gu");
  const withoutArticle = new RegExp(`^(?:${rules.withoutArticle})`, "u");
  const lowered = new Map(Object.entries(rules.lowered));
  const unifiedLetters = new Map(Object.entries(rules.unified));
  const foldedLetters = new Map(Object.entries(rules.letters));
  const joinedLetters = new Map(Object.entries(rules.joinedLetters));

  /** @param {string} letter */
  const lower = (letter) => lowered.get(letter) ?? letter.toLowerCase();

  /**
   * The ASCII digit of a digit of any script: each script has its ten in a row.
   * @param {string} digit
   */
  const asciiDigit = (digit) => {
    let code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
      code -= 1;
      value += 1;
    }
    return String(value % 10);
  };

  /**
   * @param {string} text
   * @param {Map<string, string>} letters
   */
  const apply = (text, letters) =>
    [...text.normalize("NFKC")]
      .map(lower)
      .join("")
      .normalize("NFKC")
      .replace(dropped, "")
      .replace(/[^\x00-\x7f]/gu, (letter) => letters.get(letter) ?? letter)
      .replace(/[^\x00-\x7f]/gu, (letter) => (/\p{Nd}/u.test(letter) ? asciiDigit(letter) : letter));

  /** @param {string} text */
  const unify = (text) => apply(text, unifiedLetters);

  /** @param {string} text */
  const fold = (text) => {
    for (;;) {
      const folded = apply(text, foldedLetters).replace(/[\s_\-\u2010-\u2015]+/gu, " ").trim();
      if (folded === text) return text;
      text = folded;
    }
  };

  /** @param {string} text */
  const split = (text) =>
    unify(text)
      .replace(/(?<=[\p{L}\p{N}_])['‘’ʼ＇]s(?![\p{L}\p{N}_])/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];

  /** @param {string} word */
  const isArabic = (word) => /^[\u0620-\u064a\u0671-\u06d3\u06ee-\u06ff]+$/u.test(word);

  /** @param {string} folded */
  const stripArticle = (folded) => {
    if (withoutArticle.test(folded)) return folded;
    for (const article of rules.articles) {
      const left = folded.length - article.length;
      if (folded.startsWith(article) && left >= rules.shortestAfterArticle) {
        return folded.slice(article.length);
      }
    }
    return folded;
  };

  /** @param {string} folded */
  const stemLightly = (folded) => {
    let stem = stripArticle(folded);
    for (;;) {
      const found = rules.suffixes.find(
        ([suffix, least]) =>
          stem.endsWith(String(suffix)) && stem.length - String(suffix).length >= Number(least),
      );
      if (!found) return stem;
      stem = stem.slice(0, -String(found[0]).length);
    }
  };

  /** @param {string} stem */
  const findConsonants = (stem) =>
    stem.slice(0, 1) + [...stem.slice(1)].filter((each) => !rules.longVowels.includes(each)).join("");

  /** @param {string} stem */
  const stripClitics = (stem) => {
    let start = 0;
    while (stem.length - start > rules.shortest && rules.clitics.includes(stem[start])) start += 1;
    return stem.slice(start);
  };

  /**
   * @param {string} longer
   * @param {string} shorter
   */
  const isJoined = (longer, shorter) => {
    if (longer.length <= shorter.length || !longer.endsWith(shorter)) return false;
    const least = joinedLetters.get(longer.slice(0, -shorter.length));
    return least !== undefined && shorter.length >= least;
  };

  /** @param {string} word */
  const routes = (word) => {
    const folded = fold(word);
    if (!isArabic(word)) return [[...folded].slice(0, 3).join("")];
    const beginning = stripArticle(folded).slice(0, 2);
    const common = stripClitics(stemLightly(folded)).slice(0, 2);
    return beginning === common ? [beginning] : [beginning, common];
  };

  /** @param {string} stem */
  const groupOf = (stem) => (isArabic(stem) ? stripClitics(stem) : stem);

  /** @param {string} text */
  const hash = (text) => {
    let value = 0x811c9dc5;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    }
    value >>>= 0;
    return (value ^ (value >>> 15)) >>> 0;
  };

  return {
    unify, fold, split, isArabic, stripArticle, stemLightly, findConsonants, isJoined, routes, groupOf, hash,
  };
})();
