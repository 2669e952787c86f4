// @ts-check
// Draws the axis of the timeline: round times, what they are part of, and the silences.
"use strict";

/**
 * What of the scale is in view.
 * @typedef {object} TimelineView
 * @property {number} from The unit of the scale at the start of the picture.
 * @property {number} zoom The pixels of a unit.
 * @property {number} width
 * @property {boolean} isRtl
 * @property {(x: number, width?: number) => number} left The physical left edge of what is at a place.
 */

const timelineAxis = (() => {
  const NS = "http://www.w3.org/2000/svg";
  const ROOM = { year: 58, month: 92, day: 40, hour: 56 };

  /**
   * @param {string} tag
   * @param {Record<string, string | number>} [attributes]
   * @param {...(Node | string)} children
   * @returns {SVGElement}
   */
  const make = (tag, attributes, ...children) => {
    const element = document.createElementNS(NS, tag);
    for (const name in attributes) element.setAttribute(name, String(attributes[name]));
    element.append(...children);
    return element;
  };

  class Axis {
    /**
     * @param {SVGElement} group
     * @param {SVGElement} gaps
     * @param {InstanceType<typeof timelineLayout.Scale>} scale
     * @param {InstanceType<typeof timelineTime.Calendar>} calendar
     * @param {string[]} breaks How long each silence is.
     */
    constructor(group, gaps, scale, calendar, breaks) {
      this.gaps = gaps;
      this.scale = scale;
      this.calendar = calendar;
      this.breaks = breaks;
      this.ticks = make("g");
      this.rest = make("g");
      group.append(this.ticks, this.rest);
      this.key = "";
      /** The ticks by their second. @type {Map<number, {node: SVGElement, text: SVGElement}>} */
      this.nodes = new Map();
    }

    /**
     * @param {TimelineView} view
     * @param {number} baseline
     */
    draw(view, baseline) {
      const { calendar, scale } = this;
      const { zoom } = view;
      const [unit, step] = calendar.chooseUnit(scale.perSecond * zoom, ROOM);
      const key = `${unit} ${step} ${baseline}`;
      if (key !== this.key) {
        this.key = key;
        this.nodes.clear();
      }
      /** @type {Map<number, SVGElement>} */
      const shown = new Map();
      /** @type {SVGElement[]} */
      const rest = [];
      const to = view.from + view.width / zoom;
      scale.panels.forEach((panel, at) => {
        const from = Math.max(panel.x, view.from);
        const end = Math.min(panel.end, to);
        if (from >= end) return;
        const line = view.left(from, (end - from) * zoom);
        rest.push(make("line", {
          class: "chart-line", x1: line, y1: baseline, x2: line + (end - from) * zoom, y2: baseline,
        }));
        // The length of a silence comes before the names of what is next to it.
        const [before, next] = [scale.panels[at - 1], scale.panels[at + 1]];
        const isBesideGap = (/** @type {number} */ x) =>
          (next && Math.abs(x - panel.end) * zoom < 34 && (next.x - panel.end) * zoom < 90) ||
          (before && Math.abs(x - panel.x) * zoom < 34 && (panel.x - before.end) * zoom < 90);
        /** @type {[number, string][]} */
        const contexts = [];
        for (const second of calendar.ticks(scale.second(from), scale.second(end), unit, step)) {
          const x = scale.x(second);
          const name = calendar.nameContext(second, unit);
          // What ticks are part of is named where it begins, or at the edge of the picture, which
          // gives way to what begins next to it.
          const place = Math.max(x, from);
          const last = contexts[contexts.length - 1];
          if (name && name !== last?.[1]) {
            const isNear = last && (place - last[0]) * zoom < 100;
            if (isNear && last[0] === from) contexts.pop();
            if (!isNear || last[0] === from) contexts.push([place, name]);
          }
          if (x < from) continue;
          const left = view.left(x);
          const isNamed = left >= 20 && left <= view.width - 20 && !isBesideGap(x);
          shown.set(second, this.tick(second, unit, baseline, left, isNamed));
        }
        for (const [place, name] of contexts) {
          rest.push(make("text", {
            class: "chart-context", x: view.left(place), y: baseline + 42, "text-anchor": "start",
          }, name));
        }
      });
      if (shown.size !== this.ticks.childNodes.length || [...shown.values()].some((node) => !node.parentNode)) {
        this.ticks.replaceChildren(...shown.values());
      }
      for (const second of this.nodes.keys()) {
        if (!shown.has(second)) this.nodes.delete(second);
      }
      this.rest.replaceChildren(...rest);
      this.drawGaps(view, baseline);
    }

    /**
     * @param {number} second
     * @param {TimelineUnit} unit
     * @param {number} baseline
     * @param {number} left
     * @param {boolean} isNamed
     */
    tick(second, unit, baseline, left, isNamed) {
      let tick = this.nodes.get(second);
      if (!tick) {
        const name = this.calendar.nameTick(second, unit);
        tick = {
          node: make("g", {}, make("line", { class: "chart-grid", y1: 0, y2: baseline + 6 })),
          text: make("text", { y: baseline + 21, "text-anchor": "middle" }, name),
        };
        this.nodes.set(second, tick);
      }
      tick.node.setAttribute("transform", `translate(${left.toFixed(2)} 0)`);
      if (!isNamed) tick.text.remove();
      else if (!tick.text.parentNode) tick.node.append(tick.text);
      return tick.node;
    }

    /**
     * @param {TimelineView} view
     * @param {number} baseline
     */
    drawGaps(view, baseline) {
      const { panels } = this.scale;
      this.gaps.replaceChildren(...panels.slice(1).flatMap((panel, at) => {
        const start = panels[at].end;
        const length = (panel.x - start) * view.zoom;
        const x = view.left(start, length);
        if (x > view.width || x + length < 0) return [];
        const middle = Math.min(Math.max(x + length / 2, 30), view.width - 30);
        return [make("g", { class: "chart-break" },
          make("rect", { x, y: 0, width: length, height: baseline + 6 }),
          make("path", { d: `M${x} ${baseline}H${middle - 8}l4 -6l8 12l4 -6H${x + length}` }),
          make("text", { x: middle, y: baseline + 21, "text-anchor": "middle" }, this.breaks[at] ?? ""),
        )];
      }));
    }
  }

  return Object.freeze({ Axis, make });
})();
