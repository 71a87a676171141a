// The read-out sheet: copying.
const page = window.policy;
element.addEventListener("click", async (event) => {
  const button = event.target.closest('[data-act="copy"]');
  if (!button) return;
  const done = await page.copyText(button.dataset.copy);
  page.say(element.querySelector(".pa-told"), done ? "已复制" : "浏览器不允许复制");
});
// on a phone the sheet lies below the hits
watch("value", () => {
  const said = element.querySelector(".pa-read-out");
  if (said && window.innerWidth < page.NARROW) {
    said.scrollIntoView({ block: "start" });
    said.focus({ preventScroll: true });
  }
});
