// Makes the pictures of charts alive: words on what the pointer is at, links into the evidence. The picture stays where
// anything fails. Vega runs with its interpreter, so no policy of the page has to be loosened.
"use strict";

(() => {
  const found = () => [...document.querySelectorAll("figure[data-chart]")];
  let player = null;

  function load() {
    player ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/charts/player.js";
      script.type = "module";
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return player;
  }

  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // What Vega would write into a bubble with a style of its own goes into ours, as text.
  function bubble(figure) {
    const box = document.createElement("div");
    box.className = "bubble";
    box.hidden = true;
    figure.append(box);
    return (_, event, __, value) => {
      box.hidden = value === null || value === undefined || value === "";
      if (box.hidden) return;
      const words = typeof value === "object" ? Object.entries(value).map(([name, told]) => `${name}: ${told}`) : [String(value)];
      box.replaceChildren(...words.map((each) => Object.assign(document.createElement("div"), { textContent: each })));
      const frame = figure.getBoundingClientRect();
      box.style.left = `${Math.min(event.clientX - frame.left + 12, frame.width - 220)}px`;
      box.style.top = `${event.clientY - frame.top + 16}px`;
    };
  }

  async function draw(figure) {
    const address = new URL(figure.dataset.chart, location.href);
    if (isDark()) address.searchParams.set("theme", "dark");
    const answer = await fetch(address);
    if (!answer.ok) return;
    const spec = await answer.json();
    await load();
    figure.querySelector(".live")?.remove();
    figure.querySelector(".bubble")?.remove();
    const live = document.createElement("div");
    live.className = "live";
    const picture = figure.querySelector("picture");
    picture.after(live);
    try {
      await window.vegaEmbed(live, spec, {
        ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: bubble(figure),
        loader: { http: false, file: false },
      });
      const canvas = live.querySelector("canvas");
      canvas?.setAttribute("role", "img");
      canvas?.setAttribute("aria-label", picture.querySelector("img").alt);
      picture.hidden = true;
      // Where it is wider than the window, keys must scroll it too.
      live.setAttribute("role", "group");
      live.setAttribute("aria-label", "Chart");
      new ResizeObserver(() => {
        if (live.scrollWidth > live.clientWidth) live.tabIndex = 0;
        else live.removeAttribute("tabindex");
      }).observe(live);
      figure.dataset.state = "alive";
    } catch (error) {
      live.remove();
      figure.dataset.state = "still";
      console.warn("a chart stays a picture", error);
    }
  }

  const watcher = new IntersectionObserver((seen) => {
    for (const each of seen) {
      if (!each.isIntersecting) continue;
      watcher.unobserve(each.target);
      draw(each.target);
    }
  }, { rootMargin: "200px" });
  const watch = () => found().filter((each) => !each.dataset.state).forEach((figure) => watcher.observe(figure));
  watch();
  document.addEventListener("legation:added", watch); // a part of the page that came later
  document.addEventListener("legation:theme", () => found().filter((each) => each.dataset.state).forEach(draw));
})();
