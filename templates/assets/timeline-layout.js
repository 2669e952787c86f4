// @ts-check
// Where events are drawn: the scale of the picture without scripts, enlarged, and which have room.
"use strict";

const timelineLayout = (() => {
  /** @typedef {{start: number, stop: number, x: number, end: number}} TimelinePanel */
  /** @typedef {{x: Float64Array, end: Float64Array, isLong: Uint8Array}} TimelineItems */

  const WINDOW = 560;
  // A mark that would be narrower than this is drawn as a point.
  const LEAST_BAR = 9;
  const RADIUS = 6;
  const LONG = 60;
  // How many steps double the zoom.
  const STEPS = 4;

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
   * Gives each item a row, or -1 where there are too many: the same rules as `assign_rows` in
   * generator/chart/rows.py.
   * @param {ArrayLike<number>} order The items from the earliest to the latest.
   * @param {TimelineItems} items
   * @param {number} rows
   * @param {number} gap
   * @param {number} most How many have room in a window of all rows.
   */
  const assignRows = (order, { x, end, isLong }, rows, gap, most) => {
    const assigned = new Int8Array(order.length).fill(-1);
    const ends = new Float64Array(rows).fill(-Infinity);
    for (let at = 0, next = 0, isCrowded = false; at < order.length; at += 1) {
      const item = order[at];
      if (at === next) {
        const edge = (Math.floor(x[item] / WINDOW) + 1) * WINDOW;
        while (next < order.length && x[order[next]] < edge) next += 1;
        isCrowded = next - at > most;
      }
      if (isCrowded && !isLong[item]) continue;
      let row = 0;
      while (row < rows && ends[row] + gap > x[item]) row += 1;
      if (row === rows) continue;
      assigned[at] = row;
      ends[row] = end[item];
    }
    return assigned;
  };

  /**
   * Which events have room. That depends on the zoom and not on what is in view, and changes by
   * steps: what does not overlap has no less room when it is enlarged until the next step.
   */
  class Placement {
    /**
     * @param {Float64Array} starts Where each event begins on the scale.
     * @param {Float64Array} stops
     * @param {number[][]} lanes The events of each lane, oldest first.
     * @param {{least: number, last: number, label: number, rows: number, most: number, smallRows: number}} room
     *   The least zoom, where the scale ends, the width of a label, the number of rows with labels,
     *   how many of these have room in a window, and the number of rows without labels.
     */
    constructor(starts, stops, lanes, room) {
      this.starts = starts;
      this.stops = stops;
      this.lanes = lanes;
      this.room = room;
      this.orders = lanes.map((members) => members.map((_, position) => position));
      /** @type {Map<number, Int8Array[]>} */
      this.levels = new Map();
    }

    /** @param {number} zoom */
    level(zoom) {
      return Math.max(0, Math.floor(Math.log2(zoom / this.room.least) * STEPS + 1e-6));
    }

    /** @param {number} level */
    zoomOf(level) {
      return this.room.least * 2 ** (level / STEPS);
    }

    /**
     * The row of each event of each lane at a step: the number of one with labels, counted from 1,
     * that of one without labels as a negative number, or 0 if it has no room.
     * @param {number} level
     * @returns {Int8Array[]}
     */
    at(level) {
      let places = this.levels.get(level);
      if (!places) {
        const { rows } = this.room;
        places = this.lanes.map((_, lane) => this.place(lane, level, rows));
        this.levels.set(level, places);
      }
      return places;
    }

    /**
     * Whether the label of an event ends with its mark, since nothing is after it.
     * @param {number} index
     * @param {number} zoom That of a step.
     */
    isAtEnd(index, zoom) {
      const start = this.starts[index] * zoom;
      const end = this.stops[index] * zoom;
      const x = end - start >= LEAST_BAR ? start : (start + end) / 2 - RADIUS;
      return x + this.room.label > this.room.last * zoom;
    }

    /**
     * @param {number} lane
     * @param {number} level
     * @param {number} rows
     */
    place(lane, level, rows) {
      const zoom = this.zoomOf(level);
      const { label, smallRows } = this.room;
      const last = this.room.last * zoom;
      const members = this.lanes[lane];
      const count = members.length;
      const marks = { x: new Float64Array(count), end: new Float64Array(count), isLong: new Uint8Array(count) };
      const labels = { x: new Float64Array(count), end: new Float64Array(count), isLong: marks.isLong };
      for (let position = 0; position < count; position += 1) {
        const start = this.starts[members[position]] * zoom;
        const end = this.stops[members[position]] * zoom;
        const isBar = end - start >= LEAST_BAR;
        const x = isBar ? start : (start + end) / 2 - RADIUS;
        const edge = isBar ? end : x + 2 * RADIUS;
        marks.x[position] = x;
        marks.end[position] = edge;
        marks.isLong[position] = Number(end - start >= LONG);
        const isAtEnd = x + label > last;
        labels.x[position] = isAtEnd ? Math.min(x, edge - label) : x;
        labels.end[position] = isAtEnd ? edge : Math.max(edge, x + label);
      }
      const places = new Int8Array(count);
      // The order of one step is nearly that of another.
      const order = this.orders[lane].sort((a, b) => labels.x[a] - labels.x[b] || a - b);
      const labeled = assignRows(order, labels, rows, 14, this.room.most);
      order.forEach((position, at) => (places[position] = labeled[at] + 1));
      const rest = order.filter((_, at) => labeled[at] < 0);
      rest.sort((a, b) => marks.x[a] - marks.x[b] || a - b);
      const small = assignRows(rest, marks, smallRows, 2, 22 * smallRows);
      rest.forEach((position, at) => (places[position] = -1 - small[at]));
      return places;
    }
  }

  return Object.freeze({ Scale, Placement, LEAST_BAR, RADIUS });
})();
