// Run in a page by the tests: returns in words all that would keep somebody from reading or using it.
() => {
  "use strict";
  const found = [];
  const say = (rule, element, why = "") => found.push(`${rule}: ${where(element)} ${why}`.trim());

  function where(element) {
    const words = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    const name = element.id ? `#${element.id}` : element.className && typeof element.className === "string" ? `.${element.className.split(" ").join(".")}` : "";
    return `<${element.tagName.toLowerCase()}${name}> “${words}”`;
  }

  function isShown(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.clipPath !== "inset(50%)" && box.right > 0;
  }

  // Colours are drawn into one pixel, so that any way to write them is understood.
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  function colour(text) {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(text, [r, g, b, a / 255]);
    }
    return known.get(text);
  }
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);

  function ground(element) {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null;
      const paint = colour(style.backgroundColor);
      if (paint[3] > 0) layers.push(paint);
      if (paint[3] === 1) break;
    }
    const scheme = getComputedStyle(document.documentElement).colorScheme.includes("dark") ? [0, 0, 0, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((below, top) => over(top, below), scheme);
  }

  function light(paint) {
    const [r, g, b] = paint.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [bright, dark] = [light(one), light(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  }

  function faintness(element, inkText) {
    const paper = ground(element);
    if (!paper) return null;
    let ink = colour(inkText);
    let opacity = 1;
    for (let each = element; each; each = each.parentElement) opacity *= Number(getComputedStyle(each).opacity);
    ink = over([ink[0], ink[1], ink[2], ink[3] * opacity], paper);
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const has = contrast(ink, paper);
    return has < least - 0.005 ? `${has.toFixed(2)} of ${least}` : null;
  }

  // Text and its ground.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || judged.has(element) || !isShown(element) || element.closest("svg, :disabled, option, [aria-hidden=true]")) continue;
    judged.add(element);
    const faint = faintness(element, getComputedStyle(element).color);
    if (faint) say("contrast", element, faint);
  }
  for (const field of document.querySelectorAll("input[placeholder], textarea[placeholder]")) {
    if (!isShown(field) || field.value) continue;
    const faint = faintness(field, getComputedStyle(field, "::placeholder").color);
    if (faint) say("contrast of a placeholder", field, faint);
  }

  // Names.
  function named(element) {
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    const text = by.map((id) => document.getElementById(id)?.textContent || "").join(" ");
    const labels = element.labels ? [...element.labels].map((each) => each.textContent).join(" ") : "";
    const images = [...element.querySelectorAll?.("img[alt], svg[aria-label]") ?? []].map((each) => each.alt || each.getAttribute("aria-label")).join(" ");
    const own = /^(INPUT|SELECT|TEXTAREA|METER|PROGRESS)$/.test(element.tagName) ? "" : element.textContent;
    return [text, element.getAttribute("aria-label"), labels, element.alt, own, images, element.title].some((each) => each && each.trim());
  }
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, meter, progress, [role=button], [role=link], [role=img], [role=region], [role=search], svg:not([aria-hidden=true]):not([role])")) {
    if (element.closest("[hidden]")) continue;
    if (!named(element)) say("no name", element, element.outerHTML.slice(0, 90));
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && element.type !== "submit" && !element.labels?.length && !element.hasAttribute("aria-label") && !element.hasAttribute("aria-labelledby")) say("no label", element);
  }
  for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) say("no alternative", image);
  for (const landmark of ["nav", "aside", "form[role=search]", "section"]) {
    const all = [...document.querySelectorAll(landmark)].filter((each) => landmark !== "section" || each.hasAttribute("aria-label") || each.hasAttribute("aria-labelledby"));
    if (landmark !== "section" && all.length > 1) for (const each of all) if (!each.hasAttribute("aria-label") && !each.hasAttribute("aria-labelledby")) say("one of several landmarks without a name", each);
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption && !table.closest("[aria-label], [aria-labelledby]")) say("a table without a name", table);
    if (!table.querySelector("th")) say("a table without heads", table);
  }

  // Structure.
  const mains = document.querySelectorAll("main").length;
  if (mains !== 1) found.push(`${mains} main`);
  const tops = [...document.querySelectorAll("h1")].filter((each) => each.checkVisibility());
  if (tops.length !== 1) found.push(`${tops.length} h1`);
  let level = 0;
  for (const head of document.querySelectorAll("main h1, main h2, main h3, main h4, main h5, main h6")) {
    if (!head.checkVisibility()) continue;
    const own = Number(head.tagName[1]);
    if (own > level + 1) say("a head is left out", head, `h${level} before h${own}`);
    level = own;
  }
  const ids = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (ids.has(id)) found.push(`twice the id ${id}`);
    ids.add(id);
  }
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list"]) {
    for (const each of document.querySelectorAll(`[${name}]`)) {
      for (const id of each.getAttribute(name).split(/\s+/)) if (id && !ids.has(id)) say(`${name} names nothing`, each, id);
    }
  }
  if (!document.documentElement.lang) found.push("no lang");
  if (!document.title.trim()) found.push("no title");
  for (const list of document.querySelectorAll("ul, ol")) for (const each of list.children) if (!/^(LI|SCRIPT|TEMPLATE)$/.test(each.tagName)) say("no entry of a list", each);
  for (const each of document.querySelectorAll("a a, a button, button a, button button, label label")) say("a control within a control", each);

  // Room.
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const culprit = [...document.querySelectorAll("main *")].find((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .live, nav, pre, [data-scrolls]"));
    found.push(`${wide} px too wide${culprit ? `: ${where(culprit)}` : ""}`);
  }
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'][role=button]")].filter((each) => isShown(each) && !each.closest("svg"));
  const boxes = targets.map((each) => (each.labels?.[0] && /^(checkbox|radio)$/.test(each.type) ? each.labels[0] : each).getBoundingClientRect());
  const isSmall = boxes.map((box) => box.width < 23.5 || box.height < 23.5);
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  // A small one does where a circle of 24 pixels around its middle meets no other (WCAG 2.5.8, spacing).
  function isCrowded(n) {
    const [x, y] = middle(boxes[n]);
    return boxes.some((box, other) => {
      if (other === n || targets[other].contains(targets[n]) || targets[n].contains(targets[other])) return false;
      if (isSmall[other]) { const [u, v] = middle(box); return Math.hypot(x - u, y - v) < 23.5; }
      const [u, v] = [Math.max(box.left, Math.min(x, box.right)), Math.max(box.top, Math.min(y, box.bottom))];
      return Math.hypot(x - u, y - v) < 11.5;
    });
  }
  targets.forEach((target, n) => {
    const style = getComputedStyle(target);
    const isInText = target.tagName === "A" && style.display === "inline" && hasText(target);
    if (isSmall[n] && !isInText && isCrowded(n)) say("small target", target, `${boxes[n].width.toFixed(0)} × ${boxes[n].height.toFixed(0)}`);
  });
  // A link within a line of words: its size is that of the words.
  function hasText(link) {
    const block = link.closest("p, li, td, th, dd, dt, figcaption, h1, h2, h3, h4, caption, summary, blockquote, label");
    return Boolean(block) && block.textContent.trim().length > link.textContent.trim().length;
  }

  // Keys.
  for (const each of document.querySelectorAll("[tabindex]")) if (each.tabIndex > 0) say("an order of its own", each);
  for (const each of document.querySelectorAll("[onclick], [data-href]")) if (each.tabIndex < 0) say("no key reaches it", each);
  // A picture is the still form of a chart; browsers let keys scroll what holds nothing to be reached.
  for (const each of document.querySelectorAll("*")) {
    const style = getComputedStyle(each);
    if (/(auto|scroll)/.test(style.overflowX) && each.scrollWidth > each.clientWidth + 1 && each.tabIndex < 0 && !each.querySelector("a, button, input, select, textarea, [tabindex='0']") && isShown(each) && !/^(TEXTAREA|SELECT|INPUT|PICTURE)$/.test(each.tagName)) say("no key scrolls it", each);
  }
  return found;
}
