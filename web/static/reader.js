// The whole document: outline, script toggle, the found clause in view.
const page = window.policy;

function shown() {
  return element.querySelector(".pa-doc > div:not([hidden])");
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  const box = element.querySelector(".pa-doc");
  if (button.dataset.act === "goto") {
    const part = shown().querySelector('[data-at="' + button.dataset.start + '"]');
    box.scrollTop += part.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    box.focus({ preventScroll: true });
  } else if (button.dataset.act === "script") {
    const simplified = element.querySelector(".pa-simplified");
    const original = element.querySelector(".pa-original");
    const toSimplified = simplified.hidden;
    simplified.hidden = !toSimplified;
    original.hidden = toSimplified;
    button.setAttribute("aria-pressed", String(toSimplified));
    button.textContent = toSimplified ? "看原文" : "看简体";
    page.scrollInside(box, shown().querySelector("mark"));
  }
});

function settle() {
  const box = element.querySelector(".pa-doc");
  if (!box) return;
  const mark = shown().querySelector("mark");
  if (!mark) {
    box.scrollTop = 0;
    if (window.innerWidth < page.NARROW) element.scrollIntoView({ block: "start" });
  } else box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 40;
  const here = element.querySelector(".pa-here");
  if (here) page.scrollInside(here.closest("nav"), here);
}
watch("value", settle);
