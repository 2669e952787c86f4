// The types of the scripts of the search, which are checked but not published.

/** A part of a query: a word, a phrase or a date. */
interface SearchItem {
  words: string[];
  /** The whole word that its words are parts of, without the hyphen. */
  compound: string;
  isPhrase: boolean;
  isExcluded: boolean;
  /** The first and the last day of a date. */
  first: number | null;
  last: number | null;
}

interface SearchQuery {
  items: SearchItem[];
  /** Whether the last word may be the beginning of a longer one. */
  isOpen: boolean;
}

/** A form in the vocabulary, with what it is compared by. */
interface SearchRow {
  term: string;
  word: string;
  stem: string;
  folded: string;
  /** The folded word without its article. */
  bare: string;
  frequency: number;
}

/** A form that a word of a query stands for, and how well it fits: 0 to 1. */
interface SearchForm {
  row: SearchRow;
  fit: number;
}

/** The postings of a term in a piece. */
interface SearchPostings {
  data: Uint8Array;
  /** Where they begin. */
  at: number;
  /** How many events have the term. */
  count: number;
}

/** Where an item of a query is in each event, by its number, and what that is worth: 0 if nowhere. */
interface SearchFound {
  places: Uint16Array;
  worths: Float64Array;
}

interface SearchLayout {
  bits: number;
  words: number;
  postings: number;
  records: number;
}

/** All events, in the order of events of equal worth. */
interface SearchDays {
  numbers: number[];
  /** The first day of each. */
  starts: number[];
  /** The last day of each. */
  ends: number[];
}

/** What all events are filtered by, as `events.bin` has it: see `exports/search_files.py`. */
interface SearchTable {
  /** The id, name, language, direction and path of each. */
  tags: string[][];
  sources: string[][];
  statuses: string[];
  languages: string[];
  places: string[];
  digits: string[];
  first: number[];
  length: number[];
  status: number[];
  language: number[];
  place: number[];
  tagged: number[][];
  sourced: number[][];
}

interface SearchFacet {
  /** All values that events have. */
  ids: string[];
  /** The name, language and direction of each; empty if the page says it. */
  names: string[][];
  /** Which of the values the events have, one event after another. */
  values: number[];
  /** Where those of each event end. */
  ends: number[];
}

interface SearchEvents extends SearchDays {
  table: SearchTable;
  /** The year in which each event begins. */
  years: number[];
  facets: Record<string, SearchFacet>;
}

/** The events that have the words. */
interface SearchRows {
  rows: number[];
  /** The filters that each event of the site does not pass, a bit for each. */
  failed: Uint8Array;
}

/** What a result shows of an event. */
interface SearchRecord {
  path: string;
  title: string;
  lang: string;
  dir: "ltr" | "rtl";
  foreign: string;
  date: string;
  edtf: string;
  datetime: string;
  original: string;
  marks: string[];
  summary: string;
  draft: number;
  /** The language and direction of its place. */
  place: string[];
  hijri: string;
  picture: [string, number, number, [string, number][], string, string] | [];
}

/** What the address of the page asks for. */
interface SearchState {
  words: string;
  /** The chosen values of each facet. */
  chosen: Map<string, Set<string>>;
  from: string;
  to: string;
  /** The first and the last day of the period. */
  first: number;
  last: number;
  order: string;
}
