// @ts-check
// The preview's script: updates the page on every save, and shows the overlay. It is at the end of
// the body and runs before the page's own scripts, when the document is still what the server sent.
(() => {
  "use strict";
  // The preview may be below a path of another server, a proxy.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const PREFIX = new URL(".", script.src).href;
  const fromRoot = (/** @type {string} */ path) => new URL(`..${path}`, PREFIX).href;
  const framed = window.parent !== window;
  let tag = script.dataset.tarikh;

  /**
   * A text with its language and its direction.
   * @typedef {{ text: string, lang: string, dir: string }} Words
   *
   * A problem of the site, and the line in which it is.
   * @typedef {Record<"position" | "severity" | "code" | "before" | "at" | "after", string>
   *   & Record<"editor" | "others", string> & { message: Words, hint: Words | null }} Problem
   *
   * What the preview shows of the page besides the page itself.
   * @typedef {{
   *   lang: string, dir: string, kind: string, hash: string, source: string, editor: string,
   *   draft: boolean, moved: string, errors: Problem[], warnings: Problem[], more: number,
   *   changed: { text: string, lang: string, dir: string, part: string, own: string }[],
   *   alternates: { translated: boolean, href: string, lang: string, dir: string, name: string }[],
   *   strings: Record<string, string>,
   * }} Data
   */

  /** @param {Document} page @returns {Data | null} */
  const read = (page) => {
    const own = page.getElementById("_tarikh-overlay");
    return own && JSON.parse(own.textContent ?? "");
  };
  let data = /** @type {Data} */ (read(document));

  // --- Updating the document in place ---------------------------------------------------------

  // Maps each node that the server sent to its live node in the document. Scripts and readers may
  // have changed the document since: only differences between the old and the new page are applied.
  /** @type {WeakMap<Node, Node>} */
  const twins = new WeakMap();
  const twinOf = (/** @type {Node} */ sent) => /** @type {ChildNode} */ (twins.get(sent));

  /** @param {Node} sent @param {Node} live */
  const pair = (sent, live) => {
    twins.set(sent, live);
    sent.childNodes.forEach((child, index) => pair(child, live.childNodes[index]));
  };

  const without = (/** @type {HTMLElement} */ root) => {
    for (const own of root.querySelectorAll("[data-tarikh]")) own.remove();
    return root;
  };

  /** @param {Node} node @returns {node is Element} */
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const textOf = (/** @type {Node} */ node) =>
    isElement(node) ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;
  const kindOf = (/** @type {Node} */ node) =>
    `${node.nodeName} ${(isElement(node) && node.id) || ""}`;

  /**
   * Pairs the old children of a node with the new ones: first equal ones at both ends, then those
   * with the same id, the longest common subsequence of equal ones, and last those of one kind.
   * @param {ChildNode[]} before @param {ChildNode[]} after
   */
  const align = (before, after) => {
    /** @type {Map<ChildNode, ChildNode>} */
    const pairs = new Map();
    const old = before.map(textOf);
    const now = after.map(textOf);
    let start = 0;
    while (start < old.length && start < now.length && old[start] === now[start]) {
      pairs.set(after[start], before[start]);
      start += 1;
    }
    let [end, stop] = [old.length, now.length];
    while (end > start && stop > start && old[end - 1] === now[stop - 1]) {
      end -= 1;
      stop -= 1;
      pairs.set(after[stop], before[end]);
    }
    const taken = new Set();
    /** @type {Map<string, ChildNode>} */
    const ids = new Map();
    const hasId = (/** @type {Node} */ node) => isElement(node) && node.id !== "";
    for (let at = start; at < end; at += 1)
      if (hasId(before[at])) ids.set(kindOf(before[at]), before[at]);
    for (let at = start; at < stop; at += 1) {
      const same = hasId(after[at]) ? ids.get(kindOf(after[at])) : undefined;
      if (same && !taken.has(same)) {
        pairs.set(after[at], same);
        taken.add(same);
      }
    }
    const left = /** @type {number[]} */ ([]);
    const right = /** @type {number[]} */ ([]);
    for (let at = start; at < end; at += 1) if (!taken.has(before[at])) left.push(at);
    for (let at = start; at < stop; at += 1) if (!pairs.has(after[at])) right.push(at);
    for (const [one, other] of common(left, right, (a, b) => old[a] === now[b])) {
      pairs.set(after[other], before[one]);
      taken.add(before[one]);
    }
    let next = 0;
    for (const at of right) {
      if (pairs.has(after[at])) {
        while (next < left.length && before[left[next]] !== pairs.get(after[at])) next += 1;
        next += 1;
        continue;
      }
      for (let look = next; look < left.length; look += 1) {
        const candidate = before[left[look]];
        if (taken.has(candidate)) break;
        if (kindOf(candidate) === kindOf(after[at])) {
          pairs.set(after[at], candidate);
          taken.add(candidate);
          next = look + 1;
          break;
        }
      }
    }
    return pairs;
  };

  /**
   * The longest common subsequence of two lists, as pairs; none for lists too long to compare.
   * @param {number[]} left @param {number[]} right
   * @param {(left: number, right: number) => boolean} same
   */
  const common = (left, right, same) => {
    if (!left.length || !right.length || left.length * right.length > 1e6) return [];
    const wide = right.length + 1;
    const best = new Uint32Array((left.length + 1) * wide);
    for (let i = left.length - 1; i >= 0; i -= 1)
      for (let j = right.length - 1; j >= 0; j -= 1)
        best[i * wide + j] = same(left[i], right[j])
          ? best[(i + 1) * wide + j + 1] + 1
          : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
    const pairs = /** @type {[number, number][]} */ ([]);
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (same(left[i], right[j])) {
        pairs.push([left[i], right[j]]);
        i += 1;
        j += 1;
      } else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  };

  /** @param {Node} old @param {Node} now */
  const adopt = (old, now) => {
    twins.set(now, twinOf(old));
    now.childNodes.forEach((child, index) => adopt(old.childNodes[index], child));
  };

  /** @param {Node} old @param {Node} now */
  const patch = (old, now) => {
    const node = twinOf(old);
    if (old.isEqualNode(now)) return adopt(old, now);
    if (!isElement(now) || !isElement(old)) {
      const texts = /** @type {CharacterData[]} */ ([node, old, now]);
      return patchText(texts[0], texts[1], texts[2]);
    }
    const live = /** @type {Element} */ (/** @type {Node} */ (node));
    if (now.matches('link[rel="stylesheet"]')) return swapStylesheet(live, now);
    twins.set(now, live);
    for (const {name} of [...old.attributes, ...now.attributes]) {
      const value = now.getAttribute(name);
      if (value === old.getAttribute(name)) continue;
      if (value === null) live.removeAttribute(name);
      else live.setAttribute(name, value);
    }
    patchChildren(live, [...old.childNodes], [...now.childNodes]);
  };

  /**
   * Replaces only the part that differs, so that a selection around it is kept.
   * @param {CharacterData} live @param {CharacterData} old @param {CharacterData} now
   */
  const patchText = (live, old, now) => {
    twins.set(now, live);
    if (live.data !== old.data) {
      live.data = now.data;
      return;
    }
    const [was, is] = [old.data, now.data];
    const most = Math.min(was.length, is.length);
    let start = 0;
    while (start < most && was[start] === is[start]) start += 1;
    let end = 0;
    while (end < most - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
    live.replaceData(start, was.length - start - end, is.slice(start, is.length - end));
  };

  // The old stylesheet is removed when the new one, or one that is newer still, has loaded.
  /** @type {WeakMap<Element, Element[]>} */
  const replacedBy = new WeakMap();
  /** @param {Element} live @param {Element} now */
  const swapStylesheet = (live, now) => {
    const link = document.importNode(now);
    twins.set(now, link);
    const replaced = [...(replacedBy.get(live) || []), live];
    replacedBy.set(link, replaced);
    const done = () => {
      for (const each of replaced) each.remove();
      replacedBy.delete(link);
      applyColorScheme();
    };
    link.addEventListener("load", done, {once: true});
    link.addEventListener("error", done, {once: true});
    live.after(link);
  };

  /** @param {Element} live @param {ChildNode[]} before @param {ChildNode[]} after */
  const patchChildren = (live, before, after) => {
    const pairs = align(before, after);
    const kept = new Set(pairs.values());
    for (const old of before) if (!kept.has(old)) twinOf(old).remove();
    const known = new Set(before.map(twinOf));
    /** @type {ChildNode | null} */
    let previous = null;
    for (const now of after) {
      const old = pairs.get(now);
      let node = old && twinOf(old);
      if (node && node.parentNode !== live) node = undefined; // A script has moved it.
      if (!node) {
        node = document.importNode(now, true);
        pair(now, node);
        known.add(node);
      }
      // Nodes that scripts inserted after a node stay after it.
      /** @type {ChildNode | null} */
      let next = previous ? previous.nextSibling : live.firstChild;
      while (next && next !== node && !known.has(next)) next = next.nextSibling;
      if (next !== node) {
        if (node.parentNode === live && "moveBefore" in live) live.moveBefore(node, next);
        else live.insertBefore(node, next);
      }
      if (old && node === twinOf(old)) patch(old, now);
      previous = twinOf(now);
    }
  };

  // Scripts that run, without those that contain data.
  const scriptsOf = (/** @type {HTMLElement} */ root) =>
    [...root.querySelectorAll("script")]
      .filter(({type}) => !type || type === "module" || type.endsWith("javascript"))
      .map((one) => `${one.src} ${one.textContent}`)
      .join("\n");

  // A copy of what the server sent, without the preview's own elements.
  let sent = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  pair(sent, document.documentElement);
  without(sent);

  const morph = (/** @type {HTMLElement} */ html) => {
    const now = without(html);
    if (scriptsOf(sent) !== scriptsOf(now)) {
      // The effects of a script cannot be undone.
      location.reload();
      return;
    }
    const focused = document.activeElement;
    patch(sent, now);
    sent = now;
    if (focused && focused !== document.activeElement) {
      const again = focused.isConnected
        ? focused
        : focused.id && document.getElementById(focused.id);
      if (again instanceof HTMLElement) again.focus({preventScroll: true});
    }
  };

  // --- Reload events --------------------------------------------------------------------------

  let busy = false;
  let again = false;

  const refresh = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      try {
        await fetchPage();
      } catch {
        setLost(true); // The stream reports when the server is available again.
      }
    } while (again);
    busy = false;
  };

  const fetchPage = async () => {
    const address = location.href.replace(/#.*/, "");
    const response = await fetch(address, {headers: {"If-None-Match": `"${tag}"`}});
    if (response.status === 304) return setLost(false);
    if (response.redirected) return location.replace(response.url);
    const html = new DOMParser().parseFromString(await response.text(), "text/html");
    const own = html.querySelector("script[data-tarikh][src]");
    const ownData = read(html);
    if (!(own instanceof HTMLElement) || !ownData) return location.reload();
    const before = data;
    data = ownData;
    tag = own.dataset.tarikh;
    setLost(false);
    // Leave a page that was just removed; one that was missing before only offers a link.
    if (data.moved && !before.moved) return location.replace(fromRoot(data.moved));
    // For another kind of page, such as one that was missing, the site's scripts must run again.
    if (data.kind !== before.kind) return location.reload();
    if (data.hash !== before.hash) morph(html.documentElement);
    markChanges();
    show();
    document.dispatchEvent(new CustomEvent("tarikh:refreshed"));
  };

  /** @param {{ change?: string, lost?: boolean }} message */
  const receive = ({change, lost}) => {
    if (lost) setLost(true);
    else if (change) refresh();
  };

  const connect = () => {
    if (!window.SharedWorker) {
      const stream = new EventSource(`${PREFIX}events`);
      stream.onmessage = ({data}) => receive({change: data});
      stream.onerror = () => receive({lost: true});
      return;
    }
    const tabs = new BroadcastChannel("tarikh");
    tabs.onmessage = ({data}) => receive(data);
    new SharedWorker(`${PREFIX}stream.js`);
    // Ask for the last message, which this tab may have missed.
    tabs.postMessage("hello");
  };

  addEventListener("pageshow", ({persisted}) => persisted && refresh());
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());

  // --- The overlay and the bar -----------------------------------------------------------------

  const host = document.createElement("tarikh-preview");
  const shadow = host.attachShadow({mode: "open"});
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${PREFIX}preview.css`;
  const box = document.createElement("div");
  box.className = "box";
  shadow.append(style, box);
  let dismissed = "";
  let unfolded = false;
  let isLost = false;
  /** @type {HTMLIFrameElement | null} */
  let frame = null;

  /** @typedef {Node | string | false | 0 | null | undefined} Child */

  /**
   * Makes an element with attributes.
   * @param {string} name @param {Record<string, string>} attributes @param {Child[]} children
   */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    for (const child of children) if (child) element.append(child);
    return element;
  };

  /**
   * Makes a button.
   * @param {string} text @param {() => void} action @param {string} className
   * @param {boolean} [pressed]
   */
  const makeButton = (text, action, className, pressed) => {
    const button = make("button", {type: "button", class: className}, text);
    button.addEventListener("click", action);
    if (pressed !== undefined) button.setAttribute("aria-pressed", String(pressed));
    return button;
  };

  /** @param {string} text @param {string} editor */
  const sourceLink = (text, editor) =>
    editor
      ? make("a", {class: "position", href: editor, title: data.strings.edit, dir: "ltr"}, text)
      : make("span", {class: "position", dir: "ltr"}, text);

  /** @param {Problem} problem */
  const problem = ({position, severity, code, message, hint, before, at, after, editor, others}) =>
    make(
      "li",
      {class: `problem ${severity}`},
      make("p", {class: "where", dir: "ltr"}, sourceLink(position, editor), make("code", {}, code)),
      make("p", {class: "message", lang: message.lang, dir: message.dir}, message.text),
      (before || at || after) &&
        make(
          "pre",
          {dir: "auto"},
          before,
          at && make("mark", {class: "caret"}, at),
          after,
        ),
      hint && make("p", {class: "hint", lang: hint.lang, dir: hint.dir}, hint.text),
      others && make("p", {}, others),
    );

  const overlay = () => {
    const {errors, more, strings} = data;
    const known = JSON.stringify(errors.map((each) => [each.position, each.message.text]));
    if (!errors.length || dismissed === known) return null;
    const close = () => {
      dismissed = known;
      show();
    };
    return make(
      "section",
      {class: "overlay", role: "alert", "aria-labelledby": "heading"},
      make(
        "header",
        {},
        make("h2", {id: "heading"}, strings.heading),
        makeButton(strings.close, close, "close"),
      ),
      strings.kept && make("p", {class: "kept"}, strings.kept),
      make("ol", {}, ...errors.map(problem)),
      more ? make("p", {}, strings.more) : null,
    );
  };

  const warnings = () =>
    unfolded && data.warnings.length
      ? make(
          "section",
          {class: "overlay warnings-list"},
          make("ol", {}, ...data.warnings.map(problem)),
        )
      : null;

  const bar = () => {
    const {strings, alternates} = data;
    return make(
      "div",
      {class: "bar", role: "region", "aria-label": strings.bar},
      data.source && sourceLink(data.source, data.editor),
      strings.errors && makeButton(strings.errors, () => reopen(), "errors"),
      strings.warnings &&
        makeButton(strings.warnings, () => ((unfolded = !unfolded), show()), "warnings", unfolded),
      data.draft && make("span", {class: "mark"}, strings.draft),
      strings.untranslated && make("span", {class: "mark"}, strings.untranslated),
      data.moved && make("a", {href: fromRoot(data.moved)}, strings.moved),
      isLost && make("span", {class: "mark lost", role: "status"}, strings.lost),
      ...alternates
        .filter(({translated}) => translated)
        .map(({href, lang, dir, name}) => make("a", {href: fromRoot(href), lang, dir}, name)),
      make("a", {href: PREFIX + data.lang + "/"}, strings.desk),
      makeButton(strings[chosenColorScheme()] || strings.system, nextColorScheme, "color-scheme"),
      makeButton(frame ? strings.wide : strings.narrow, resize, "width", Boolean(frame)),
    );
  };

  const reopen = () => {
    dismissed = "";
    show();
  };

  const show = () => {
    if (framed) return;
    host.lang = data.lang;
    box.dir = data.dir;
    const focused = shadow.activeElement && shadow.activeElement.className;
    box.replaceChildren();
    for (const part of [overlay(), warnings(), bar()]) if (part) box.append(part);
    const again = focused ? shadow.querySelector(`.${focused.split(" ")[0]}`) : null;
    if (again instanceof HTMLElement) again.focus();
  };

  // --- What has changed since a translation ----------------------------------------------------

  const CHANGE = "tarikh-change";

  /**
   * The letters and digits of the start of a paragraph, up to its first link or element in Markdown,
   * and without the number of an item or the name of a note.
   * @param {string} text
   */
  const lettersOf = (text) =>
    text
      .replace(/^\s*(?:\[\^[^\]]*\]:|\p{N}+[.)]\s)/u, "")
      .replace(/(?!^)(?:\]\(|<|\{).*$/s, "")
      .replace(/[^\p{L}\p{M}\p{N}]/gu, "");

  /** @param {Data["changed"][number]} change */
  const findPlace = ({part, own}) => {
    const story = document.querySelector(".story");
    const head = story?.querySelector(part === "title" ? "h1" : ".story-head") ?? null;
    const letters = lettersOf(own);
    if (part !== "body" || !letters) return head;
    const found = [...(story?.querySelectorAll(".prose > *, .prose li") ?? [])].filter((block) =>
      lettersOf(block.textContent ?? "").startsWith(letters),
    );
    // The first item of a list begins as the list does.
    return found.findLast((block) => found[0].contains(block)) ?? head;
  };

  // A note before each paragraph that its translator has to look at. Notes are the preview's own
  // elements, which an update of the page does not know of.
  const markChanges = () => {
    for (const note of document.querySelectorAll(CHANGE)) note.remove();
    for (const change of data.changed) {
      const place = findPlace(change);
      if (!place) continue;
      const note = document.createElement(CHANGE);
      note.setAttribute("data-tarikh", "");
      const sheet = make("link", {rel: "stylesheet", href: style.href});
      const words = make("bdi", {lang: change.lang, dir: change.dir}, change.text);
      const text = make("p", {class: "change", lang: data.lang, dir: data.dir}, data.strings.changed, " ", words);
      note.attachShadow({mode: "open"}).append(sheet, text);
      if (place.matches("li")) place.prepend(note);
      else if (place.matches(".story-head")) place.append(note);
      else place.before(note);
    }
  };

  const setLost = (/** @type {boolean} */ lost) => {
    if (lost === isLost) return;
    isLost = lost;
    show();
  };

  // --- Color scheme and width ------------------------------------------------------------------

  const COLOR_SCHEMES = ["system", "light", "dark"];

  const chosenColorScheme = () => {
    try {
      return sessionStorage.getItem("tarikh:color-scheme") || "system";
    } catch {
      return "system"; // Storage may be disabled.
    }
  };

  const nextColorScheme = () => {
    const index = COLOR_SCHEMES.indexOf(chosenColorScheme());
    const next = COLOR_SCHEMES[(index + 1) % COLOR_SCHEMES.length];
    try {
      sessionStorage.setItem("tarikh:color-scheme", next);
    } catch {
      return;
    }
    applyColorScheme();
    frame?.contentWindow?.location.reload();
    show();
  };

  // Rewrites the color scheme queries of stylesheets for the chosen color scheme.
  /** @type {WeakMap<CSSRule, string>} */
  const originalQueries = new WeakMap();
  const applyColorScheme = () => {
    const chosen = chosenColorScheme();
    document.documentElement.style.colorScheme = chosen === "system" ? "" : chosen;
    const answer = (/** @type {string} */ _, /** @type {string} */ scheme) =>
      scheme === chosen ? "(min-width: 0)" : "(max-width: 0)";
    const visit = (/** @type {CSSRuleList} */ rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) {
          const text = originalQueries.get(rule) ?? rule.media.mediaText;
          originalQueries.set(rule, text);
          const wanted =
            chosen === "system"
              ? text
              : text.replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, answer);
          if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
        }
        if ("cssRules" in rule) visit(/** @type {CSSGroupingRule} */ (rule).cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      try {
        visit(sheet.cssRules);
      } catch {
        // The stylesheet was not found: it has changed again, and the next one is loading.
      }
    }
  };

  const resize = () => {
    if (frame) {
      frame.remove();
      frame = null;
    } else {
      // It is outside the box, which is filled again on every change: moving a frame reloads it.
      frame = document.createElement("iframe");
      frame.src = location.href;
      frame.title = data.strings.narrow;
      box.before(frame);
    }
    show();
  };

  addEventListener("keydown", ({key}) => {
    const close = key === "Escape" && shadow.querySelector(".close");
    if (close instanceof HTMLElement) close.click();
  });

  if (!framed) document.documentElement.append(host);
  addEventListener("load", applyColorScheme);
  markChanges();
  show();
  connect();
})();
