// The reader: a record and its words light up together, and a click on either leads to the other. The server has put
// links there already; this only adds.
"use strict";

(() => {
  const text = document.querySelector(".text");
  const list = document.querySelector(".findings");
  if (!text || !list) return;

  const words = new Map();
  for (const each of text.querySelectorAll(".e[data-n]")) {
    for (const number of each.dataset.n.split(" ")) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(each);
    }
  }
  for (const each of text.querySelectorAll("[data-for]")) words.get(each.dataset.for)?.push(each);
  const cards = new Map([...list.querySelectorAll(".finding[data-n]")].map((each) => [each.dataset.n, each]));
  let lit = [];

  function light(elements) {
    lit.forEach((each) => each.classList.remove("lit"));
    lit = elements;
    lit.forEach((each) => each.classList.add("lit"));
  }

  function numbersAt(target) {
    const place = target instanceof Element ? target.closest("[data-for], .e[data-n]") : null;
    return place ? (place.dataset.for ?? place.dataset.n).split(" ") : [];
  }

  // The list scrolls in itself where it stands beside the text.
  function show(card) {
    if (list.scrollHeight <= list.clientHeight + 1) return;
    const [outer, inner] = [list.getBoundingClientRect(), card.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 4;
  }

  function fromText(event) {
    const found = numbersAt(event.target).map((number) => cards.get(number)).filter(Boolean);
    light(found);
    clearTimeout(fromText.timer);
    if (found.length) fromText.timer = setTimeout(() => show(found[found.length - 1]), event.type === "focusin" ? 0 : 250);
  }

  function fromList(event) {
    const card = event.target instanceof Element ? event.target.closest(".finding[data-n]") : null;
    const found = card ? (words.get(card.dataset.n) ?? []) : [];
    light(found);
    if (!found.length || event.type !== "focusin" || event.target !== card) return;
    const place = found[0].getBoundingClientRect();
    if (matchMedia("(min-width: 75.01rem)").matches && (place.top < 0 || place.bottom > innerHeight)) found[0].scrollIntoView({ block: "center" });
  }

  text.addEventListener("pointerover", fromText);
  text.addEventListener("focusin", fromText);
  list.addEventListener("pointerover", fromList);
  list.addEventListener("focusin", fromList);
  for (const place of [text, list]) {
    place.addEventListener("pointerleave", () => light([]));
    place.addEventListener("focusout", () => light([]));
  }

  // A click on marked words goes to the innermost of their records.
  text.addEventListener("click", (event) => {
    const found = numbersAt(event.target).map((number) => cards.get(number)).filter(Boolean);
    if (!found.length || String(getSelection()).length) return;
    event.preventDefault();
    const card = found[found.length - 1];
    card.focus({ preventScroll: true });
    if (list.scrollHeight > list.clientHeight + 1) show(card);
    else card.scrollIntoView({ block: "center" });
  });

  // Where the reader asked for one record, the list shows it too.
  const asked = list.querySelector(".finding.asked");
  if (asked) show(asked);
})();
