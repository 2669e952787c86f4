// @ts-check
// Draws what is in view of the timeline: while it moves, what is drawn moves with it.
"use strict";

/**
 * @typedef {object} TimelineLane
 * @property {string} name Its name; empty if it is the only one.
 * @property {string} lang
 * @property {string} dir
 * @property {number[]} members The events, oldest first.
 */

const timelineDraw = (() => {
  const ROW = 110;
  const SMALL_ROW = 16;
  const BARS = 56;
  const HEAD = 22;
  const TOP = 12;
  const AXIS = 50;
  const LABEL = 204;
  // The width of the picture without scripts. Up to a fifth wider, events keep its rows.
  const PUBLISHED = 1120;
  const MOST_WIDENED = 1.18;
  // The whole may have so much more room above each row than it needs.
  const MOST_MORE = 40;
  // Narrower pictures have fewer rows, so that they are not higher than a screen.
  const NARROW = 640;
  const ROWS = { rows: 7, most: 21, smallRows: 16 };
  const NARROW_ROWS = { rows: 5, most: 60, smallRows: 16 };
  const LANE_ROWS = { rows: 2, most: 6, smallRows: 6 };
  // What is drawn on either side of what is in view while it moves, as a part of the width.
  const MARGIN = 0.3;
  const MOST_KEPT = 1500;
  const { LEAST_BAR } = timelineLayout;
  const { make } = timelineAxis;

  /** @typedef {{tops: number[], labeled: number, small: number, bars: boolean, top: number, bottom: number}} TimelineBand */

  class Picture {
    /**
     * @param {SVGSVGElement} svg
     * @param {InstanceType<typeof timelineData.Store>} store
     * @param {InstanceType<typeof timelineLayout.Scale>} scale
     * @param {InstanceType<typeof timelineTime.Calendar>} calendar
     * @param {(key: string) => string} say
     * @param {(n: number) => string} count
     * @param {string[]} breaks How long each silence is.
     * @param {string} target Where links of the picture lead to.
     */
    constructor(svg, store, scale, calendar, say, count, breaks, target) {
      this.svg = svg;
      this.store = store;
      this.scale = scale;
      this.isRtl = getComputedStyle(svg).direction === "rtl";
      this.width = 0;
      this.height = 0;
      /** The height of the whole as it was published, and of its rows; 0 if any will do. */
      this.room = 0;
      /** @type {number[]} */
      this.rowHeights = [];
      /** The pixels of a unit of the scale, and the unit at the start of the picture. */
      this.zoom = 1;
      this.from = 0;
      /** The zoom at which the whole is in view, and where that ends. */
      this.least = 1;
      this.last = 0;
      /** @type {TimelineLane[]} */
      this.lanes = [];
      /** The seconds at which the events of each lane begin, sorted. @type {Float64Array[]} */
      this.seconds = [];
      this.version = 0;
      this.placementKey = "";
      /** @type {InstanceType<typeof timelineLayout.Placement> | null} */
      this.placement = null;
      /** What the present marks have been chosen for. */
      this.drawn = { key: "", from: 0, to: 0 };
      /** @type {TimelineBand[]} */
      this.bands = [];
      this.focused = -1;
      this.starts = new Float64Array(0);
      this.stops = new Float64Array(0);
      /** The marks that have been drawn, by their lane and event. @type {Map<string, InstanceType<typeof timelineMarks.Mark>>} */
      this.known = new Map();
      /** @type {Map<string, InstanceType<typeof timelineMarks.Mark>>} */
      this.shown = new Map();
      const defs = svg.querySelector("defs");
      svg.replaceChildren(...(defs ? [defs] : []));
      const group = (/** @type {Record<string, string>} */ attributes) => {
        const element = make("g", attributes);
        svg.append(element);
        return element;
      };
      const axis = group({ class: "chart-axis", "aria-hidden": "true" });
      const gaps = group({ "aria-hidden": "true" });
      this.axis = new timelineAxis.Axis(axis, gaps, scale, calendar, breaks);
      this.bars = new timelineBars.Bars(group({ "aria-hidden": "true" }), scale, calendar, count);
      this.leaders = group({ "aria-hidden": "true" });
      this.heads = group({});
      this.marks = group({});
      this.painter = new timelineMarks.Marks(this.isRtl, store.root, say, target);
      this.refresh();
    }

    /** Takes over what has been loaded. */
    refresh() {
      const { events } = this.store;
      this.starts = Float64Array.from(events, (event) => this.scale.x(event.start));
      this.stops = Float64Array.from(events, (event) => this.scale.x(event.stop));
      this.setLanes(this.lanes);
    }

    /** @param {TimelineLane[]} lanes */
    setLanes(lanes) {
      this.lanes = lanes;
      this.seconds = lanes.map(({ members }) =>
        Float64Array.from(members, (index) => this.store.events[index].start).sort(),
      );
      this.version += 1;
    }

    /** The room for a label. */
    get labelRoom() {
      return Math.min(LABEL, this.width * 0.5);
    }

    /** Which events have room at the present zoom. */
    places() {
      const key = `${this.least} ${this.width} ${this.last} ${this.version}`;
      if (key !== this.placementKey || !this.placement) {
        const isOne = this.lanes.length < 2;
        const widened = this.width / PUBLISHED;
        const isPublished = widened >= 1 && widened <= MOST_WIDENED;
        this.placementKey = key;
        this.placement = new timelineLayout.Placement(
          this.starts, this.stops, this.lanes.map(({ members }) => members),
          {
            least: isPublished ? this.least / widened : this.least, last: this.last, label: this.labelRoom,
            ...(isOne ? (this.width < NARROW ? NARROW_ROWS : ROWS) : LANE_ROWS),
          },
        );
        // The whole has the height that it was published with.
        const { room } = this.placement;
        while (isOne && this.room && room.rows + room.smallRows > 2 && this.measure(0) > this.room + 1) {
          if (room.rows > 1) room.rows -= 1;
          else room.smallRows -= 1;
          this.placement.levels.clear();
        }
      }
      return this.placement.at(this.placement.level(this.zoom));
    }

    /**
     * The height of the whole picture at a step of the zoom.
     * @param {number} level
     */
    measure(level) {
      const places = /** @type {NonNullable<typeof this.placement>} */ (this.placement).at(level);
      const seen = this.lanes.map(({ members }) => members.map((_, position) => position));
      return this.stack(places, seen, level, []);
    }

    /**
     * Whether an event has a label at the present zoom.
     * @param {number} index
     */
    isLabeled(index) {
      const places = this.places();
      return this.lanes.some(({ members }, at) => places[at][members.indexOf(index)] > 0);
    }

    /**
     * The positions in a lane of the events of which something is in view.
     * @param {TimelineLane} lane
     * @param {number} margin In pixels.
     */
    inView({ members }, margin = 0) {
      const from = this.from - (this.labelRoom + margin) / this.zoom;
      const to = this.from + (this.width + margin) / this.zoom;
      const { starts, stops } = this;
      const seen = [];
      for (let position = 0; position < members.length; position += 1) {
        const index = members[position];
        if (stops[index] >= from && starts[index] <= to) seen.push(position);
      }
      return seen;
    }

    /**
     * Puts the lanes below each other.
     * @param {Int8Array[]} places
     * @param {number[][]} seen The positions of the events of each lane.
     * @param {number} level
     * @param {TimelineBand[]} least What they have at least.
     * @returns {number} The height of all.
     */
    stack(places, seen, level, least) {
      let top = TOP;
      this.bands = this.lanes.map(({ name }, at) => {
        const start = top + (name ? HEAD : 0);
        let { labeled = 0, small = 0, bars = false } = least[at] ?? {};
        for (const position of seen[at]) {
          const place = places[at][position];
          if (!place) bars = true;
          else if (place > 0) labeled = Math.max(labeled, place);
          else small = Math.max(small, -place);
        }
        const isPublished = !level && labeled <= this.rowHeights.length && this.width >= NARROW;
        const tops = [start];
        for (let row = 0; row < labeled; row += 1) {
          tops.push(tops[row] + (isPublished ? this.rowHeights[row] : ROW));
        }
        const height = tops[labeled] - start + small * SMALL_ROW + (bars ? BARS : 0);
        const bottom = start + Math.max(height, name ? 30 : 120);
        top = bottom + (name ? 14 : 2);
        return { tops, labeled, small, bars, top: start, bottom };
      });
      return (this.bands[this.bands.length - 1]?.bottom ?? 120) + AXIS;
    }

    /**
     * Draws what is in view.
     * @param {boolean} isSettled Whether it rests: rows that are empty are removed.
     * @returns {number[]} The events that are drawn.
     */
    draw(isSettled) {
      const places = this.places();
      const level = /** @type {NonNullable<typeof this.placement>} */ (this.placement).level(this.zoom);
      const key = `${this.placementKey} ${level} ${isSettled}`;
      const to = this.from + this.width / this.zoom;
      const { drawn } = this;
      if (isSettled || key !== drawn.key || this.from < drawn.from || to > drawn.to) {
        const margin = isSettled ? 0 : this.width * MARGIN;
        this.choose(places, level, margin, isSettled);
        this.drawn = { key, from: this.from - margin / this.zoom, to: to + margin / this.zoom };
      }
      this.move();
      if (isSettled) this.order();
      return [...this.shown.values()].map((mark) => mark.index);
    }

    /**
     * Decides what is drawn, and in which rows.
     * @param {Int8Array[]} places
     * @param {number} level
     * @param {number} margin
     * @param {boolean} isSettled
     */
    choose(places, level, margin, isSettled) {
      const seen = this.lanes.map((lane) => this.inView(lane, margin));
      const before = isSettled || this.bands.length !== this.lanes.length ? [] : this.bands;
      const { height } = this;
      this.height = this.stack(places, seen, level, before);
      if (!level && this.lanes.length < 2) this.grow(this.room, MOST_MORE);
      if (!isSettled) this.grow(height);
      for (const [name, value] of [["width", this.width], ["height", this.height]]) {
        this.svg.setAttribute(String(name), String(value));
      }
      this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      this.heads.replaceChildren();
      this.lanes.forEach((lane, at) => lane.name && this.drawHead(lane, this.bands[at]));
      const placement = /** @type {NonNullable<typeof this.placement>} */ (this.placement);
      const zoom = placement.zoomOf(level);
      const previous = this.shown;
      this.shown = new Map();
      this.lanes.forEach(({ members }, at) => {
        const band = this.bands[at];
        for (const position of seen[at]) {
          const place = places[at][position];
          if (!place) continue;
          const index = members[position];
          const key = `${at} ${index}`;
          const mark = this.known.get(key) ?? new timelineMarks.Mark(index);
          this.known.set(key, mark);
          this.shown.set(key, mark);
          mark.isPoint = (this.stops[index] - this.starts[index]) * zoom < LEAST_BAR;
          mark.isLabeled = place > 0;
          mark.isAtEnd = mark.isLabeled && placement.isAtEnd(index, zoom);
          mark.y = mark.isLabeled
            ? band.tops[place - 1]
            : band.bottom - (band.bars ? BARS : 0) + place * SMALL_ROW;
          this.painter.fill(mark, this.store.events[index], this.labelRoom);
          if (!mark.node.parentNode) this.marks.append(mark.node);
          if (!mark.isLabeled || !mark.isPoint) {
            mark.leader.remove();
          } else {
            mark.leader.setAttribute("y1", String(mark.y + 14));
            mark.leader.setAttribute("y2", String(band.bottom));
            if (!mark.leader.parentNode) {
              this.leaders.append(mark.leader);
              mark.transform = "";
            }
          }
        }
      });
      for (const [key, mark] of previous) {
        if (this.shown.has(key)) continue;
        mark.node.remove();
        mark.leader.remove();
        if (this.known.size > MOST_KEPT) this.known.delete(key);
      }
      this.bars.draw(this, margin, this.bands.flatMap(({ bars, labeled, small, top, bottom }, at) =>
        bars ? [{ seconds: this.seconds[at], bottom, room: labeled || small ? BARS : bottom - top }] : [],
      ));
    }

    /**
     * Gives the last rows more room if the picture is to be higher.
     * @param {number} height
     * @param {number} most How much more each row may have above it.
     */
    grow(height, most = 0) {
      const more = height - this.height;
      if (more <= 0 || !this.bands.length) return;
      const band = this.bands[this.bands.length - 1];
      const each = Math.min(most, more / Math.max(band.labeled, 1));
      band.tops = band.tops.map((top, row) => top + row * each);
      band.bottom += more;
      this.height = height;
    }

    /** Moves what is drawn to where it is now. */
    move() {
      const { zoom, isRtl, width } = this;
      const room = this.labelRoom;
      for (const mark of this.shown.values()) {
        const start = this.starts[mark.index];
        const length = (this.stops[mark.index] - start) * zoom;
        const x = mark.isPoint ? this.left(start) + ((isRtl ? -1 : 1) * length) / 2 : this.left(start, length);
        mark.move(x, length, width, room, isRtl);
      }
      this.bars.move(this);
      this.axis.draw(this, this.height - AXIS);
    }

    /** Readers of the screen go through the marks in the order of the document. */
    order() {
      const marks = [...this.shown.values()];
      // A mark that is moved in it would lose the focus.
      if (!this.marks.contains(document.activeElement)) {
        marks.sort((a, b) => a.index - b.index);
        if (marks.some((mark, at) => mark.node !== this.marks.childNodes[at])) {
          this.marks.append(...marks.map((mark) => mark.node));
        }
      }
      // One can be reached with the tab key: that of the focused event, or the first.
      const stop = marks.find((mark) => mark.index === this.focused) ?? marks[0];
      for (const mark of marks) mark.node.setAttribute("tabindex", mark === stop ? "0" : "-1");
    }

    /**
     * The physical left edge of what is at a place.
     * @param {number} x
     * @param {number} [width]
     */
    left(x, width = 0) {
      const from = (x - this.from) * this.zoom;
      return this.isRtl ? this.width - from - width : from;
    }

    /**
     * @param {TimelineLane} lane
     * @param {TimelineBand} band
     */
    drawHead(lane, band) {
      const y = band.top - HEAD;
      const text = make("text", {
        class: "chart-lane", x: this.isRtl ? this.width : 0, y: y + 15, "text-anchor": "start",
      }, lane.name);
      if (lane.lang) text.setAttribute("lang", lane.lang);
      if (lane.dir === (this.isRtl ? "ltr" : "rtl")) {
        text.setAttribute("direction", lane.dir);
        text.setAttribute("text-anchor", "end");
      }
      this.heads.append(text);
      if (lane === this.lanes[0]) return;
      this.heads.append(
        make("line", { class: "chart-lane-line", x1: 0, y1: y - 3, x2: this.width, y2: y - 3 }),
      );
    }
  }

  return Object.freeze({ Picture });
})();
