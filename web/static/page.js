// Shared helpers of the page. Text only ever reaches the document through textContent or value.
(function () {
  "use strict";
  const NARROW = 900;
  document.documentElement.lang = "zh-CN";

  async function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (error) {
        // refused by the browser: the older way below still works
      }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.position = "fixed";
    area.style.top = "-100vh";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function say(place, text) {
    if (place) place.textContent = text;
  }

  async function download(path, body, name) {
    const answer = await fetch(new URL(path, document.baseURI), {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error("HTTP " + answer.status);
    const url = URL.createObjectURL(await answer.blob());
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  function scrollInside(box, target) {
    if (!box || !target) return;
    const gap = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += gap - box.clientHeight / 3;
  }

  // How often the reader turned away from what was going on: to another conversation, or by stopping. What the
  // server sends names the epoch it was asked for in; what is of an earlier one comes too late and is dropped,
  // here and nowhere else.
  let epoch = 0;
  const parts = {};

  function now() {
    return epoch;
  }

  function turn() {
    epoch += 1;
    return epoch;
  }

  function latest(name, value) {
    if (value && value.epoch >= epoch) parts[name] = value.html;
    return parts[name] || "";
  }

  // the operator who is logged in, with the way out
  function greet(name) {
    const who = document.querySelector("#pa-head .pa-who");
    who.querySelector("span").textContent = name;
    who.hidden = false;
  }

  let opener = null;

  function openCard(turn, number) {
    const card = document.getElementById("pa-card-" + turn + "-" + number);
    if (!card) return false;
    document.querySelectorAll(".pa-card.pa-active").forEach((c) => c.classList.remove("pa-active"));
    card.classList.add("pa-active");
    document.querySelectorAll(".pa-chip.pa-shown").forEach((c) => c.classList.remove("pa-shown"));
    const chip = document.querySelector('.pa-chip[data-turn="' + turn + '"][data-number="' + number + '"]');
    if (chip) chip.classList.add("pa-shown");
    openPanel();
    const box = card.closest(".pa-evidence");
    if (box) box.scrollTop += card.getBoundingClientRect().top - box.getBoundingClientRect().top - 52;
    card.querySelectorAll(".pa-passage").forEach((p) => scrollInside(p, p.querySelector("div:not([hidden]) mark, mark")));
    card.focus({ preventScroll: true });
    return true;
  }

  // on a phone the evidence is a sheet over the conversation
  function openPanel() {
    const panel = document.getElementById("pa-evidence");
    if (window.innerWidth < NARROW) panel.classList.add("pa-sheet");
  }

  function closeSheet() {
    document.getElementById("pa-evidence").classList.remove("pa-sheet");
    if (opener && document.contains(opener)) opener.focus();
  }

  function remember(element) {
    opener = element;
  }

  // whoever chose a page wants to type: its box gets the focus. Not on a phone, where a keyboard would cover it.
  function ready(selector) {
    const chosen = document.activeElement && document.activeElement.getAttribute("role") === "tab";
    if (!chosen || window.innerWidth < NARROW) return;
    requestAnimationFrame(() => {
      const box = document.querySelector(selector);
      if (box) box.focus();
    });
  }

  window.policy = { now, turn, latest, greet, copyText, say, download, scrollInside, openCard, openPanel, closeSheet, remember, ready, NARROW };
})();
