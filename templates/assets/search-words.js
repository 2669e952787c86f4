// @ts-check
// The words of a query, and which of them are forms of one: the rules of generator/search/words.py
// and arabic.py.
"use strict";

/** Words as the index has them. */
const searchWords = (() => {
  const rules = searchRules;
  const table = (/** @type {Record<string, string>} */ letters) => new Map(Object.entries(letters));
  const dropped = new RegExp(`[${rules.dropped}]+`, "gu");
  const looseDropped = new RegExp(`[${rules.looseDropped}]+`, "gu");
  const withoutArticle = new RegExp(`^(?:${rules.withoutArticle})`, "u");
  const joinedName = new RegExp(`^[وف]?[بلك]?(${rules.shortNames})$`, "u");
  const lowered = table(rules.lowered);
  const unifiedLetters = table(rules.unified);
  const foldedLetters = table(rules.letters);
  const looseLetters = table(rules.loose);
  const routedLetters = table(rules.routed);
  const joinedLetters = new Map(Object.entries(rules.joinedLetters));
  const irregular = table(rules.irregular);
  const plurals = new Map(Object.entries(rules.plurals));
  const notPlurals = new Set(rules.notPlurals);
  const withoutJoined = new Set(rules.withoutJoined);
  const withOwnT = new Set(rules.withOwnT);

  /** @param {string} letter */
  const lower = (letter) =>
    /[\u13a0-\u13fd\uab70-\uabbf]/.test(letter)
      ? letter.toUpperCase()
      : (lowered.get(letter) ?? letter.toUpperCase().toLowerCase());

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
  const replaceLetters = (text, letters) =>
    text.replace(/[^\x00-\x7f]/gu, (letter) => letters.get(letter) ?? letter);

  /**
   * @param {string} text
   * @param {Map<string, string>} letters
   */
  const apply = (text, letters) => {
    const folded = [...text.normalize("NFKC")].map(lower).join("").normalize("NFKC");
    return replaceLetters(folded.replace(dropped, ""), letters)
      .replace(/[^\x00-\x7f]/gu, (letter) => (/\p{Nd}/u.test(letter) ? asciiDigit(letter) : letter));
  };

  /** @param {string} text */
  const unify = (text) => apply(text, unifiedLetters);

  // Letters that folding leaves, and those that it replaces one by one.
  const plain = /^[a-z0-9ابتثجحخدذرزسشصضطظعغفقكلمنهوي]*$/;
  const arabic = /^[ء-غف-ي]*$/;

  /** @param {string} text */
  const fold = (text) => {
    while (!plain.test(text)) {
      if (arabic.test(text)) return replaceLetters(text, foldedLetters);
      const folded = apply(text, foldedLetters).replace(/[\s_\-\u2010-\u2015]+/gu, " ").trim();
      if (folded === text) break;
      text = folded;
    }
    return text;
  };

  /** @param {string} text */
  const prepare = (text) =>
    unify(text)
      .replace(/(?<=[\p{L}\p{N}_])['‘’ʼ＇]s(?![\p{L}\p{N}_])/gu, "")
      .replace(/(?<=\p{L})['‘’＇`](?=\p{L})|[ʼʻʿʾ]/gu, "")
      .replace(/(?<![\p{L}\p{N}_.])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu, (each) => each.replaceAll(".", ""))
      .replace(/(?<=\p{Nd})[,٬](?=\p{Nd}{3}(?!\p{Nd}))/gu, "")
      .replace(/(?<=\p{Nd})(?:st|nd|rd|th)(?![\p{L}\p{N}_])/gu, "")
      .replace(/(?<=[\u0620-\u064a])(?=\p{Nd})|(?<=\p{Nd})(?=[\u0620-\u064a])/gu, " ")
      .replace(/(?<![\p{L}\p{N}_])([ولب]?عبد)(?=ال[\p{L}\p{N}_]{2})/gu, "$1 ");

  /** @param {string} text */
  const split = (text) => prepare(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  /** @param {string} text */
  const findCompounds = (text) =>
    [
      ...prepare(text).matchAll(
        /(?<![\p{L}\p{N}_-])([a-z0-9]+)[-\u2010\u2011]([a-z0-9]+)(?![\p{L}\p{N}_-])/gu,
      ),
    ].map(([, first, second]) => first + second);

  /** @param {string} folded */
  const loosen = (folded) =>
    plain.test(folded)
      ? folded
      : replaceLetters(folded.normalize("NFD").replace(looseDropped, ""), looseLetters) || folded;

  /** @param {string} folded */
  const unseat = (folded) => folded.replace(/[ؤئ]/g, "ء");

  // --- Arabic --------------------------------------------------------------------------

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
    const name = joinedName.exec(folded);
    if (name) return name[1];
    let stem = stripArticle(folded);
    for (;;) {
      const regular = irregular.get(stem);
      if (regular) return regular;
      if (stem.length === 5 && stem.endsWith("ايا")) return `${stem.slice(0, 2)}ي`;
      if (stem.length === 4 && /ا[ته]$/.test(stem)) return `${stem.slice(0, 2)}ه`;
      const found = rules.suffixes.find(
        ([suffix, least]) =>
          stem.endsWith(String(suffix)) && stem.length - String(suffix).length >= Number(least),
      );
      if (!found) return stem;
      const suffix = String(found[0]);
      stem = stem.slice(0, -suffix.length);
      const isNoun =
        rules.possessives.includes(suffix) &&
        stem.length >= rules.shortestBeforePossessive &&
        /[^ا]ت$/.test(stem) &&
        !withOwnT.has(stem);
      if (isNoun) stem = `${stem.slice(0, -1)}ه`;
    }
  };

  /** @param {string} letters */
  const withoutVowels = (letters) =>
    letters.slice(0, 1) +
    [...letters.slice(1)].filter((each) => !rules.longVowels.includes(each)).join("");

  /** @param {string} stem */
  const findConsonants = (stem) => {
    const letters = withoutVowels(unseat(stem.replace(/اء$/, "ا").replaceAll("ائ", "")));
    return letters[0] === "ا" && letters.length > rules.shortest ? letters.slice(1) : letters;
  };

  /** @param {string} stem */
  const findShape = (stem) => {
    const ending = stem.endsWith("اء") ? "اء" : "";
    const letters = stem.slice(0, stem.length - ending.length);
    const shape = [...letters].map((letter, at) => {
      const isKept = at
        ? rules.longVowels.includes(letter) || (letter === "ئ" && letters[at - 1] === "ا")
        : letter === "ا";
      return isKept ? letter : ".";
    });
    return shape.join("") + ending;
  };

  /**
   * @param {string} one
   * @param {string} other
   */
  const isPlural = (one, other) => {
    if (one === other || findConsonants(one) !== findConsonants(other)) return false;
    if (notPlurals.has(one) || notPlurals.has(other)) return false;
    const [first, second] = [findShape(one), findShape(other)];
    return Boolean(plurals.get(first)?.includes(second) || plurals.get(second)?.includes(first));
  };

  /** @param {string} stem */
  const findRoot = (stem) => {
    let start = 0;
    while (stem.length - start > rules.shortest && rules.opening.includes(stem[start])) start += 1;
    const rest = stem.slice(start);
    return rest.slice(0, 1) + withoutVowels(`.${rest.slice(1)}`).slice(1).replaceAll("ئ", "");
  };

  /**
   * @param {string} longer
   * @param {string} shorter
   */
  const isJoined = (longer, shorter) => {
    if (longer.length <= shorter.length || !longer.endsWith(shorter)) return false;
    if (withoutJoined.has(longer)) return false;
    const least = joinedLetters.get(longer.slice(0, -shorter.length));
    return least !== undefined && shorter.length >= least;
  };

  /** @param {string} stem */
  const stripVerb = (stem) => {
    if (stem.length > rules.shortest && stem.endsWith("ت") && !withOwnT.has(stem)) {
      stem = stem.slice(0, -1);
    }
    const beginning = rules.verbBeginnings.find(
      (each) => stem.startsWith(each) && stem.length - each.length >= rules.shortestVerb,
    );
    return stem.slice(beginning?.length ?? 0);
  };

  /**
   * @param {string} one
   * @param {string} other
   */
  const isVerbForm = (one, other) => {
    const [a, b] = [stripVerb(one), stripVerb(other)].sort((x, y) => x.length - y.length);
    const isPerson = (/** @type {string} */ word) =>
      word.length === rules.shortestVerb && rules.persons.includes(word[0]);
    if (a === b || (isPerson(a) && isPerson(b) && a.slice(1) === b.slice(1))) return true;
    const isNoun = a.length >= rules.shortest && b === `${a.slice(0, -1)}ا${a.slice(-1)}`;
    return isNoun && one[0] === "ا" && other[0] === "ا";
  };

  // --- Places in the vocabulary --------------------------------------------------------

  /** @param {string} word A unified word. */
  const strip = (word) => (isArabic(word) ? stripArticle(fold(word)) : fold(word));

  /** @param {string} word */
  const routes = (word) => {
    if (!isArabic(word)) return [[...loosen(fold(word))].slice(0, 3).join("")];
    const beginning = replaceLetters(strip(word).slice(0, 2), routedLetters);
    const common = replaceLetters(findRoot(stemLightly(fold(word))).slice(0, 2), routedLetters);
    return beginning === common ? [beginning] : [beginning, common];
  };

  /** @param {string} word */
  const endingRoutes = (word) => {
    const letters = [...loosen(strip(word))];
    return [`~${letters.slice(-2).join("")}`, `~${letters.slice(-3).join("")}`];
  };

  /** @param {string} stem */
  const groupOf = (stem) => (isArabic(stem) ? findRoot(stem) : stem);

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
    unify, fold, split, findCompounds, loosen, unseat, strip, isArabic, stemLightly,
    isPlural, isJoined, isVerbForm, routes, endingRoutes, groupOf, hash,
  };
})();
