// What every page has: the switch of colours, keys that lead somewhere, copying, and a voice for what was done.
"use strict";

const told = document.getElementById("told");

// Say in the corner, and to screen readers, what was done.
function say(words) {
  if (!told) return;
  told.textContent = words;
  told.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => told.classList.remove("shown"), 4000);
}
window.legation = { say };

// Colours: as the system has them, light, dark.
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const steps = ["system", "light", "dark"];
  const now = () => document.documentElement.dataset.theme || "system";
  const show = () => { button.textContent = `Theme: ${now()}`; };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next = steps[(steps.indexOf(now()) + 1) % steps.length];
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try { localStorage.setItem("legation-theme", next); } catch { /* not kept, then */ }
    show();
    document.dispatchEvent(new CustomEvent("legation:theme"));
  });
}

// Where the menu scrolls sideways, the page that is open stands in sight.
const here = document.querySelector(".menu [aria-current]");
if (here) {
  const strip = here.closest("nav");
  strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}

// Whether a key is meant for a field that takes text.
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
window.legation.isTyping = isTyping;

// "/" goes to the search, "g" and a letter to a page, "?" to the list of keys.
let leading = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (leading) {
    leading = false;
    const place = document.querySelector(`.menu [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (place) { event.preventDefault(); place.click(); }
    return;
  }
  if (event.key === "/") { event.preventDefault(); document.getElementById("find")?.focus(); }
  else if (event.key === "?") location.assign("/help");
  else if (event.key === "g") { leading = true; setTimeout(() => { leading = false; }, 1500); }
});

// A button with data-copy copies the text of the element that it names.
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  const words = from ? (from.value ?? from.textContent) : "";
  try {
    await navigator.clipboard.writeText(words.trim());
    say(button.dataset.copied || "Copied");
  } catch {
    if (from instanceof HTMLTextAreaElement) from.select();
    say("Press Ctrl-C to copy");
  }
});
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
