// What the preview adds to a page. It runs before the page's own scripts, at the end of its body:
// the document is then what the server sent, and is remembered as such.
(() => {
  "use strict";
  const PREFIX = "/_tarikh/";
  const framed = window.parent !== window;
  let tag = document.currentScript.dataset.tarikh;
  let told = JSON.parse(document.getElementById("_tarikh-beside").textContent);

  // --- The page, brought to its new state in place -------------------------------------------

  // What the server sent, and for each node of it the one in the document that it has become.
  // Scripts and readers may have changed the document since; only what differs between what was
  // sent and what is sent now is carried over, and all else is left as it is.
  const twins = new WeakMap();

  const pair = (sent, live) => {
    twins.set(sent, live);
    sent.childNodes.forEach((child, place) => pair(child, live.childNodes[place]));
  };

  const without = (root) => {
    for (const own of root.querySelectorAll("[data-tarikh]")) own.remove();
    return root;
  };

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const textOf = (node) => (isElement(node) ? node.outerHTML : `${node.nodeType} ${node.data}`);
  const kindOf = (node) => `${node.nodeName} ${(isElement(node) && node.id) || ""}`;

  // Which child of the one was which child of the other: first those that are equal at both ends,
  // then those of the same id, the longest common run of equal ones, and one by one those of a kind.
  const align = (before, after) => {
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
    const ids = new Map();
    for (let at = start; at < end; at += 1)
      if (isElement(before[at]) && before[at].id) ids.set(kindOf(before[at]), before[at]);
    for (let at = start; at < stop; at += 1) {
      const same = isElement(after[at]) && after[at].id && ids.get(kindOf(after[at]));
      if (same && !taken.has(same)) {
        pairs.set(after[at], same);
        taken.add(same);
      }
    }
    const left = [];
    const right = [];
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

  // The longest common subsequence of two lists, as pairs; none for lists too long to compare.
  const common = (left, right, same) => {
    if (!left.length || !right.length || left.length * right.length > 1e6) return [];
    const wide = right.length + 1;
    const best = new Uint32Array((left.length + 1) * wide);
    for (let i = left.length - 1; i >= 0; i -= 1)
      for (let j = right.length - 1; j >= 0; j -= 1)
        best[i * wide + j] = same(left[i], right[j])
          ? best[(i + 1) * wide + j + 1] + 1
          : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
    const pairs = [];
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

  const adopt = (old, now) => {
    twins.set(now, twins.get(old));
    now.childNodes.forEach((child, place) => adopt(old.childNodes[place], child));
  };

  const patch = (old, now) => {
    const live = twins.get(old);
    if (old.isEqualNode(now)) return adopt(old, now);
    if (!isElement(now)) return patchText(live, old, now);
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

  // Only the part that differs is replaced, so that a selection around it stays.
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

  // The old stylesheet stays until the new one is there, or one that is newer still.
  const former = new WeakMap();
  const swapStylesheet = (live, now) => {
    const link = document.importNode(now);
    twins.set(now, link);
    const replaced = [...(former.get(live) || []), live];
    former.set(link, replaced);
    const done = () => {
      for (const each of replaced) each.remove();
      former.delete(link);
      colour();
    };
    link.addEventListener("load", done, {once: true});
    link.addEventListener("error", done, {once: true});
    live.after(link);
  };

  const patchChildren = (live, before, after) => {
    const pairs = align(before, after);
    const kept = new Set(pairs.values());
    for (const old of before) if (!kept.has(old)) twins.get(old).remove();
    const known = new Set(before.map((old) => twins.get(old)));
    let previous = null;
    for (const now of after) {
      const old = pairs.get(now);
      let node = old && twins.get(old);
      if (node && node.parentNode !== live) node = null; // A script has taken it away.
      if (!node) {
        node = document.importNode(now, true);
        pair(now, node);
        known.add(node);
      }
      // What scripts have put after a node stays with it.
      let place = previous ? previous.nextSibling : live.firstChild;
      while (place && place !== node && !known.has(place)) place = place.nextSibling;
      if (place !== node) {
        if (node.parentNode === live && live.moveBefore) live.moveBefore(node, place);
        else live.insertBefore(node, place);
      }
      if (old && node === twins.get(old)) patch(old, now);
      previous = twins.get(now);
    }
  };

  // Scripts that run; others hold data.
  const scriptsOf = (root) =>
    [...root.querySelectorAll("script")]
      .filter(({type}) => !type || type === "module" || type.endsWith("javascript"))
      .map((one) => `${one.src} ${one.textContent}`)
      .join("\n");

  // A clone of what was sent. The preview's own part of it is no part of the page.
  let sent = document.documentElement.cloneNode(true);
  pair(sent, document.documentElement);
  without(sent);

  const morph = (html) => {
    const now = without(html);
    if (scriptsOf(sent) !== scriptsOf(now)) {
      // What a script has done cannot be undone.
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
      if (again) again.focus({preventScroll: true});
    }
  };

  // --- News ----------------------------------------------------------------------------------

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
        lose(true); // The stream tells when the server is there again.
      }
    } while (again);
    busy = false;
  };

  const fetchPage = async () => {
    const address = location.href.replace(/#.*/, "");
    const response = await fetch(address, {headers: {"If-None-Match": `"${tag}"`}});
    if (response.status === 304) return lose(false);
    if (response.redirected) return location.replace(response.url);
    const html = new DOMParser().parseFromString(await response.text(), "text/html");
    const own = html.querySelector("script[data-tarikh][src]");
    const beside = html.getElementById("_tarikh-beside");
    if (!own || !beside) return location.reload();
    const before = told;
    told = JSON.parse(beside.textContent);
    tag = own.dataset.tarikh;
    lose(false);
    // A page that has just gone leads on by itself; one that was gone when it was opened offers to.
    if (told.moved && !before.moved) return location.replace(told.moved);
    // Another kind of page, where there was none, is for the site's own scripts to see.
    if (told.kind !== before.kind) return location.reload();
    if (told.hash !== before.hash) morph(html.documentElement);
    show();
    document.dispatchEvent(new CustomEvent("tarikh:refreshed"));
  };

  const hear = ({news, lost}) => {
    if (lost) lose(true);
    else if (news) refresh();
  };

  const connect = () => {
    if (!window.SharedWorker) {
      const stream = new EventSource(`${PREFIX}events`);
      stream.onmessage = ({data}) => hear({news: data});
      stream.onerror = () => hear({lost: true});
      return;
    }
    const tabs = new BroadcastChannel("tarikh");
    tabs.onmessage = ({data}) => hear(data);
    new SharedWorker(`${PREFIX}stream.js`);
    // What was said before this tab was listening is said once more.
    tabs.postMessage("hello");
  };

  addEventListener("pageshow", ({persisted}) => persisted && refresh());
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());

  // --- What is shown beside the page -----------------------------------------------------------

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
  let frame = null;

  const make = (name, options = {}, ...children) => {
    const {className, on, ...others} = options;
    const element = document.createElement(name);
    if (className) element.className = className;
    for (const [key, value] of Object.entries(others)) element.setAttribute(key, value);
    if (on) element.addEventListener("click", on);
    element.append(...children.filter((child) => child));
    return element;
  };

  const place = (text, editor) =>
    editor
      ? make("a", {className: "place", href: editor, title: told.words.edit, dir: "ltr"}, text)
      : make("span", {className: "place", dir: "ltr"}, text);

  const problem = ({place: where, severity, code, message, hint, before, at, after, editor}) =>
    make(
      "li",
      {className: `problem ${severity}`},
      make("p", {className: "where"}, place(where, editor), make("code", {}, code)),
      make("p", {className: "message", lang: "en", dir: "ltr"}, message),
      (before || at || after) &&
        make(
          "pre",
          {dir: "auto"},
          before,
          at && make("mark", {className: "caret"}, at),
          after,
        ),
      hint && make("p", {className: "hint", lang: "en", dir: "ltr"}, hint),
    );

  const overlay = () => {
    const {errors, more, words} = told;
    const known = JSON.stringify(errors.map((each) => [each.place, each.message]));
    if (!errors.length || dismissed === known) return null;
    const close = () => {
      dismissed = known;
      show();
    };
    return make(
      "section",
      {className: "overlay", role: "alert", "aria-labelledby": "heading"},
      make(
        "header",
        {},
        make("h2", {id: "heading"}, words.heading),
        make("button", {type: "button", className: "close", on: close}, words.close),
      ),
      words.kept && make("p", {className: "kept"}, words.kept),
      make("ol", {}, ...errors.map(problem)),
      more ? make("p", {}, words.more) : null,
    );
  };

  const warnings = () =>
    unfolded && told.warnings.length
      ? make(
          "section",
          {className: "overlay doubts"},
          make("ol", {}, ...told.warnings.map(problem)),
        )
      : null;

  const bar = () => {
    const {words, ways} = told;
    const button = (text, on, className = "", pressed = null) => {
      const made = make("button", {type: "button", className, on}, text);
      if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
      return made;
    };
    return make(
      "div",
      {className: "bar", role: "region", "aria-label": words.bar},
      told.source && place(told.source, told.editor),
      words.errors && button(words.errors, () => reopen(), "errors"),
      words.warnings &&
        button(words.warnings, () => ((unfolded = !unfolded), show()), "warnings", unfolded),
      told.draft && make("span", {className: "mark"}, words.draft),
      words.untranslated && make("span", {className: "mark"}, words.untranslated),
      told.moved && make("a", {href: told.moved}, words.moved),
      isLost && make("span", {className: "mark lost", role: "status"}, words.lost),
      ...ways
        .filter((way) => way.translated)
        .map((way) => make("a", {href: way.href, lang: way.lang, dir: way.dir}, way.name)),
      button(words[choice()] || words.system, nextColour, "colours"),
      button(frame ? words.wide : words.narrow, resize, "width", Boolean(frame)),
    );
  };

  const reopen = () => {
    dismissed = "";
    show();
  };

  const show = () => {
    if (framed) return;
    host.lang = told.lang;
    box.dir = told.dir;
    const focused = shadow.activeElement && shadow.activeElement.className;
    box.replaceChildren(...[overlay(), warnings(), bar()].filter((part) => part));
    if (focused) shadow.querySelector(`.${focused.split(" ")[0]}`)?.focus();
  };

  const lose = (lost) => {
    if (lost === isLost) return;
    isLost = lost;
    show();
  };

  // --- Colours and width -----------------------------------------------------------------------

  const CHOICES = ["system", "light", "dark"];

  const choice = () => {
    try {
      return sessionStorage.getItem("tarikh:colours") || "system";
    } catch {
      return "system"; // Storage can be forbidden.
    }
  };

  const nextColour = () => {
    const next = CHOICES[(CHOICES.indexOf(choice()) + 1) % CHOICES.length];
    try {
      sessionStorage.setItem("tarikh:colours", next);
    } catch {
      return;
    }
    colour();
    if (frame) frame.contentWindow.location.reload();
    show();
  };

  // What a stylesheet asks of the system is answered for it.
  const asked = new WeakMap();
  const colour = () => {
    const chosen = choice();
    document.documentElement.style.colorScheme = chosen === "system" ? "" : chosen;
    const answer = (_, scheme) => (scheme === chosen ? "(min-width: 0)" : "(max-width: 0)");
    const visit = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) {
          if (!asked.has(rule)) asked.set(rule, rule.media.mediaText);
          const text = asked.get(rule);
          const wanted =
            chosen === "system"
              ? text
              : text.replace(/\(prefers-color-scheme:\s*(light|dark)\)/g, answer);
          if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
        }
        if (rule.cssRules) visit(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      try {
        visit(sheet.cssRules);
      } catch {
        // It was not found: it has changed once more, and its successor is on its way.
      }
    }
  };

  const resize = () => {
    if (frame) {
      frame.remove();
      frame = null;
    } else {
      // It stands beside what is made anew with each change: put in again, it would load again.
      frame = make("iframe", {src: location.href, title: told.words.narrow});
      box.before(frame);
    }
    show();
  };

  addEventListener("keydown", ({key}) => {
    const close = key === "Escape" && shadow.querySelector(".close");
    if (close) close.click();
  });

  if (!framed) document.documentElement.append(host);
  addEventListener("load", colour);
  show();
  connect();
})();
