// @ts-check
// The events of the timeline: what all of them are filtered by, and titles for the periods in view.
"use strict";

/**
 * @typedef {object} TimelineEvent
 * @property {number} start The first second.
 * @property {number} stop The second after the last.
 * @property {string} status
 * @property {string[]} tag Identities.
 * @property {string[]} source
 * @property {string[]} place
 * @property {TimelineDetails | null} details Null until its file is loaded.
 */

/**
 * @typedef {object} TimelineDetails
 * @property {string} path
 * @property {string} key
 * @property {string} date
 * @property {string} title
 * @property {string} lang
 * @property {string} dir
 * @property {string} shape
 * @property {number} bits
 * @property {string} picture The path of its thumbnail; empty if it has none.
 * @property {string} crop What of it is shown, for SVG.
 */

const timelineData = (() => {
  const bits = Object.freeze({
    openStart: 1, openEnd: 2, softStart: 4, softEnd: 8, uncertain: 16, unsourced: 32, draft: 64,
  });

  /** @param {URL} url */
  const fetchJson = async (url) => {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new TypeError(url.href);
    const plain = response.body.pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(plain).text());
  };

  class Store {
    /**
     * @param {URL} root The root of the site.
     * @param {string} events The path of the file about all events.
     * @param {string} files The path and the number of events of each other file.
     * @param {InstanceType<typeof timelineTime.Calendar>} calendar
     */
    constructor(root, events, files, calendar) {
      this.root = root;
      this.path = events;
      this.calendar = calendar;
      const words = files.split(" ");
      /** @type {{path: string, from: number, to: number, loading: Promise<void> | null}[]} */
      this.files = [];
      for (let at = 0, from = 0; at < words.length; at += 2) {
        const to = from + Number(words[at + 1]);
        this.files.push({ path: words[at], from, to, loading: null });
        from = to;
      }
      /** @type {TimelineEvent[]} */
      this.events = [];
      /** @type {Record<string, Map<string, {name: string, lang: string, dir: string}>>} */
      this.names = { tag: new Map(), source: new Map(), place: new Map() };
    }

    /** Loads what all events are filtered by. */
    async loadEvents() {
      const table = await fetchJson(new URL(this.path, this.root));
      for (const [facet, rows] of [["tag", table.tags], ["source", table.sources]]) {
        for (const [id, name, lang, dir] of rows) this.names[facet].set(id, { name, lang, dir });
      }
      for (const place of table.places) {
        if (place) this.names.place.set(place, { name: place, lang: "", dir: "auto" });
      }
      let day = 0;
      this.events = table.first.map((/** @type {number} */ days, /** @type {number} */ row) => {
        day += days;
        const place = table.places[table.place[row]];
        const start = day * 86_400;
        return {
          start: start - this.calendar.offset(start),
          stop: start + (table.length[row] + 1) * 86_400 - this.calendar.offset(start),
          status: table.statuses[table.status[row]],
          tag: table.tagged[row].map((/** @type {number} */ tag) => table.tags[tag][0]),
          source: table.sourced[row].map((/** @type {number} */ each) => table.sources[each][0]),
          place: place ? [place] : [],
          details: null,
        };
      });
    }

    /**
     * Loads the titles and the exact times of some events, each file once.
     * @param {number[]} indices
     */
    async loadDetails(indices) {
      const wanted = indices.slice().sort((a, b) => a - b);
      let at = 0;
      const files = this.files.filter((file) => {
        while (wanted[at] < file.from) at += 1;
        return wanted[at] < file.to;
      });
      await Promise.all(files.map((file) => {
        file.loading ??= fetchJson(new URL(file.path, this.root)).then((rows) => {
          this.fill(file.from, rows);
        });
        // What failed is tried again next time.
        return file.loading.catch((error) => {
          file.loading = null;
          throw error;
        });
      }));
    }

    /**
     * @param {number} from
     * @param {any[][]} rows
     */
    fill(from, rows) {
      let start = 0;
      rows.forEach(([after, length, known, shape, path, key, date, title, ...more], row) => {
        const [lang = "", dir = "", picture = "", crop = ""] = more;
        start += after;
        const event = this.events[from + row];
        if (!event) return;
        event.start = start;
        event.stop = start + length;
        event.details = { path, key, date, title, shape, bits: known, lang, dir, picture, crop };
      });
    }
  }

  return Object.freeze({ Store, bits });
})();
