// @ts-check
// The timeline in the page: its address says what is in view, and every input changes that.
"use strict";

(() => {
  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-chart]"));
  if (!section) return;
  if (!("DecompressionStream" in window)) {
    section.classList.add("chart-plain");
    return;
  }
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  // The site is the folder around that of this file.
  const root = new URL("..", script.src);
  const isEmbedded = document.body.classList.contains("page-embed");

  /**
   * @template {Element} E
   * @param {string} selector
   */
  const find = (selector) => /** @type {E} */ (section.querySelector(selector));

  // --- Strings -------------------------------------------------------------------------

  const language = document.documentElement.lang;
  const system = document.documentElement.dataset.digits ?? "latn";
  const numbers = new Intl.NumberFormat(language, {
    numberingSystem: ["latn", "arab", "arabext"].includes(system) ? system : "latn",
    useGrouping: false,
  });
  const counts = new Intl.NumberFormat(language, { numberingSystem: numbers.resolvedOptions().numberingSystem });
  const plurals = new Intl.PluralRules(language);
  const say = (/** @type {string} */ key) =>
    section.querySelector(`[data-string="${key}"]`)?.textContent?.trim() ?? "";
  const count = (/** @type {number} */ n) => {
    const forms = section.querySelector('[data-string="events"]');
    const form =
      forms?.querySelector(`[data-form="${plurals.select(n)}"]`) ??
      forms?.querySelector('[data-form="other"]');
    return (form?.textContent ?? "").replace("{n}", counts.format(n));
  };

  // --- The picture ---------------------------------------------------------------------

  const { events = "", files = "", panels = "", rows = "", timezone = "", months = "", before = "" } =
    section.dataset;
  const calendar = new timelineTime.Calendar(timezone, months.split("|"), before, numbers);
  const scale = new timelineLayout.Scale(panels);
  const store = new timelineData.Store(root, events, files, calendar);
  const svg = /** @type {SVGSVGElement} */ (find("svg"));
  const frame = /** @type {HTMLElement} */ (svg.parentElement);
  const period = /** @type {HTMLElement} */ (find("[data-chart-period]"));
  const story = /** @type {HTMLElement} */ (find("[data-chart-story]"));
  const choice = /** @type {HTMLDetailsElement} */ (find("[data-chart-choice]"));
  const lanesBy = /** @type {HTMLSelectElement} */ (find("[data-chart-lanes]"));
  const MOST_LANES = 5;
  const MOST_CHOICES = 24;

  /** @type {InstanceType<typeof timelineDraw.Picture>} */
  let picture;
  /** The events that the address asks for. @type {number[]} */
  let chosen = [];

  const address = () => new URLSearchParams(location.search);
  const length = () => scale.second(picture.from + picture.width / picture.zoom) - scale.second(picture.from);
  const findWhole = () => {
    if (!chosen.length || chosen.length === store.events.length) {
      return { from: 0, to: scale.width };
    }
    const from = picture.starts[chosen[0]];
    const to = chosen.reduce((last, index) => Math.max(last, picture.stops[index]), from);
    const least = 40 * 86_400 * scale.perSecond;
    const margin = Math.max((to - from) * 0.04, least);
    return { from: from - margin, to: to + margin };
  };
  let known = { key: "", from: 0, to: 0 };
  /** Where the events that are asked for begin and end. */
  const whole = () => {
    const key = `${picture.version}`;
    if (known.key !== key) known = { key, ...findWhole() };
    return known;
  };
  const leastZoom = () => picture.width / (whole().to - whole().from);
  const mostZoom = () => picture.width / (3 * 3600 * scale.perSecond);

  /**
   * @param {number} from
   * @param {number} zoom
   */
  const setView = (from, zoom) => {
    const { from: first, to: last } = whole();
    picture.least = leastZoom();
    picture.last = last;
    picture.zoom = Math.min(Math.max(zoom, picture.least), Math.max(mostZoom(), picture.least));
    picture.from = Math.max(first, Math.min(from, last - picture.width / picture.zoom));
    request();
  };

  const showWhole = () => setView(whole().from, 0);

  /**
   * Zooms around a place of the picture, in pixels from its start.
   * @param {number} factor
   * @param {number} at
   */
  const zoomAt = (factor, at) => {
    const place = picture.from + at / picture.zoom;
    const zoom = Math.min(Math.max(picture.zoom * factor, leastZoom()), mostZoom());
    setView(place - at / zoom, zoom);
  };

  /** @param {number} pixels Towards the later. */
  const pan = (pixels) => setView(picture.from + pixels / picture.zoom, picture.zoom);

  let isRequested = false;
  /** @type {number | undefined} */
  let rest;
  const request = () => {
    if (!isRequested) {
      isRequested = true;
      requestAnimationFrame(() => {
        isRequested = false;
        draw(false);
      });
    }
    clearTimeout(rest);
    rest = window.setTimeout(() => {
      draw(true);
      writeAddress();
      reportPeriod();
    }, 250);
  };

  /** @param {boolean} isSettled */
  const draw = (isSettled) => {
    const shown = picture.draw(isSettled);
    const missing = shown.filter((index) => !store.events[index].details);
    if (!missing.length) return;
    store.loadDetails(missing).then(
      () => {
        picture.refresh();
        request();
      },
      () => {
        period.textContent = say("failed");
      },
    );
  };

  /** Reports which period is in view. */
  const reportPeriod = () => {
    const start = scale.second(Math.max(picture.from, 0));
    const end = scale.second(Math.min(picture.from + picture.width / picture.zoom, scale.width));
    const names = [calendar.describe(start, end - start), calendar.describe(end - 1, end - start)];
    const seen = chosen.filter((index) => store.events[index].stop > start && store.events[index].start < end);
    period.textContent = `${names[0] === names[1] ? names[0] : names.join(" – ")}${say("separator")} ${count(seen.length)}`;
  };

  const writeAddress = () => {
    const query = address();
    if (picture.zoom <= leastZoom() * 1.001) {
      query.delete("from");
      query.delete("to");
    } else {
      const end = scale.second(picture.from + picture.width / picture.zoom);
      query.set("from", calendar.write(scale.second(picture.from), length()));
      query.set("to", calendar.write(end, length()));
    }
    replaceAddress(query);
  };

  /** @param {URLSearchParams} query */
  const replaceAddress = (query) => {
    const text = query.toString().replaceAll("%3A", ":");
    const url = `${location.pathname}${text ? `?${text}` : ""}${location.hash}`;
    if (url !== `${location.pathname}${location.search}${location.hash}`) {
      history.replaceState(history.state, "", url);
    }
    document.dispatchEvent(new CustomEvent("view-change"));
  };

  // --- Lanes ---------------------------------------------------------------------------

  /** @typedef {"tag" | "source" | "place"} TimelineFacet */

  const readLanes = () => {
    const query = address();
    chosen = store.events.flatMap((event, index) => {
      const isIn = (/** @type {TimelineFacet} */ facet) => {
        const wanted = query.getAll(facet);
        return !wanted.length || event[facet].some((value) => wanted.includes(value));
      };
      return isIn("tag") && isIn("source") && isIn("place") ? [index] : [];
    });
    const by = query.get("lanes") ?? "";
    lanesBy.value = by;
    choice.hidden = !by;
    if (by !== "tag" && by !== "source" && by !== "place") {
      picture.setLanes([{ name: "", lang: "", dir: "", members: chosen }]);
      return;
    }
    /** @type {Map<string, number[]>} */
    const values = new Map();
    for (const index of chosen) {
      for (const value of store.events[index][by]) {
        const members = values.get(value);
        if (members) members.push(index);
        else values.set(value, [index]);
      }
    }
    if (!values.size) {
      picture.setLanes([{ name: "", lang: "", dir: "", members: chosen }]);
      return;
    }
    const sorted = [...values].sort((a, b) => b[1].length - a[1].length).slice(0, MOST_CHOICES);
    const asked = query.getAll("lane").filter((value) => values.has(value));
    const shown = new Set(asked.length ? asked : sorted.slice(0, MOST_LANES).map(([value]) => value));
    const nameOf = (/** @type {string} */ value) =>
      store.names[by].get(value) ?? { name: value, lang: "", dir: "auto" };
    picture.setLanes(
      [...shown].map((value) => ({ ...nameOf(value), members: values.get(value) ?? [] })),
    );
    find("[data-chart-choice] ul").replaceChildren(
      ...sorted.map(([value, members]) => {
        const box = document.createElement("input");
        box.type = "checkbox";
        box.value = value;
        box.checked = shown.has(value);
        const name = document.createElement("bdi");
        const { lang, dir, name: text } = nameOf(value);
        if (lang) name.lang = lang;
        name.dir = dir;
        name.textContent = text;
        const label = document.createElement("label");
        label.append(box, " ", name, ` ${counts.format(members.length)}`);
        const item = document.createElement("li");
        item.append(label);
        return item;
      }),
    );
  };

  lanesBy.addEventListener("change", () => {
    const query = address();
    query.delete("lane");
    if (lanesBy.value) query.set("lanes", lanesBy.value);
    else query.delete("lanes");
    replaceAddress(query);
    readLanes();
    request();
  });
  choice.addEventListener("change", () => {
    const query = address();
    query.delete("lane");
    for (const box of choice.querySelectorAll("input")) {
      if (box.checked) query.append("lane", box.value);
    }
    replaceAddress(query);
    const focus = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : "";
    readLanes();
    choice.querySelectorAll("input").forEach((box) => box.value === focus && box.focus());
    request();
  });

  // --- Events --------------------------------------------------------------------------

  /** @param {EventTarget | null} target */
  const markOf = (target) =>
    target instanceof Element ? /** @type {SVGElement | null} */ (target.closest(".chart-event")) : null;

  /**
   * Shows an event and gives it the focus.
   * @param {number} index
   */
  const focusOn = (index) => {
    picture.focused = index;
    const middle = () => (picture.starts[index] + picture.stops[index]) / 2;
    while (!picture.isLabeled(index) && picture.zoom < mostZoom()) {
      picture.zoom = Math.min(picture.zoom * 1.6, mostZoom());
    }
    const at = (Math.max(picture.starts[index], middle() - picture.width / picture.zoom / 2) - picture.from) * picture.zoom;
    const isInside = at > 20 && at < picture.width - picture.labelRoom;
    setView(isInside ? picture.from : middle() - picture.width / picture.zoom / 2, picture.zoom);
    draw(true);
    const mark = /** @type {SVGElement | null} */ (svg.querySelector(`[data-event="${index}"]`));
    mark?.focus({ preventScroll: true });
  };

  /** @param {number} by */
  const move = (by) => {
    const at = chosen.indexOf(picture.focused);
    focusOn(chosen[Math.min(Math.max(at + by, 0), chosen.length - 1)]);
  };

  /**
   * Opens an event below the picture.
   * @param {number} index
   */
  const open = async (index) => {
    const { details, status } = store.events[index];
    if (!details) return;
    const url = new URL(details.path, root);
    const make = (/** @type {string} */ tag, /** @type {string} */ className, /** @type {(Node | string)[]} */ ...children) => {
      const element = document.createElement(tag);
      element.className = className;
      element.append(...children);
      return element;
    };
    const link = document.createElement("a");
    link.href = url.href;
    link.textContent = details.title;
    if (isEmbedded) link.target = "_top";
    const title = make("h2", "", link);
    if (details.lang) {
      title.lang = details.lang;
      title.dir = details.dir;
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = say("close");
    close.addEventListener("click", () => closeStory());
    const date = make("p", "chart-story-date sans", details.date);
    const mark = (/** @type {string} */ text, /** @type {string} */ name) => date.append(" ", make("span", name, text));
    if (status !== "occurred") mark(say(`status-${status}`), `status status-${status}`);
    if (details.bits & timelineData.bits.draft) mark(say("draft"), "status draft");
    if (details.bits & timelineData.bits.unsourced) mark(say("unsourced"), "no-source");
    const body = make("div", "prose", say("loading"));
    if (details.lang) {
      body.lang = details.lang;
      body.dir = details.dir;
    }
    const more = document.createElement("a");
    more.href = url.href;
    more.textContent = say("read");
    if (isEmbedded) more.target = "_top";
    story.replaceChildren(close, date, title, body, make("p", "more sans", more));
    story.hidden = false;
    story.dataset.event = String(index);
    story.setAttribute("aria-label", details.title);
    story.focus({ preventScroll: true });
    story.scrollIntoView({ block: "nearest" });
    const query = address();
    query.set("event", details.key);
    replaceAddress(query);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new TypeError(url.href);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const prose = page.querySelector(".prose");
      for (const element of prose?.querySelectorAll("*") ?? []) {
        element.removeAttribute("id");
        for (const name of ["href", "src"]) {
          const value = element.getAttribute(name);
          if (value) element.setAttribute(name, new URL(value, url).href);
        }
        if (element.matches("source")) element.remove();
        element.removeAttribute("srcset");
        if (isEmbedded && element.matches("a")) element.setAttribute("target", "_top");
      }
      if (story.dataset.event === String(index)) body.replaceChildren(...(prose?.childNodes ?? []));
    } catch {
      if (story.dataset.event === String(index)) body.textContent = say("failed");
    }
  };

  const closeStory = () => {
    if (story.hidden) return;
    story.hidden = true;
    const query = address();
    query.delete("event");
    replaceAddress(query);
    focusOn(Number(story.dataset.event));
  };

  // --- Input ---------------------------------------------------------------------------

  /** @param {{clientX: number}} event */
  const placeOf = (event) => {
    const box = svg.getBoundingClientRect();
    return picture.isRtl ? box.right - event.clientX : event.clientX - box.left;
  };

  const listen = () => {
    const forward = picture.isRtl ? -1 : 1;
    svg.addEventListener("wheel", (event) => {
      const isAcross = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (isAcross) {
        event.preventDefault();
        pan((event.deltaX || event.deltaY) * forward);
        return;
      }
      // A reader who scrolls down past the whole picture is not held up.
      if (event.deltaY > 0 && picture.zoom <= leastZoom() * 1.001 && !event.ctrlKey) return;
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 18 : 1;
      zoomAt(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), placeOf(event));
    }, { passive: false });

    /** @type {Map<number, {x: number}>} */
    const pointers = new Map();
    let moved = 0;
    let spread = 0;
    svg.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.button) return;
      pointers.set(event.pointerId, { x: placeOf(event) });
      moved = 0;
      spread = 0;
    });
    svg.addEventListener("pointermove", (event) => {
      const known = pointers.get(event.pointerId);
      if (!known) return;
      const x = placeOf(event);
      const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, each]) => each.x);
      if (others.length) {
        const now = Math.abs(others[0] - x);
        if (spread > 10 && now > 10) zoomAt(now / spread, (others[0] + x) / 2);
        spread = now;
        moved = 10;
      } else if (moved > 4 || Math.abs(x - known.x) > 4) {
        // Only now is it no click.
        if (moved <= 4) svg.setPointerCapture(event.pointerId);
        moved = 10;
        pan(known.x - x);
      } else {
        return;
      }
      known.x = x;
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        spread = 0;
      });
    }
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => {
      if (moved > 4) {
        event.preventDefault();
        moved = 0;
        return;
      }
      const bar = event.target instanceof Element ? event.target.closest(".chart-bar") : null;
      if (bar instanceof SVGElement) {
        const from = scale.x(Number(bar.dataset.from));
        const to = scale.x(Number(bar.dataset.to));
        setView(from, picture.width / (to - from));
        return;
      }
      const mark = markOf(event.target);
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      picture.focused = Number(mark.dataset.event);
      open(picture.focused);
    });
    svg.addEventListener("focusin", (event) => {
      const mark = markOf(event.target);
      if (mark) picture.focused = Number(mark.dataset.event);
    });
    section.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") return closeStory();
      if (!(event.target instanceof Element) || !frame.contains(event.target)) return;
      const middle = picture.width / 2;
      const at = picture.focused < 0 ? middle
        : (picture.starts[picture.focused] - picture.from) * picture.zoom;
      const place = at >= 0 && at <= picture.width ? at : middle;
      /** @type {Record<string, () => void>} */
      const actions = {
        ArrowRight: () => move(forward),
        ArrowLeft: () => move(-forward),
        ArrowDown: () => move(1),
        ArrowUp: () => move(-1),
        Home: () => focusOn(chosen[0]),
        End: () => focusOn(chosen[chosen.length - 1]),
        PageDown: () => pan(picture.width * 0.8),
        PageUp: () => pan(-picture.width * 0.8),
        "+": () => zoomAt(1.5, place),
        "=": () => zoomAt(1.5, place),
        "-": () => zoomAt(1 / 1.5, place),
        0: showWhole,
      };
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
    find("[data-chart-tools]").addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      const middle = picture.width / 2;
      switch (button?.dataset.do) {
        case "in": return zoomAt(2, middle);
        case "out": return zoomAt(0.5, middle);
        case "earlier": return pan(-picture.width * 0.6);
        case "later": return pan(picture.width * 0.6);
        case "whole": return showWhole();
      }
    });
    new ResizeObserver(() => {
      const { clientWidth } = frame;
      if (!clientWidth || clientWidth === picture.width) return;
      const isWhole = picture.zoom <= leastZoom() * 1.001;
      const zoom = (picture.zoom * clientWidth) / picture.width;
      picture.width = clientWidth;
      if (isWhole) showWhole();
      else setView(picture.from, zoom);
    }).observe(frame);
  };

  // --- The start -----------------------------------------------------------------------

  const start = async () => {
    await store.loadEvents();
    const target = isEmbedded ? "_top" : "";
    const breaks = [...section.querySelectorAll("[data-break]")].map(
      (each) => /** @type {HTMLElement} */ (each).dataset.break ?? "",
    );
    const room = frame.offsetHeight - 2 * frame.clientTop;
    section.classList.add("chart-live");
    // As a new picture: by the left edge, one that runs from right to left would have been moved.
    frame.replaceChildren(svg);
    const tools = /** @type {HTMLElement} */ (find("[data-chart-tools]"));
    tools.hidden = false;
    frame.removeAttribute("tabindex");
    svg.setAttribute("aria-describedby", "_chart-keys");
    picture = new timelineDraw.Picture(svg, store, scale, calendar, say, count, breaks, target);
    picture.width = frame.clientWidth;
    picture.room = room;
    picture.rowHeights = rows.split(" ").filter(Boolean).map(Number);
    readLanes();
    const query = address();
    const [from] = calendar.read(query.get("from") ?? "") ?? [];
    const [, to] = calendar.read(query.get("to") ?? "") ?? [];
    if (from !== undefined && to !== undefined && from < to) {
      const first = scale.x(from);
      setView(first, picture.width / (scale.x(to) - first));
    } else {
      showWhole();
    }
    draw(true);
    reportPeriod();
    listen();
    const key = query.get("event");
    if (key) openKey(key).catch(() => (period.textContent = say("failed")));
  };

  /**
   * Opens the event that the address names; its file is looked for in the view first.
   * @param {string} key
   */
  const openKey = async (key) => {
    const find = () => store.events.findIndex((event) => event.details?.key === key);
    const seen = new Set(picture.lanes.flatMap((lane) => picture.inView(lane).map((at) => lane.members[at])));
    const files = store.files.map(({ from, to }) => {
      const indices = [...store.events.keys()].slice(from, to);
      return { indices, isSeen: indices.some((index) => seen.has(index)) };
    });
    files.sort((a, b) => Number(b.isSeen) - Number(a.isSeen));
    for (const { indices } of files) {
      if (find() >= 0) break;
      await store.loadDetails(indices);
    }
    picture.refresh();
    const index = find();
    if (index < 0 || !story.hidden) return;
    focusOn(index);
    await open(index);
  };

  start().catch((error) => {
    // Without its data, the picture remains as it was published.
    section.classList.remove("chart-live");
    section.classList.add("chart-plain");
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
  });
})();
