// 条款速查 by keyboard: the arrows move through the hits while the typing goes on, Enter opens one.
// Events to the server: 'pick' {clause}, 'whole' {doc}, 'widen' {}.
const page = window.policy;
let chosen = null;
let waiting = false;

// whether the hits are those for what stands in the box now
function settled() {
  return element.querySelector(".pa-hits").dataset.text === input().value.trim();
}

// looked up when needed: the tab may be put into the document after this runs
function root() {
  return document.getElementById("pa-find");
}

function input() {
  return document.querySelector("#pa-find-box textarea, #pa-find-box input");
}

function options() {
  return Array.from(element.querySelectorAll('[role="option"]'));
}

function select(option) {
  if (!option) {
    if (input()) input().removeAttribute("aria-activedescendant");
    return;
  }
  options().forEach((o) => o.setAttribute("aria-selected", String(o === option)));
  input().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function selected() {
  return element.querySelector('[aria-selected="true"]');
}

function move(step) {
  const all = options();
  if (!all.length) return;
  const at = all.indexOf(selected());
  select(all[Math.min(all.length - 1, Math.max(0, at + step))]);
  chosen = selected().dataset.clause || null;
}

function pick(option) {
  if (!option) return;
  select(option);
  if (option.dataset.doc) trigger("whole", { doc: option.dataset.doc });
  else trigger("pick", { clause: option.dataset.clause });
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || !root() || !root().contains(event.target)) return;
    const typing = event.target === input();
    if (event.key === "Escape") {
      input().focus();
      input().select();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const copy = root().querySelector(".pa-sheet-card [data-act=copy]");
      if (copy) copy.click();
      event.preventDefault();
    } else if (typing && event.key === "ArrowDown") {
      move(1);
      event.preventDefault();
    } else if (typing && event.key === "ArrowUp") {
      move(-1);
      event.preventDefault();
    } else if (typing && event.key === "Enter" && !event.shiftKey) {
      // who types fast must not open a hit for half of the words
      waiting = !settled();
      if (!waiting) pick(selected());
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true
);

element.addEventListener("click", (event) => {
  if (event.target.closest('[data-act="widen"]')) {
    trigger("widen", {});
    input().focus();
  } else pick(event.target.closest('[role="option"]'));
});
// Gradio's own fold does not tell whether it is open
document.addEventListener("click", (event) => {
  const fold = event.target.closest("#pa-find .label-wrap");
  if (fold) requestAnimationFrame(() => fold.setAttribute("aria-expanded", String(fold.classList.contains("open"))));
});
document.addEventListener("focusin", (event) => {
  if (event.target !== input()) return;
  event.target.setAttribute("role", "combobox");
  event.target.setAttribute("aria-controls", "pa-hit-list");
  event.target.setAttribute("aria-expanded", "true");
  event.target.setAttribute("aria-autocomplete", "list");
});
document.addEventListener("input", (event) => {
  if (event.target !== input()) return;
  chosen = null;
  waiting = false;
});
// hits that come while somebody is choosing must not move the choice
watch("value", () => {
  const all = options();
  // no document is opened by an Enter that was meant for words
  select(all.find((o) => chosen && o.dataset.clause === chosen) || all.find((o) => !o.dataset.doc));
  if (waiting && settled()) {
    waiting = false;
    pick(selected());
  }
});
