// Run in a page after a first Tab: focuses all that can be focused, and returns in words what does not show it.
() => {
  "use strict";
  const found = [];
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
  for (const each of all) {
    if (each.disabled || !each.checkVisibility()) continue;
    each.focus({ preventScroll: true });
    const name = `<${each.tagName.toLowerCase()}> “${(each.textContent || each.id).trim().replace(/\s+/g, " ").slice(0, 40)}”`;
    if (document.activeElement !== each) { found.push(`no focus: ${name}`); continue; }
    const style = getComputedStyle(each);
    const isSeen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    if (!isSeen) found.push(`focus is not seen: ${name}`);
  }
  return found;
}
