// Review by keyboard: j and k walk through the records; on one of them a, r, c and u press its buttons. Whoever judges is
// remembered in a cookie, which the server sets.
"use strict";

(() => {
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.hidden = false;

  const name = document.querySelector("[data-reviewer]");
  const kept = document.cookie.split("; ").find((each) => each.startsWith("legation-reviewer="));
  if (name && kept && !name.value) {
    try { name.value = decodeURIComponent(kept.slice(kept.indexOf("=") + 1)); } catch { /* not ours, then */ }
  }

  const all = () => [...document.querySelectorAll(".finding")].filter((each) => each.getClientRects().length);
  const current = () => document.activeElement?.closest(".finding");

  function go(step) {
    const found = all();
    if (!found.length) return;
    const at = found.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(Math.max(at + step, 0), found.length - 1);
    found[next].focus({ preventScroll: true });
    found[next].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || window.legation.isTyping(event.target)) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(event.key === "j" ? 1 : -1);
      return;
    }
    const does = current()?.querySelector(`[data-does="${CSS.escape(event.key)}"]`);
    if (does) {
      event.preventDefault();
      does.click();
    }
  });

  // Back from a verdict: the record that was judged has the focus, so the keys go on from there.
  const back = location.hash.startsWith("#r-") ? document.getElementById(location.hash.slice(1)) : null;
  if (back?.classList.contains("finding")) back.focus({ preventScroll: false });
})();
