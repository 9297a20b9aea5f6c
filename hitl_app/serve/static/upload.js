"use strict";
// Sends each photo on its own, and shows its card as soon as it is classified. Without this
// script, the form sends all of them at once.
(() => {
  const AT_ONCE = 3;
  const form = document.getElementById("upload");
  const results = document.getElementById("results");
  const list = results.querySelector("ul");
  document.documentElement.classList.add("js");
  document.getElementById("classify").hidden = true;
  const waiting = [];
  let running = 0;

  function placeholder(file) {
    const card = document.createElement("li");
    card.className = "card waiting";
    const picture = document.createElement("img");
    picture.alt = "";
    if (file) picture.src = URL.createObjectURL(file);
    const words = document.createElement("div");
    const name = document.createElement("p");
    name.className = "name";
    name.textContent = file ? file.name : "";
    const state = document.createElement("p");
    state.className = "quiet";
    state.textContent = form.dataset.uploading;
    words.append(name, state);
    card.append(picture, words);
    results.hidden = false;
    list.prepend(card);
    return card;
  }

  function fail(card, words) {
    card.classList.remove("waiting");
    card.querySelector("p:last-child").className = "trouble";
    card.querySelector("p:last-child").textContent = words;
  }

  async function send({ data, card }) {
    const picture = card.querySelector("img").src;
    try {
      const answer = await fetch("/?part=1", { method: "POST", body: data });
      if (answer.redirected) location.assign(answer.url);
      const text = await answer.text();
      if (answer.ok) {
        // The server has escaped every value.
        const made = new DOMParser().parseFromString(text, "text/html").querySelector("li");
        card.replaceWith(document.importNode(made, true));
      } else {
        let detail = "";
        try { detail = JSON.parse(text).detail; } catch { /* another kind of answer */ }
        fail(card, detail || form.dataset.failed);
      }
    } catch {
      fail(card, form.dataset.failed);
    } finally {
      if (picture.startsWith("blob:")) URL.revokeObjectURL(picture);
      running -= 1;
      next();
    }
  }

  function next() {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      send(waiting.shift());
    }
  }

  function add(files) {
    for (const file of files) {
      const data = new FormData();
      const only = form.elements.namedItem("try");
      if (only && only.checked) data.append("try", "1");
      data.append("photos", file, file.name || "pasted.png");
      waiting.push({ data, card: placeholder(file) });
    }
    next();
  }

  for (const id of ["photos", "camera"]) {
    const input = document.getElementById(id);
    input.addEventListener("change", () => {
      add([...input.files]);
      input.value = "";
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("samples").addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData();
    data.append("sample", event.submitter.value);
    waiting.push({ data, card: placeholder(null) });
    next();
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => add([...event.clipboardData.files]));
})();
