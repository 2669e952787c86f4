// @ts-check
// Where events are drawn: the scale of the picture without scripts, enlarged, and its rows.
"use strict";

const timelineLayout = (() => {
  /** @typedef {{start: number, stop: number, x: number, end: number}} TimelinePanel */
  /** @typedef {{x: number, end: number, isLong: boolean}} TimelineItem */

  const WINDOW = 560;

  class Scale {
    /** @param {string} text The panels, as `ChartDataView.panels` has them. */
    constructor(text) {
      /** @type {TimelinePanel[]} */
      this.panels = text.split(" ").map((panel) => {
        const [start, stop, x, end] = panel.split(",").map(Number);
        return { start, stop, x, end };
      });
      const first = this.panels[0];
      this.perSecond = (first.end - first.x) / (first.stop - first.start);
      this.width = this.panels[this.panels.length - 1].end;
    }

    /**
     * Where a second is; one within a break is there in proportion.
     * @param {number} second
     */
    x(second) {
      const { panels } = this;
      let at = panels.length - 1;
      while (at > 0 && panels[at].start > second) at -= 1;
      const panel = panels[at];
      const next = panels[at + 1];
      if (!next || second <= panel.stop) return panel.x + (second - panel.start) * this.perSecond;
      const share = (second - panel.stop) / (next.start - panel.stop);
      return panel.end + share * (next.x - panel.end);
    }

    /**
     * The second that is drawn at a place.
     * @param {number} x
     */
    second(x) {
      const { panels } = this;
      let at = panels.length - 1;
      while (at > 0 && panels[at].x > x) at -= 1;
      const panel = panels[at];
      const next = panels[at + 1];
      if (!next || x <= panel.end) return panel.start + (x - panel.x) / this.perSecond;
      return panel.stop + ((x - panel.end) / (next.x - panel.end)) * (next.start - panel.stop);
    }
  }

  /**
   * The row of each item, or -1 where there are too many: the same rules as `assign_rows` in
   * generator/chart/rows.py.
   * @param {TimelineItem[]} items From the earliest to the latest.
   * @param {number} rows
   * @param {number} gap
   * @param {number} mostPerRow
   */
  const assignRows = (items, rows, gap, mostPerRow) => {
    /** @type {Map<number, number>} */
    const crowds = new Map();
    for (const { x } of items) {
      const at = Math.floor(x / WINDOW);
      crowds.set(at, (crowds.get(at) ?? 0) + 1);
    }
    const ends = new Array(rows).fill(-Infinity);
    return items.map(({ x, end, isLong }) => {
      if (!isLong && (crowds.get(Math.floor(x / WINDOW)) ?? 0) > mostPerRow * rows) return -1;
      const row = ends.findIndex((each) => each + gap <= x);
      if (row >= 0) ends[row] = end;
      return row;
    });
  };

  return Object.freeze({ Scale, assignRows });
})();
