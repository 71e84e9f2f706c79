// Says before sending that the chosen files are more than the server takes, and that the sending goes on.
"use strict";

(() => {
  const form = document.querySelector("form[data-most]");
  const files = document.getElementById("files");
  const warning = document.getElementById("too-much");
  if (!form || !files || !warning) return;

  const isTooMuch = () => {
    const bytes = [...files.files].reduce((sum, file) => sum + file.size, 0);
    return bytes > Number(form.dataset.most) * 1024 * 1024;
  };
  files.addEventListener("change", () => { warning.hidden = !isTooMuch(); });
  form.addEventListener("submit", (event) => {
    if (isTooMuch()) {
      event.preventDefault();
      files.focus();
      return;
    }
    const button = form.querySelector("button");
    button.disabled = true;
    button.textContent = "Sending …";
  });
  addEventListener("pageshow", () => {
    const button = form.querySelector("button");
    button.disabled = false;
    button.textContent = "Read them";
  });
  document.querySelector(".faults")?.focus();
})();
