// Leaves empty fields out of the address of a search, so that it can be read and passed on.
"use strict";

(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const empty = () => [...form.elements].filter((each) => each.name && !each.value);
  form.addEventListener("submit", () => empty().forEach((each) => { each.disabled = true; }));
  // Whoever comes back finds all fields usable.
  addEventListener("pageshow", () => [...form.elements].forEach((each) => { each.disabled = false; }));
})();
