// @ts-check
// Draws the mark of an event of the timeline, with its label.
"use strict";

const timelineMarks = (() => {
  const PICTURE = 48;
  const PICTURE_TOP = 8;
  const PICTURE_GAP = 8;
  const { bits } = timelineData;
  const { RADIUS } = timelineLayout;
  const { make } = timelineAxis;

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

  /** The mark of one event in one lane. */
  class Mark {
    /** @param {number} index */
    constructor(index) {
      this.index = index;
      this.node = make("a", { "data-event": index, tabindex: -1 });
      this.leader = make("line", { class: "chart-leader", x1: 0, x2: 0 });
      this.y = 0;
      this.isPoint = false;
      this.isAtEnd = false;
      this.isLabeled = false;
      /** What it has been filled with. */
      this.state = "";
      this.transform = "";
      this.width = -1;
      this.labelAt = -1;
      /** @type {SVGElement | null} */
      this.extent = null;
      /** The tail at its right end. @type {SVGElement | null} */
      this.tail = null;
      /** @type {SVGElement | null} */
      this.label = null;
    }

    /**
     * Moves it to where its event is in view.
     * @param {number} x The physical left edge, or the middle of a point.
     * @param {number} width
     * @param {number} view The width of the picture.
     * @param {number} room The width of a label.
     * @param {boolean} isRtl
     */
    move(x, width, view, room, isRtl) {
      const transform = `translate(${x.toFixed(1)} ${this.y})`;
      if (transform !== this.transform) {
        this.transform = transform;
        this.node.setAttribute("transform", transform);
        if (this.leader.parentNode) this.leader.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
      }
      if (this.isPoint) return;
      if (width !== this.width) {
        this.width = width;
        this.extent?.setAttribute("width", width.toFixed(2));
        this.tail?.setAttribute("x", width.toFixed(2));
        this.labelAt = -1;
      }
      if (!this.label) return;
      // The label of what began before the picture is at its edge.
      const hidden = Math.max(0, isRtl ? x + width - view : -x);
      const moved = Math.min(hidden, Math.max(0, width - room));
      const label = isRtl === this.isAtEnd ? moved : width - moved;
      if (label === this.labelAt) return;
      this.labelAt = label;
      this.label.setAttribute("transform", `translate(${label.toFixed(1)} 0)`);
    }
  }

  class Marks {
    /**
     * @param {boolean} isRtl
     * @param {URL} root The root of the site.
     * @param {(key: string) => string} say
     * @param {string} target Where links of the picture lead to.
     */
    constructor(isRtl, root, say, target) {
      this.isRtl = isRtl;
      this.root = root;
      this.say = say;
      this.target = target;
      const style = getComputedStyle(document.documentElement);
      this.titleFont = `600 14.5px ${style.getPropertyValue("--serif")}`;
      this.dateFont = `12.5px ${style.getPropertyValue("--sans")}`;
    }

    /**
     * Draws a mark again if it is not what it has to be.
     * @param {Mark} mark
     * @param {TimelineEvent} event
     * @param {number} room The width of a label.
     */
    fill(mark, event, room) {
      const { isPoint, isLabeled, isAtEnd } = mark;
      const state = `${isPoint} ${isLabeled} ${isAtEnd} ${isLabeled ? room : 0} ${Boolean(event.details)}`;
      if (state === mark.state) return;
      mark.state = state;
      mark.extent = mark.tail = mark.label = null;
      mark.width = mark.labelAt = -1;
      const { details, status } = event;
      const known = details?.bits ?? 0;
      const has = (/** @type {number} */ bit) => Boolean(known & bit);
      const isSoft = has(bits.softStart) || has(bits.softEnd);
      const parts = [];
      const shape = details?.shape ?? "day";
      mark.node.setAttribute(
        "class", `chart-event status-${status}${has(bits.uncertain) ? " uncertain" : ""}`,
      );
      if (details) {
        const words = status === "occurred" ? [] : [this.say(`status-${status}`)];
        const name = [details.date, details.title, ...words].join(`${this.say("separator")} `);
        mark.node.setAttribute("href", new URL(details.path, this.root).href);
        if (this.target) mark.node.setAttribute("target", this.target);
        mark.node.setAttribute("aria-label", name);
        parts.push(make("title", {}, name));
      }
      for (const [bit, isEnd] of /** @type {[number, boolean][]} */ ([
        [bits.openStart, false], [bits.openEnd, true],
      ])) {
        if (!has(bit)) continue;
        const side = isEnd === this.isRtl ? "left" : "right";
        const tail = make("rect", {
          class: "chart-tail", x: side === "left" ? -40 : 0, y: 2, width: 40, height: 8,
          mask: `url(#_fade-tail-${side})`,
        });
        parts.push(tail);
        if (side === "right") mark.tail = tail;
      }
      if (!mark.isPoint) {
        mark.extent = make("rect", {
          class: `chart-extent${/span|open/.test(shape) ? " chart-lasting" : ""}`,
          x: 0, y: 0, height: 12,
        });
        if (isSoft) {
          const sides = has(bits.softStart) && has(bits.softEnd)
            ? "both"
            : has(bits.softStart) === this.isRtl ? "right" : "left";
          mark.extent.setAttribute("mask", `url(#_fade-${sides})`);
        }
        parts.push(mark.extent);
      } else if (shape === "month") {
        parts.push(make("circle", { class: "chart-ring", cx: 0, cy: 6, r: 4.5 }));
      } else if (shape === "year") {
        parts.push(make("path", { class: "chart-ring", d: "M0 .5l5.5 5.5l-5.5 5.5l-5.5 -5.5z" }));
      } else if (shape === "span") {
        parts.push(make("rect", { class: "chart-dot", x: -5, y: 0, width: 10, height: 12, rx: 2 }));
      } else {
        parts.push(make("circle", { class: "chart-dot", cx: 0, cy: 6, r: 6 }));
      }
      if (mark.isPoint && isSoft) {
        parts.push(make("circle", { class: "chart-around", cx: 0, cy: 6, r: 9 }));
      }
      if (mark.isLabeled && details) {
        mark.label = this.label(mark, event, details, room);
        parts.push(mark.label);
      }
      mark.node.replaceChildren(...parts);
    }

    /**
     * @param {Mark} mark
     * @param {TimelineEvent} event
     * @param {TimelineDetails} details
     * @param {number} room
     */
    label({ isAtEnd }, { status }, details, room) {
      // That of one of the last events ends with its mark, as in `_mark` of pages/timeline_chart.py.
      const isLeftward = this.isRtl !== isAtEnd;
      const label = make("g", { transform: `translate(${isLeftward ? RADIUS : -RADIUS} 0)` });
      const indent = details.picture ? PICTURE + PICTURE_GAP : 0;
      const x = isLeftward ? -indent : indent;
      let y = 10;
      const add = (/** @type {string} */ name, /** @type {number} */ at, /** @type {string} */ line) => {
        y += 18;
        const text = make("text", { class: name, x: at, y }, line);
        if (isAtEnd) text.setAttribute("text-anchor", "end");
        label.append(text);
        return text;
      };
      for (const line of wrapEvenly(details.date, room - 8, 2, this.dateFont)) add("chart-date", 0, line);
      if (details.picture) {
        label.append(make("image", {
          href: new URL(details.picture, this.root).href, x: isLeftward ? -PICTURE : 0,
          y: y + PICTURE_TOP, width: PICTURE, height: PICTURE, preserveAspectRatio: details.crop,
        }));
      }
      if (status !== "occurred") add("chart-status", x, this.say(`status-${status}`));
      const lines = Math.round((82 - y) / 18);
      for (const line of wrap(details.title, room - 8 - indent, lines, this.titleFont)) {
        const text = add("chart-title", x, line);
        if (!details.lang) continue;
        text.setAttribute("lang", details.lang);
        text.setAttribute("direction", details.dir);
        const isTurned = (details.dir === "rtl") !== this.isRtl;
        text.setAttribute("text-anchor", isTurned === isAtEnd ? "start" : "end");
      }
      return label;
    }
  }

  return Object.freeze({ Mark, Marks });
})();
