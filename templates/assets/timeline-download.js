// @ts-check
// The picture of the timeline as a file: what is in view, with its styles.
"use strict";

(() => {
  const section = document.querySelector("[data-chart]");
  if (!section) return;

  const STYLES = /** @type {const} */ ([
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size",
    "font-weight", "paint-order", "text-anchor", "direction",
  ]);

  /**
   * The bytes of a thumbnail; null if they are not to be had, as in an offline copy.
   * @param {SVGImageElement} image
   */
  const fetchThumbnail = async (image) => {
    try {
      const response = await fetch(image.href.baseVal);
      return response.ok ? await response.blob() : null;
    } catch {
      return null;
    }
  };

  /**
   * @param {Blob} blob
   * @returns {Promise<string>}
   */
  const writeAddress = (blob) =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(String(reader.result)));
      reader.readAsDataURL(blob);
    });

  /** The picture with its styles, which it has from the stylesheet here, and with its thumbnails. */
  const copyPicture = async () => {
    const svg = /** @type {SVGSVGElement} */ (section.querySelector("svg"));
    const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const originals = svg.querySelectorAll("rect, line, path, circle, text, a");
    copy.querySelectorAll("rect, line, path, circle, text, a").forEach((element, at) => {
      const style = getComputedStyle(originals[at]);
      for (const name of ["class", "tabindex", "data-event", "data-shape", "aria-label", "style"]) {
        element.removeAttribute(name);
      }
      if (element.localName === "a" || element.closest("mask")) return;
      for (const name of STYLES) {
        const value = style.getPropertyValue(name);
        if (value && value !== "none" && value !== "normal") element.setAttribute(name, value);
        else if (name === "fill" || name === "stroke") element.setAttribute(name, value);
      }
    });
    for (const image of copy.querySelectorAll("image")) {
      const blob = await fetchThumbnail(image);
      if (blob) image.setAttribute("href", await writeAddress(blob));
      else image.remove();
    }
    const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    paper.setAttribute("width", "100%");
    paper.setAttribute("height", "100%");
    paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
    copy.prepend(paper);
    return copy;
  };

  /**
   * The pixels of a thumbnail; null if it has none, as a drawing.
   * @param {SVGImageElement} image
   */
  const readThumbnail = async (image) => {
    const blob = await fetchThumbnail(image);
    return blob && createImageBitmap(blob).catch(() => null);
  };

  /**
   * Draws a picture without a request: the policy of the page lets no image come from elsewhere.
   * @param {SVGSVGElement} svg
   */
  const paint = async (svg) => {
    const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number);
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.scale(2, 2);
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, width, height);
    for (const element of svg.querySelectorAll("rect, line, path, circle, text, image")) {
      if (element.closest("defs") || !(element instanceof SVGGraphicsElement)) continue;
      const style = getComputedStyle(element);
      if (style.display === "none") continue;
      const number = (/** @type {string} */ name) => Number(element.getAttribute(name) ?? 0);
      const thumbnail = element instanceof SVGImageElement && (await readThumbnail(element));
      context.save();
      for (const group of [element.closest("a"), element.closest("a g")]) {
        const moved = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(group?.getAttribute("transform") ?? "");
        if (moved) context.translate(Number(moved[1]), Number(moved[2]));
      }
      context.globalAlpha = Number(style.opacity);
      context.fillStyle = style.fill === "none" ? "transparent" : style.fill;
      context.strokeStyle = style.stroke === "none" ? "transparent" : style.stroke;
      context.lineWidth = parseFloat(style.strokeWidth);
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
      context.lineJoin = "round";
      if (thumbnail) {
        const [width, height] = [number("width"), number("height")];
        const scale = Math.max(width / thumbnail.width, height / thumbnail.height);
        const crop = element.getAttribute("preserveAspectRatio") ?? "";
        const share = (/** @type {string} */ axis) =>
          crop.includes(`${axis}Min`) ? 0 : crop.includes(`${axis}Max`) ? 1 : 0.5;
        const across = thumbnail.width - width / scale;
        const down = thumbnail.height - height / scale;
        context.drawImage(
          thumbnail, across * share("x"), down * share("Y"), width / scale, height / scale,
          number("x"), number("y"), width, height,
        );
      } else if (element.localName === "text") {
        context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        context.direction = style.direction === "rtl" ? "rtl" : "ltr";
        context.textAlign = /** @type {CanvasTextAlign} */ (
          style.textAnchor === "middle" ? "center" : style.textAnchor
        );
        context.strokeText(element.textContent ?? "", number("x"), number("y"));
        context.fillText(element.textContent ?? "", number("x"), number("y"));
      } else if (element.localName !== "image") {
        const shape = new Path2D(element.getAttribute("d") ?? "");
        if (element.localName === "rect") {
          shape.rect(number("x"), number("y"), number("width"), number("height"));
        } else if (element.localName === "circle") {
          shape.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
        } else if (element.localName === "line") {
          shape.moveTo(number("x1"), number("y1"));
          shape.lineTo(number("x2"), number("y2"));
        }
        const mask = element.getAttribute("mask") ?? "";
        if (mask && element.localName === "rect") context.fillStyle = fade(context, mask, element);
        context.fill(shape);
        context.stroke(shape);
      }
      context.restore();
    }
    return canvas;
  };

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} mask
   * @param {Element} rect
   */
  const fade = (context, mask, rect) => {
    const x = Number(rect.getAttribute("x"));
    const gradient = context.createLinearGradient(x, 0, x + Number(rect.getAttribute("width")), 0);
    const color = String(context.fillStyle);
    const clear = color.length === 7 ? `${color}00` : "transparent";
    const isTail = mask.includes("tail");
    const isLeft = /left|both/.test(mask);
    const isRight = /right|both/.test(mask);
    gradient.addColorStop(0, isLeft ? clear : color);
    gradient.addColorStop(isLeft && isTail ? 1 : isLeft ? 0.3 : 0, color);
    gradient.addColorStop(isRight && isTail ? 0 : isRight ? 0.7 : 1, color);
    gradient.addColorStop(1, isRight ? clear : color);
    return gradient;
  };

  /** @param {Blob} blob @param {string} name */
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const downloads = /** @type {HTMLElement | null} */ (document.querySelector("[data-chart-downloads]"));
  if (downloads) downloads.hidden = false;
  downloads?.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.dataset.download === "svg") {
      const text = new XMLSerializer().serializeToString(await copyPicture());
      save(new Blob([text], { type: "image/svg+xml" }), "timeline.svg");
    }
    if (button?.dataset.download === "png") {
      const svg = /** @type {SVGSVGElement} */ (section.querySelector("svg"));
      const canvas = await paint(svg);
      canvas.toBlob((blob) => blob && save(blob, "timeline.png"), "image/png");
    }
  });
})();
