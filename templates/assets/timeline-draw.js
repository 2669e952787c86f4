// @ts-check
// Draws the timeline: which events have room in the present view, and their marks.
"use strict";

/**
 * @typedef {object} TimelineLane
 * @property {string} name Its name; empty if it is the only one.
 * @property {string} lang
 * @property {string} dir
 * @property {number[]} members The events, oldest first.
 */

const timelineDraw = (() => {
  const NS = "http://www.w3.org/2000/svg";
  const LEAST_BAR = 9;
  const RADIUS = 6;
  const LONG = 60;
  const ROW = 110;
  const SMALL_ROW = 16;
  const BARS = 56;
  const HEAD = 22;
  const TOP = 12;
  const AXIS = 50;
  const PICTURE = 48;
  const PICTURE_TOP = 8;
  const PICTURE_GAP = 8;
  const ROOM = { year: 58, month: 92, day: 40, hour: 56 };
  const BAR_ROOM = { year: 5, month: 5, day: 5, hour: 6 };
  const { bits } = timelineData;

  /**
   * @param {string} tag
   * @param {Record<string, string | number>} [attributes]
   * @param {...(Node | string)} children
   * @returns {SVGElement}
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      element.setAttribute(name, String(value));
    }
    element.append(...children);
    return element;
  };

  const ruler = document.createElement("canvas").getContext("2d");

  /**
   * @param {string} text
   * @param {string} font
   */
  const measure = (text, font) => {
    if (!ruler) return text.length * 8;
    ruler.font = font;
    return ruler.measureText(text).width;
  };

  /**
   * The lines of a text; what has no room is replaced by an ellipsis.
   * @param {string} text
   * @param {number} room
   * @param {number} most
   * @param {string} font
   */
  const wrap = (text, room, most, font) => {
    const lines = [];
    const words = text.split(/\s+/);
    while (words.length && lines.length < most) {
      let line = words.shift() ?? "";
      while (words.length && measure(`${line} ${words[0]}`, font) <= room) {
        line += ` ${words.shift()}`;
      }
      lines.push(line);
    }
    if (words.length) lines[most - 1] += "…";
    return lines.map((line) => {
      let cut = line;
      // At a word if there are several, and not after a comma.
      while (cut.length > 2 && measure(cut, font) > room) {
        const text = cut.replace(/…$/, "");
        cut = `${text.replace(/\s+\S*$|.$/u, "").replace(/[\s,،.:;؛–—-]+$/, "")}…`;
      }
      return cut;
    });
  };

  /**
   * The same without a line that is much shorter than the others; one ends with a comma if it can.
   * @param {string} text
   * @param {number} room
   * @param {number} most
   * @param {string} font
   */
  const wrapEvenly = (text, room, most, font) => {
    const lines = wrap(text, room, most, font);
    if (lines.length < 2) return lines;
    const whole = [0.5, 0.6, 0.7, 0.8, 0.9]
      .map((share) => wrap(text, room * share, most, font))
      .filter((each) => !each[each.length - 1].endsWith("…"));
    return whole.find((each) => /[,،–]$/.test(each[0])) ?? whole[0] ?? lines;
  };

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
      this.calendar = calendar;
      this.say = say;
      this.count = count;
      this.breaks = breaks;
      this.target = target;
      this.isRtl = getComputedStyle(svg).direction === "rtl";
      const style = getComputedStyle(document.documentElement);
      this.titleFont = `600 14.5px ${style.getPropertyValue("--serif")}`;
      this.dateFont = `12.5px ${style.getPropertyValue("--sans")}`;
      this.width = 0;
      this.height = 0;
      /** The pixels of a unit of the scale, and the unit at the start of the picture. */
      this.zoom = 1;
      this.from = 0;
      /** @type {TimelineLane[]} */
      this.lanes = [];
      this.version = 0;
      this.layoutKey = "";
      /** @type {Map<number, {row: number, isLabeled: boolean}>[]} */
      this.places = [];
      /** @type {{top: number, labeled: number, small: number, bars: boolean, bottom: number}[]} */
      this.bands = [];
      this.focused = -1;
      this.starts = new Float64Array(0);
      this.stops = new Float64Array(0);
      /** @type {Map<string, SVGElement>} */
      this.nodes = new Map();
      const defs = svg.querySelector("defs");
      svg.replaceChildren(...(defs ? [defs] : []));
      this.axis = make("g", { class: "chart-axis", "aria-hidden": "true" });
      this.gaps = make("g", { "aria-hidden": "true" });
      this.bars = make("g", { "aria-hidden": "true" });
      this.leaders = make("g", { "aria-hidden": "true" });
      this.heads = make("g", {});
      this.marks = make("g", {});
      svg.append(this.axis, this.gaps, this.bars, this.leaders, this.heads, this.marks);
      this.refresh();
    }

    /** Takes over what has been loaded. */
    refresh() {
      const { events } = this.store;
      this.starts = Float64Array.from(events, (event) => this.scale.x(event.start));
      this.stops = Float64Array.from(events, (event) => this.scale.x(event.stop));
      this.version += 1;
    }

    /** @param {TimelineLane[]} lanes */
    setLanes(lanes) {
      this.lanes = lanes;
      this.version += 1;
    }

    /** The room for a label, also for those of the last events. */
    get labelRoom() {
      return Math.min(204, this.width * 0.5);
    }

    /** Decides which events have room: that depends on the zoom, and not on what is in view. */
    layout() {
      const key = `${this.zoom} ${this.width} ${this.version}`;
      if (key === this.layoutKey) return false;
      this.layoutKey = key;
      const room = this.labelRoom;
      const rows = this.lanes.length > 1 ? 2 : 8;
      const smallRows = this.lanes.length > 1 ? 6 : 16;
      this.places = this.lanes.map(({ members }) => {
        const items = members.map((index) => {
          const start = this.starts[index] * this.zoom;
          const end = this.stops[index] * this.zoom;
          const isBar = end - start >= LEAST_BAR;
          const middle = (start + end) / 2;
          return {
            index,
            x: isBar ? start : middle - RADIUS,
            end: isBar ? end : middle + RADIUS,
            isLong: end - start >= LONG,
          };
        });
        items.sort((a, b) => a.x - b.x || a.index - b.index);
        const labeled = timelineLayout.assignRows(
          items.map((item) => ({ ...item, end: Math.max(item.end, item.x + room) })), rows, 14, 3,
        );
        const rest = items.filter((_, at) => labeled[at] < 0);
        const small = timelineLayout.assignRows(rest, smallRows, 2, 22);
        /** @type {Map<number, {row: number, isLabeled: boolean}>} */
        const places = new Map();
        items.forEach(({ index }, at) => {
          if (labeled[at] >= 0) places.set(index, { row: labeled[at], isLabeled: true });
        });
        rest.forEach(({ index }, at) => {
          if (small[at] >= 0) places.set(index, { row: small[at], isLabeled: false });
        });
        return places;
      });
      return true;
    }

    /**
     * The events of a lane of which something is in view.
     * @param {TimelineLane} lane
     */
    inView({ members }) {
      const from = this.from - this.labelRoom / this.zoom;
      const to = this.from + this.width / this.zoom;
      return members.filter((index) => this.stops[index] >= from && this.starts[index] <= to);
    }

    /** @param {number[][]} seen */
    measureBands(seen) {
      let top = TOP;
      this.bands = this.lanes.map(({ name }, at) => {
        const start = top + (name ? HEAD : 0);
        let labeled = 0;
        let small = 0;
        let bars = false;
        for (const index of seen[at]) {
          const place = this.places[at].get(index);
          if (!place) bars = true;
          else if (place.isLabeled) labeled = Math.max(labeled, place.row + 1);
          else small = Math.max(small, place.row + 1);
        }
        const height = labeled * ROW + small * SMALL_ROW + (bars ? BARS : 0);
        const bottom = start + Math.max(height, name ? 30 : 120);
        top = bottom + (name ? 14 : 2);
        return { top: start, labeled, small, bars, bottom };
      });
      this.height = (this.bands[this.bands.length - 1]?.bottom ?? 120) + AXIS + 2;
    }

    /**
     * Draws what is in view.
     * @param {boolean} isSettled Whether rows that are empty are removed.
     * @returns {number[]} The events that are drawn.
     */
    draw(isSettled) {
      const isNew = this.layout();
      const seen = this.lanes.map((lane) => this.inView(lane));
      if (isNew || isSettled) this.measureBands(seen);
      const { svg, width, height } = this;
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.setAttribute("width", String(width));
      svg.setAttribute("height", String(height));
      const baseline = height - AXIS;
      this.drawAxis(baseline);
      this.bars.replaceChildren();
      this.heads.replaceChildren();
      this.leaders.replaceChildren();
      const drawn = new Set();
      /** @type {number[]} */
      const shown = [];
      this.lanes.forEach((lane, at) => {
        const band = this.bands[at];
        if (lane.name) this.drawHead(lane, band, width);
        const hasMarks = band.labeled || band.small;
        const height = hasMarks ? BARS : band.bottom - band.top;
        if (band.bars) this.drawBars(seen[at], band.bottom, height);
        for (const index of seen[at]) {
          const place = this.places[at].get(index);
          if (!place) continue;
          const key = `${at} ${index}`;
          drawn.add(key);
          shown.push(index);
          const isInside = place.isLabeled
            ? place.row < band.labeled
            : place.row < band.small;
          const y = place.isLabeled
            ? band.top + place.row * ROW
            : band.bottom - (band.bars ? BARS : 0) - (place.row + 1) * SMALL_ROW;
          const node = this.drawMark(key, index, place.isLabeled, y);
          node.style.display = isInside ? "" : "none";
          if (place.isLabeled && isInside) this.drawLeader(index, y + 14, band.bottom);
        }
      });
      for (const [key, node] of this.nodes) {
        if (drawn.has(key)) continue;
        node.remove();
        this.nodes.delete(key);
      }
      // Readers of the screen go through the marks in the order of the document. A mark that is
      // moved in it would lose the focus.
      if (isSettled && !this.marks.contains(document.activeElement)) {
        const order = (/** @type {SVGElement} */ node) => Number(node.dataset.event);
        this.marks.append(...[...this.nodes.values()].sort((a, b) => order(a) - order(b)));
      }
      this.setTabStop();
      return shown;
    }

    /** One of the marks can be reached with the tab key: that of the focused event, or the first. */
    setTabStop() {
      const nodes = [...this.marks.children].filter((node) => node instanceof SVGElement);
      const stop = nodes.find((node) => Number(node.dataset.event) === this.focused) ?? nodes[0];
      for (const node of nodes) node.setAttribute("tabindex", node === stop ? "0" : "-1");
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

    /** @param {number} baseline */
    drawAxis(baseline) {
      const { calendar, scale, zoom, width } = this;
      const [unit, step] = calendar.chooseUnit(scale.perSecond * zoom, ROOM);
      const parts = [];
      const to = this.from + width / zoom;
      for (const panel of scale.panels) {
        const from = Math.max(panel.x, this.from);
        const end = Math.min(panel.end, to);
        if (from >= end) continue;
        const line = this.left(from, (end - from) * zoom);
        parts.push(make("line", {
          class: "chart-line", x1: line, y1: baseline, x2: line + (end - from) * zoom, y2: baseline,
        }));
        /** @type {[number, string][]} */
        const contexts = [];
        for (const second of calendar.ticks(scale.second(from), scale.second(end), unit, step)) {
          const at = scale.x(second);
          const name = calendar.nameContext(second, unit);
          // What ticks are part of is named where it begins, or at the edge of the picture, which
          // gives way to what begins next to it.
          const place = Math.max(at, from);
          const last = contexts[contexts.length - 1];
          if (name && name !== last?.[1]) {
            const isNear = last && (place - last[0]) * zoom < 100;
            if (isNear && last[0] === from) contexts.pop();
            if (!isNear || last[0] === from) contexts.push([place, name]);
          }
          if (at < from) continue;
          const x = this.left(at);
          parts.push(make("line", { class: "chart-grid", x1: x, y1: 0, x2: x, y2: baseline + 6 }));
          if (x < 20 || x > width - 20) continue;
          // The length of a silence comes before the names of what is next to it.
          const isNear = (/** @type {number} */ edge, /** @type {number} */ gap) =>
            Math.abs(at - edge) * zoom < 34 && gap * zoom < 90;
          const next = scale.panels[scale.panels.indexOf(panel) + 1];
          const before = scale.panels[scale.panels.indexOf(panel) - 1];
          if (next && isNear(panel.end, next.x - panel.end)) continue;
          if (before && isNear(panel.x, panel.x - before.end)) continue;
          parts.push(make("text", { x, y: baseline + 21, "text-anchor": "middle" },
            calendar.nameTick(second, unit)));
        }
        for (const [place, name] of contexts) {
          parts.push(make("text", {
            class: "chart-context", x: this.left(place), y: baseline + 42, "text-anchor": "start",
          }, name));
        }
      }
      this.axis.replaceChildren(...parts);
      this.gaps.replaceChildren(...scale.panels.slice(1).flatMap((panel, at) => {
        const start = scale.panels[at].end;
        const length = (panel.x - start) * zoom;
        const x = this.left(start, length);
        if (x > width || x + length < 0) return [];
        const middle = Math.min(Math.max(x + length / 2, 30), width - 30);
        return [make("g", { class: "chart-break" },
          make("rect", { x, y: 0, width: length, height: baseline + 6 }),
          make("path", { d: `M${x} ${baseline}H${middle - 8}l4 -6l8 12l4 -6H${x + length}` }),
          make("text", { x: middle, y: baseline + 21, "text-anchor": "middle" }, this.breaks[at] ?? ""),
        )];
      }));
    }

    /**
     * @param {TimelineLane} lane
     * @param {{top: number}} band
     * @param {number} width
     */
    drawHead(lane, band, width) {
      const y = band.top - HEAD;
      const text = make("text", {
        class: "chart-lane", x: this.isRtl ? width : 0, y: y + 15, "text-anchor": "start",
      }, lane.name);
      if (lane.lang) text.setAttribute("lang", lane.lang);
      if (lane.dir === (this.isRtl ? "ltr" : "rtl")) {
        text.setAttribute("direction", lane.dir);
        text.setAttribute("text-anchor", "end");
      }
      this.heads.append(text);
      if (lane === this.lanes[0]) return;
      this.heads.append(
        make("line", { class: "chart-lane-line", x1: 0, y1: y - 3, x2: width, y2: y - 3 }),
      );
    }

    /**
     * Draws how many events begin in each hour, day, month or year.
     * @param {number[]} seen
     * @param {number} bottom
     * @param {number} room Its height.
     */
    drawBars(seen, bottom, room) {
      const { calendar, scale, zoom } = this;
      const [unit, step] = calendar.chooseUnit(scale.perSecond * zoom, BAR_ROOM);
      const from = scale.second(this.from);
      const edges = [
        ...calendar.ticks(from, scale.second(this.from + this.width / zoom), unit, step),
      ];
      if (!edges.length) return;
      const length = edges.length > 1 ? edges[edges.length - 1] - edges[edges.length - 2] : 1;
      edges.push(edges[edges.length - 1] + length);
      const counts = new Array(edges.length).fill(0);
      let at = 0;
      for (const index of seen) {
        const { start } = this.store.events[index];
        while (at + 1 < edges.length && edges[at + 1] <= start) at += 1;
        if (start >= edges[0]) counts[at] += 1;
      }
      const most = Math.max(...counts);
      counts.forEach((number, each) => {
        if (!number || each + 1 >= edges.length) return;
        const x = scale.x(edges[each]);
        const width = Math.max(1, (scale.x(edges[each + 1]) - x) * zoom - 1);
        const height = 4 + (number / most) * (room - 20);
        const name = [calendar.nameTick(edges[each], unit), calendar.nameContext(edges[each], unit)];
        this.bars.append(make("g", { class: "chart-bar", "data-from": edges[each], "data-to": edges[each + 1] },
          make("title", {}, `${name.filter(Boolean).join(" ")}: ${this.count(number)}`),
          make("rect", { x: this.left(x, width), y: bottom - height, width, height }),
        ));
      });
    }

    /**
     * Draws the line from a point to the axis, below all labels.
     * @param {number} index
     * @param {number} top
     * @param {number} bottom
     */
    drawLeader(index, top, bottom) {
      const width = (this.stops[index] - this.starts[index]) * this.zoom;
      if (width >= LEAST_BAR) return;
      const x = this.left(this.starts[index] + width / 2 / this.zoom);
      this.leaders.append(make("line", { class: "chart-leader", x1: x, y1: top, x2: x, y2: bottom }));
    }

    /**
     * @param {string} key
     * @param {number} index
     * @param {boolean} isLabeled
     * @param {number} y
     */
    drawMark(key, index, isLabeled, y) {
      const event = this.store.events[index];
      const { details } = event;
      const start = this.starts[index];
      const width = (this.stops[index] - start) * this.zoom;
      const isPoint = width < LEAST_BAR;
      const shape = `${isPoint} ${isLabeled} ${this.labelRoom} ${Boolean(details)}`;
      let node = this.nodes.get(key);
      if (!node) {
        node = make("a", { "data-event": index });
        this.nodes.set(key, node);
        this.marks.append(node);
      }
      if (node.dataset.shape !== shape) {
        node.dataset.shape = shape;
        this.fillMark(node, event, isPoint, isLabeled);
      }
      const x = isPoint ? this.left(start + width / 2 / this.zoom) : this.left(start, width);
      node.setAttribute("transform", `translate(${x.toFixed(2)} ${y})`);
      if (isPoint) return node;
      node.querySelector(".chart-extent")?.setAttribute("width", width.toFixed(2));
      const ends = node.querySelectorAll(".chart-tail");
      for (const tail of ends) {
        const isRight = tail.getAttribute("mask") === "url(#_fade-tail-right)";
        tail.setAttribute("x", isRight ? width.toFixed(2) : "-40");
      }
      // The label of what began before the picture is at its edge.
      const hidden = Math.max(0, this.isRtl ? x + width - this.width : -x);
      const moved = Math.min(hidden, Math.max(0, width - this.labelRoom));
      const label = this.isRtl ? width - moved : moved;
      node.querySelector("g")?.setAttribute("transform", `translate(${label.toFixed(2)} 0)`);
      return node;
    }

    /**
     * @param {SVGElement} node
     * @param {TimelineEvent} event
     * @param {boolean} isPoint
     * @param {boolean} isLabeled
     */
    fillMark(node, event, isPoint, isLabeled) {
      const { details, status } = event;
      const known = details?.bits ?? 0;
      const has = (/** @type {number} */ bit) => Boolean(known & bit);
      const isSoft = has(bits.softStart) || has(bits.softEnd);
      const parts = [];
      const shape = details?.shape ?? "day";
      node.setAttribute(
        "class", `chart-event status-${status}${has(bits.uncertain) ? " uncertain" : ""}`,
      );
      if (details) {
        const words = status === "occurred" ? [] : [this.say(`status-${status}`)];
        const name = [details.date, details.title, ...words].join(`${this.say("separator")} `);
        node.setAttribute("href", new URL(details.path, this.store.root).href);
        if (this.target) node.setAttribute("target", this.target);
        node.setAttribute("aria-label", name);
        parts.push(make("title", {}, name));
      }
      for (const [bit, isEnd] of /** @type {[number, boolean][]} */ ([
        [bits.openStart, false], [bits.openEnd, true],
      ])) {
        if (!has(bit)) continue;
        const side = isEnd === this.isRtl ? "left" : "right";
        parts.push(make("rect", {
          class: "chart-tail", x: side === "left" ? -40 : 0, y: 2, width: 40, height: 8,
          mask: `url(#_fade-tail-${side})`,
        }));
      }
      if (!isPoint) {
        const rect = make("rect", {
          class: `chart-extent${/span|open/.test(shape) ? " chart-lasting" : ""}`,
          x: 0, y: 0, height: 12,
        });
        if (isSoft) {
          const sides = has(bits.softStart) && has(bits.softEnd)
            ? "both"
            : has(bits.softStart) === this.isRtl ? "right" : "left";
          rect.setAttribute("mask", `url(#_fade-${sides})`);
        }
        parts.push(rect);
      } else if (shape === "month") {
        parts.push(make("circle", { class: "chart-ring", cx: 0, cy: 6, r: 4.5 }));
      } else if (shape === "year") {
        parts.push(make("path", { class: "chart-ring", d: "M0 .5l5.5 5.5l-5.5 5.5l-5.5 -5.5z" }));
      } else if (shape === "span") {
        parts.push(make("rect", { class: "chart-dot", x: -5, y: 0, width: 10, height: 12, rx: 2 }));
      } else {
        parts.push(make("circle", { class: "chart-dot", cx: 0, cy: 6, r: 6 }));
      }
      if (isPoint && isSoft) {
        parts.push(make("circle", { class: "chart-around", cx: 0, cy: 6, r: 9 }));
      }
      if (isLabeled && details) {
        const label = make("g", { transform: `translate(${this.isRtl ? RADIUS : -RADIUS} 0)` });
        parts.push(label);
        const indent = details.picture ? PICTURE + PICTURE_GAP : 0;
        const x = this.isRtl ? -indent : indent;
        const room = this.labelRoom - 8;
        const dates = wrapEvenly(details.date, room, 2, this.dateFont);
        let y = 10;
        for (const line of dates) {
          y += 18;
          label.append(make("text", { class: "chart-date", x: 0, y }, line));
        }
        if (details.picture) {
          label.append(make("image", {
            href: new URL(details.picture, this.store.root).href, x: this.isRtl ? -PICTURE : 0,
            y: y + PICTURE_TOP, width: PICTURE, height: PICTURE, preserveAspectRatio: details.crop,
          }));
        }
        if (status !== "occurred") {
          y += 18;
          label.append(make("text", { class: "chart-status", x, y }, this.say(`status-${status}`)));
        }
        const lines = Math.round((82 - y) / 18);
        for (const line of wrap(details.title, room - indent, lines, this.titleFont)) {
          y += 18;
          const text = make("text", { class: "chart-title", x, y }, line);
          if (details.lang) {
            text.setAttribute("lang", details.lang);
            text.setAttribute("direction", details.dir);
            if ((details.dir === "rtl") !== this.isRtl) text.setAttribute("text-anchor", "end");
          }
          label.append(text);
        }
      }
      node.replaceChildren(...parts);
    }
  }

  return Object.freeze({ Picture });
})();
