// The preview's script: updates the page on every save, and shows the overlay. It is at the end of
// the body and runs before the page's own scripts, when the document is still what the server sent.
(() => {
  "use strict";
  // The preview may be below a path of another server, a proxy.
  const PREFIX = new URL(".", document.currentScript.src).href;
  const fromRoot = (path) => new URL(`..${path}`, PREFIX).href;
  const framed = window.parent !== window;
  let tag = document.currentScript.dataset.tarikh;
  let data = JSON.parse(document.getElementById("_tarikh-overlay").textContent);

  // --- Updating the document in place ---------------------------------------------------------

  // Maps each node that the server sent to its live node in the document. Scripts and readers may
  // have changed the document since: only differences between the old and the new page are applied.
  const twins = new WeakMap();

  const pair = (sent, live) => {
    twins.set(sent, live);
    sent.childNodes.forEach((child, index) => pair(child, live.childNodes[index]));
  };

  const without = (root) => {
    for (const own of root.querySelectorAll("[data-tarikh]")) own.remove();
    return root;
  };

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const textOf = (node) => (isElement(node) ? node.outerHTML : `${node.nodeType} ${node.data}`);
  const kindOf = (node) => `${node.nodeName} ${(isElement(node) && node.id) || ""}`;

  // Pairs the old children of a node with the new ones: first equal ones at both ends, then those
  // with the same id, the longest common subsequence of equal ones, and last those of one kind.
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
    now.childNodes.forEach((child, index) => adopt(old.childNodes[index], child));
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

  // Replaces only the part that differs, so that a selection around it is kept.
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
  const replacedBy = new WeakMap();
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

  const patchChildren = (live, before, after) => {
    const pairs = align(before, after);
    const kept = new Set(pairs.values());
    for (const old of before) if (!kept.has(old)) twins.get(old).remove();
    const known = new Set(before.map((old) => twins.get(old)));
    let previous = null;
    for (const now of after) {
      const old = pairs.get(now);
      let node = old && twins.get(old);
      if (node && node.parentNode !== live) node = null; // A script has moved it.
      if (!node) {
        node = document.importNode(now, true);
        pair(now, node);
        known.add(node);
      }
      // Nodes that scripts inserted after a node stay after it.
      let next = previous ? previous.nextSibling : live.firstChild;
      while (next && next !== node && !known.has(next)) next = next.nextSibling;
      if (next !== node) {
        if (node.parentNode === live && live.moveBefore) live.moveBefore(node, next);
        else live.insertBefore(node, next);
      }
      if (old && node === twins.get(old)) patch(old, now);
      previous = twins.get(now);
    }
  };

  // Scripts that run, without those that contain data.
  const scriptsOf = (root) =>
    [...root.querySelectorAll("script")]
      .filter(({type}) => !type || type === "module" || type.endsWith("javascript"))
      .map((one) => `${one.src} ${one.textContent}`)
      .join("\n");

  // A copy of what the server sent, without the preview's own elements.
  let sent = document.documentElement.cloneNode(true);
  pair(sent, document.documentElement);
  without(sent);

  const morph = (html) => {
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
      if (again) again.focus({preventScroll: true});
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
    const ownData = html.getElementById("_tarikh-overlay");
    if (!own || !ownData) return location.reload();
    const before = data;
    data = JSON.parse(ownData.textContent);
    tag = own.dataset.tarikh;
    setLost(false);
    // Leave a page that was just removed; one that was missing before only offers a link.
    if (data.moved && !before.moved) return location.replace(fromRoot(data.moved));
    // For another kind of page, such as one that was missing, the site's scripts must run again.
    if (data.kind !== before.kind) return location.reload();
    if (data.hash !== before.hash) morph(html.documentElement);
    show();
    document.dispatchEvent(new CustomEvent("tarikh:refreshed"));
  };

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

  const sourceLink = (text, editor) =>
    editor
      ? make("a", {className: "position", href: editor, title: data.strings.edit, dir: "ltr"}, text)
      : make("span", {className: "position", dir: "ltr"}, text);

  const problem = ({position, severity, code, message, hint, before, at, after, editor, others}) =>
    make(
      "li",
      {className: `problem ${severity}`},
      make("p", {className: "where", dir: "ltr"}, sourceLink(position, editor), make("code", {}, code)),
      make("p", {className: "message", lang: message.lang, dir: message.dir}, message.text),
      (before || at || after) &&
        make(
          "pre",
          {dir: "auto"},
          before,
          at && make("mark", {className: "caret"}, at),
          after,
        ),
      hint && make("p", {className: "hint", lang: hint.lang, dir: hint.dir}, hint.text),
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
      {className: "overlay", role: "alert", "aria-labelledby": "heading"},
      make(
        "header",
        {},
        make("h2", {id: "heading"}, strings.heading),
        make("button", {type: "button", className: "close", on: close}, strings.close),
      ),
      strings.kept && make("p", {className: "kept"}, strings.kept),
      make("ol", {}, ...errors.map(problem)),
      more ? make("p", {}, strings.more) : null,
    );
  };

  const warnings = () =>
    unfolded && data.warnings.length
      ? make(
          "section",
          {className: "overlay warnings-list"},
          make("ol", {}, ...data.warnings.map(problem)),
        )
      : null;

  const bar = () => {
    const {strings, alternates} = data;
    const button = (text, on, className = "", pressed = null) => {
      const made = make("button", {type: "button", className, on}, text);
      if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
      return made;
    };
    return make(
      "div",
      {className: "bar", role: "region", "aria-label": strings.bar},
      data.source && sourceLink(data.source, data.editor),
      strings.errors && button(strings.errors, () => reopen(), "errors"),
      strings.warnings &&
        button(strings.warnings, () => ((unfolded = !unfolded), show()), "warnings", unfolded),
      data.draft && make("span", {className: "mark"}, strings.draft),
      strings.untranslated && make("span", {className: "mark"}, strings.untranslated),
      data.moved && make("a", {href: fromRoot(data.moved)}, strings.moved),
      isLost && make("span", {className: "mark lost", role: "status"}, strings.lost),
      ...alternates
        .filter(({translated}) => translated)
        .map(({href, lang, dir, name}) => make("a", {href: fromRoot(href), lang, dir}, name)),
      make("a", {href: PREFIX + data.lang + "/"}, strings.desk),
      button(strings[chosenColorScheme()] || strings.system, nextColorScheme, "color-scheme"),
      button(frame ? strings.wide : strings.narrow, resize, "width", Boolean(frame)),
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
    box.replaceChildren(...[overlay(), warnings(), bar()].filter((part) => part));
    if (focused) shadow.querySelector(`.${focused.split(" ")[0]}`)?.focus();
  };

  const setLost = (lost) => {
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
    if (frame) frame.contentWindow.location.reload();
    show();
  };

  // Rewrites the color scheme queries of stylesheets for the chosen color scheme.
  const originalQueries = new WeakMap();
  const applyColorScheme = () => {
    const chosen = chosenColorScheme();
    document.documentElement.style.colorScheme = chosen === "system" ? "" : chosen;
    const answer = (_, scheme) => (scheme === chosen ? "(min-width: 0)" : "(max-width: 0)");
    const visit = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) {
          if (!originalQueries.has(rule)) originalQueries.set(rule, rule.media.mediaText);
          const text = originalQueries.get(rule);
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
      frame = make("iframe", {src: location.href, title: data.strings.narrow});
      box.before(frame);
    }
    show();
  };

  addEventListener("keydown", ({key}) => {
    const close = key === "Escape" && shadow.querySelector(".close");
    if (close) close.click();
  });

  if (!framed) document.documentElement.append(host);
  addEventListener("load", applyColorScheme);
  show();
  connect();
})();
