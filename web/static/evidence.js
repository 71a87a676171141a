// The evidence panel: script toggle, closing on a phone, reading on in the whole document.
// Event to the server: 'read' {clause}.
const page = window.policy;

element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  if (button.dataset.act === "close") page.closeSheet();
  if (button.dataset.act === "read") {
    trigger("read", { clause: button.dataset.clause });
  }
  if (button.dataset.act === "script") {
    const card = button.closest(".pa-card");
    const simplified = card.querySelector(".pa-simplified");
    const original = card.querySelector(".pa-original");
    const toSimplified = simplified.hidden;
    simplified.hidden = !toSimplified;
    original.hidden = toSimplified;
    button.setAttribute("aria-pressed", String(toSimplified));
    button.textContent = toSimplified ? "看原文" : "看简体";
    const box = card.querySelector(".pa-passage");
    page.scrollInside(box, (toSimplified ? simplified : original).querySelector("mark"));
  }
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") page.closeSheet();
});

function settle() {
  const panel = element.querySelector(".pa-evidence");
  if (!panel) return;
  panel.querySelectorAll(".pa-passage").forEach((p) => page.scrollInside(p, p.querySelector("mark")));
  if (panel.dataset.active) page.openCard(panel.dataset.turn, panel.dataset.active);
}
watch("value", settle);
