// Leaves empty fields out of the address of a search, so that it can be read and passed on.
"use strict";

(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  // Parts go with actors by their order, so an empty one stays where another is not.
  const parts = () => [...form.elements].filter((each) => each.name === "role" && each.value);
  const empty = () => [...form.elements].filter((each) => each.name && !each.value && (each.name !== "role" || !parts().length));
  form.addEventListener("submit", () => empty().forEach((each) => { each.disabled = true; }));
  // Whoever comes back finds all fields usable.
  addEventListener("pageshow", () => [...form.elements].forEach((each) => { each.disabled = false; }));
})();
