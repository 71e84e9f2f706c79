// Follows a job without loading its page anew, until it is over.
"use strict";

(() => {
  const job = document.querySelector("[data-job]");
  if (!job) return;
  const bar = document.getElementById("bar");
  const says = document.getElementById("says");

  async function look() {
    try {
      const answer = await fetch(job.dataset.job, { cache: "no-store" });
      if (!answer.ok) { location.reload(); return; }
      const found = await answer.json();
      if (found.is_over) { location.reload(); return; }
      if (says.textContent !== found.says) says.textContent = found.says;
      if (found.expected && found.seen) {
        bar.max = found.expected;
        bar.value = Math.min(found.seen, found.expected);
      }
    } catch {
      // The server may be busy, or gone: ask again.
    }
    setTimeout(look, 1000);
  }
  setTimeout(look, 700);
})();
