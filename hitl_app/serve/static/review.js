"use strict";
// Keys press the buttons of the page.
(() => {
  document.documentElement.classList.add("js");
  let sent = false;
  document.addEventListener("submit", (event) => {
    // A second press would be a decision on the next photo.
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.repeat || event.altKey || event.metaKey) return;
    let key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey) {
      if (key !== "z") return;
      key = "u";
    }
    // Enter and the space bar belong to a button that has the focus.
    if (key === "Enter" && event.target.closest("button, a")) return;
    const buttons = [...document.querySelectorAll("button[data-key]")];
    const button = buttons.find((one) => one.dataset.key.split(" ").includes(key));
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  });
})();
