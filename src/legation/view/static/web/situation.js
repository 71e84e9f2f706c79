// Fetches the parts of the situation that take longer in a large store, and puts each in the place of its link.
"use strict";

for (const place of document.querySelectorAll("[data-part]")) {
  (async () => {
    try {
      place.setAttribute("aria-busy", "true");
      const answer = await fetch(place.dataset.part);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const part = page.getElementById("part");
      if (part) place.replaceChildren(...part.childNodes);
      document.dispatchEvent(new CustomEvent("legation:added", { detail: place }));
    } catch {
      // The link stays, and leads there.
    } finally {
      place.removeAttribute("aria-busy");
    }
  })();
}
