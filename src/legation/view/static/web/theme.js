// Sets the colours that the reader chose before the page is drawn, so that it never flashes.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("legation-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing follows the system.
  }
})();
