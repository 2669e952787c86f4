// @ts-check
// Draws how many events begin in each hour, day, month or year, where there is no room for all.
"use strict";

const timelineBars = (() => {
  const ROOM = { year: 5, month: 5, day: 5, hour: 6 };
  const { make } = timelineAxis;

  /**
   * How many of some sorted numbers are less than another.
   * @param {Float64Array} sorted
   * @param {number} number
   */
  const countLess = (sorted, number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < number) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  class Bars {
    /**
     * @param {SVGElement} group
     * @param {InstanceType<typeof timelineLayout.Scale>} scale
     * @param {InstanceType<typeof timelineTime.Calendar>} calendar
     * @param {(n: number) => string} count
     */
    constructor(group, scale, calendar, count) {
      this.group = group;
      this.scale = scale;
      this.calendar = calendar;
      this.count = count;
      this.key = "";
      /** The bars by their lane and first second. @type {Map<string, {node: SVGElement, rect: SVGElement}>} */
      this.nodes = new Map();
      this.drawn = { from: 0, zoom: 1 };
    }

    /**
     * Draws the bars of lanes.
     * @param {TimelineView} view
     * @param {number} margin What is drawn on either side of what is in view, in pixels.
     * @param {{seconds: Float64Array, bottom: number, room: number}[]} lanes
     *   The sorted seconds at which the events of each begin, and where it is.
     */
    draw(view, margin, lanes) {
      const { calendar, scale } = this;
      const [unit, step] = calendar.chooseUnit(scale.perSecond * view.zoom, ROOM);
      const key = `${unit} ${step}`;
      if (key !== this.key) {
        this.key = key;
        this.nodes.clear();
        this.group.replaceChildren();
      }
      this.drawn = { from: view.from, zoom: view.zoom };
      this.group.removeAttribute("transform");
      const shown = new Set();
      const from = scale.second(view.from - margin / view.zoom);
      const to = scale.second(view.from + (view.width + margin) / view.zoom);
      const edges = lanes.length ? [...calendar.ticks(from, to, unit, step)] : [];
      const length = edges.length > 1 ? edges[edges.length - 1] - edges[edges.length - 2] : 1;
      edges.push(edges[edges.length - 1] + length);
      const places = edges.map((edge) => scale.x(edge));
      lanes.forEach(({ seconds, bottom, room }, lane) => {
        const less = edges.map((edge) => countLess(seconds, edge));
        const counts = less.slice(1).map((number, at) => number - less[at]);
        const most = Math.max(...counts);
        counts.forEach((number, at) => {
          if (!number) return;
          const name = `${lane} ${edges[at]}`;
          shown.add(name);
          const { rect } = this.nodes.get(name) ?? this.add(name, edges[at], edges[at + 1], unit, number);
          const width = Math.max(1, (places[at + 1] - places[at]) * view.zoom - 1);
          const height = 4 + (number / most) * (room - 20);
          rect.setAttribute("x", view.left(places[at], width).toFixed(2));
          rect.setAttribute("y", (bottom - height).toFixed(2));
          rect.setAttribute("width", width.toFixed(2));
          rect.setAttribute("height", height.toFixed(2));
        });
      });
      for (const [name, { node }] of this.nodes) {
        if (shown.has(name)) continue;
        node.remove();
        this.nodes.delete(name);
      }
    }

    /**
     * Moves what has been drawn to where it is in view now.
     * @param {TimelineView} view
     */
    move({ from, zoom, width, isRtl }) {
      const { drawn } = this;
      if (from === drawn.from && zoom === drawn.zoom) return this.group.removeAttribute("transform");
      const scale = zoom / drawn.zoom;
      const moved = (drawn.from - from) * zoom;
      const x = isRtl ? width * (1 - scale) - moved : moved;
      this.group.setAttribute("transform", `translate(${x.toFixed(2)} 0) scale(${scale} 1)`);
    }

    /**
     * @param {string} name
     * @param {number} from
     * @param {number} to
     * @param {TimelineUnit} unit
     * @param {number} number
     */
    add(name, from, to, unit, number) {
      const { calendar } = this;
      const words = [calendar.nameTick(from, unit), calendar.nameContext(from, unit)];
      const title = `${words.filter(Boolean).join(" ")}: ${this.count(number)}`;
      const rect = make("rect");
      const node = make("g", { class: "chart-bar", "data-from": from, "data-to": to }, make("title", {}, title), rect);
      this.group.append(node);
      const bar = { node, rect };
      this.nodes.set(name, bar);
      return bar;
    }
  }

  return Object.freeze({ Bars });
})();
