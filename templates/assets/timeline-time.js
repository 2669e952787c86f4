// @ts-check
// The time of the timeline: seconds since 0001-01-01T00:00:00Z, in the calendar of the site's zone.
"use strict";

/** @typedef {"hour" | "day" | "month" | "year"} TimelineUnit */

const timelineTime = (() => {
  const DAY = 86_400;
  const WEEK = 604_800;
  const YEAR = 31_556_952;
  // The days from 0001-01-01 to 1970-01-01.
  const EPOCH = 719_162;

  /** @typedef {{year: number, month: number, day: number, hour: number}} CivilTime */

  class Calendar {
    /**
     * @param {string} zone An IANA name; empty for UTC.
     * @param {string[]} months The names of the months.
     * @param {string} before The name of the year 2 BCE.
     * @param {Intl.NumberFormat} numbers
     */
    constructor(zone, months, before, numbers) {
      this.months = months;
      this.before = before.split(numbers.format(2));
      this.numbers = numbers;
      this.format = new Intl.DateTimeFormat("en", {
        timeZone: zone || "UTC",
        timeZoneName: "longOffset",
      });
      /** @type {Map<number, number>} */
      this.offsets = new Map();
    }

    /**
     * The seconds that the zone is ahead of UTC at a time; before 1900 and after 2100 as then.
     * @param {number} second
     */
    offset(second) {
      const since = Math.min(Math.max(second - EPOCH * DAY, -2_208_988_800), 4_102_444_800);
      // No clock is changed twice within a week.
      const week = Math.floor(since / WEEK) * WEEK;
      const offset = this.lookUp(week);
      return offset === this.lookUp(week + WEEK) ? offset : this.lookUp(Math.floor(since / 900) * 900);
    }

    /** @param {number} since A second since 1970. */
    lookUp(since) {
      let offset = this.offsets.get(since);
      if (offset === undefined) {
        const parts = this.format.formatToParts(new Date(since * 1000));
        const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
        const found = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(name);
        offset = found
          ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60)
          : 0;
        this.offsets.set(since, offset);
      }
      return offset;
    }

    /**
     * @param {number} second
     * @returns {CivilTime & {minute: number}}
     */
    civil(second) {
      const date = new Date((second + this.offset(second) - EPOCH * DAY) * 1000);
      return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      };
    }

    /**
     * The first second of a civil time; months and days beyond their range are those that follow.
     * @param {number} year
     * @param {number} [month]
     * @param {number} [day]
     * @param {number} [hour]
     * @param {number} [minute]
     */
    second(year, month = 1, day = 1, hour = 0, minute = 0) {
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const local = date.getTime() / 1000 + EPOCH * DAY + hour * 3600 + minute * 60;
      // The clock may be changed between that time in UTC and here.
      return local - this.offset(local - this.offset(local));
    }

    /** @param {number} year */
    nameYear(year) {
      if (year < 1) return this.before.join(this.number(1 - year));
      return this.number(year);
    }

    /** @param {number} number */
    number(number) {
      return this.numbers.format(number);
    }

    /**
     * The round times from one second to another.
     * @param {number} start
     * @param {number} stop
     * @param {TimelineUnit} unit
     * @param {number} step
     */
    *ticks(start, stop, unit, step) {
      const { year, month, day, hour } = this.civil(start);
      if (unit === "year") {
        for (let each = Math.floor(year / step) * step; ; each += step) {
          const second = this.second(each);
          if (second > stop) return;
          yield second;
        }
      }
      if (unit === "month") {
        for (let each = Math.floor((month - 1) / step) * step + 1; ; each += step) {
          const second = this.second(year, each);
          if (second > stop) return;
          yield second;
        }
      }
      for (let each = day; ; each += 1) {
        const second = this.second(year, month, each);
        if (second > stop) return;
        if (unit === "hour") {
          const first = each === day ? Math.floor(hour / step) * step : 0;
          for (let at = first; at < 24; at += step) yield this.second(year, month, each, at);
          continue;
        }
        const date = this.civil(second);
        const next = this.civil(this.second(date.year, date.month, date.day + Math.ceil(step / 2)));
        if (date.day === 1 || (date.day % step === 0 && next.month === date.month)) yield second;
      }
    }

    /**
     * The unit and the step of ticks that are at least so far apart.
     * @param {number} perSecond The pixels of a second.
     * @param {Record<TimelineUnit, number>} room
     * @returns {[TimelineUnit, number]}
     */
    chooseUnit(perSecond, room) {
      for (const step of [1, 3, 6, 12]) {
        if (step * 3600 * perSecond >= room.hour) return ["hour", step];
      }
      for (const step of [1, 2, 5, 10]) {
        if (step * DAY * perSecond >= room.day) return ["day", step];
      }
      for (const step of [1, 3, 6]) {
        if ((step * YEAR * perSecond) / 12 >= room.month) return ["month", step];
      }
      for (let power = 1; ; power *= 10) {
        for (const digit of [1, 2, 5]) {
          if (digit * power * YEAR * perSecond >= room.year) return ["year", digit * power];
        }
      }
    }

    /**
     * @param {number} second
     * @param {TimelineUnit} unit
     */
    nameTick(second, unit) {
      const { year, month, day, hour } = this.civil(second);
      if (unit === "year") return this.nameYear(year);
      if (unit === "month") return this.months[month - 1];
      return unit === "day" ? this.number(day) : `${this.number(hour)}:${this.number(0)}${this.number(0)}`;
    }

    /**
     * What the ticks at a time are part of; empty for years.
     * @param {number} second
     * @param {TimelineUnit} unit
     */
    nameContext(second, unit) {
      const { year, month, day } = this.civil(second);
      if (unit === "year") return "";
      if (unit === "month") return this.nameYear(year);
      const name = `${this.months[month - 1]} ${this.nameYear(year)}`;
      return unit === "day" ? name : `${this.number(day)} ${name}`;
    }

    /**
     * A time for readers, as precise as a period of this length needs it.
     * @param {number} second
     * @param {number} length In seconds.
     */
    describe(second, length) {
      const { hour, minute } = this.civil(second);
      if (length > 12 * YEAR) return this.nameContext(second, "month");
      if (length > 90 * DAY) return this.nameContext(second, "day");
      const day = this.nameContext(second, "hour");
      if (length > 2 * DAY) return day;
      const pad = (/** @type {number} */ n) => (n < 10 ? this.number(0) : "") + this.number(n);
      return `${day} ${pad(hour)}:${pad(minute)}`;
    }

    /**
     * A time for addresses, likewise.
     * @param {number} second
     * @param {number} length
     */
    write(second, length) {
      const { year, month, day, hour, minute } = this.civil(second);
      const pad = (/** @type {number} */ n, digits = 2) => String(n).padStart(digits, "0");
      const name = `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(month)}`;
      if (length > 12 * YEAR) return name;
      if (length > 2 * DAY) return `${name}-${pad(day)}`;
      return `${name}-${pad(day)}T${pad(hour)}:${pad(minute)}`;
    }

    /**
     * The first second of a time of an address and the one after its last; null if it is none.
     * @param {string} text
     * @returns {[number, number] | null}
     */
    read(text) {
      const found = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?$/.exec(text);
      if (!found) return null;
      const [year, month, day, hour, minute] = found.slice(1).map((part) => part && Number(part));
      if (typeof year !== "number") return null;
      if (typeof month !== "number") return [this.second(year), this.second(year + 1)];
      if (month < 1 || month > 12) return null;
      if (typeof day !== "number") return [this.second(year, month), this.second(year, month + 1)];
      if (typeof hour !== "number") {
        return [this.second(year, month, day), this.second(year, month, day + 1)];
      }
      const start = this.second(year, month, day, hour, Number(minute));
      return [start, start + 60];
    }
  }

  return Object.freeze({ Calendar, DAY, YEAR });
})();
