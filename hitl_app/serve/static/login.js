"use strict";
// A link may hold the token behind "#", which no browser sends.
(() => {
  function use() {
    const token = location.hash.slice(1);
    if (!token) return;
    history.replaceState(null, "", location.pathname);
    document.getElementById("token").value = token;
    document.getElementById("login").requestSubmit();
  }
  addEventListener("hashchange", use);
  use();
})();
