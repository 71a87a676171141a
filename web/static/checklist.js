// The checklist: printing, exporting, reading the source. Event to the server: 'read' {clause}.
const page = window.policy;
element.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  if (button.dataset.act === "read") trigger("read", { clause: button.dataset.clause });
  if (button.dataset.act === "print") window.print();
  if (button.dataset.act === "word") {
    const told = element.querySelector(".pa-told");
    try {
      await page.download("export/checklist", props.told, "适用条款清单.docx");
      page.say(told, "已导出");
    } catch (error) {
      page.say(told, "导出失败：" + error.message);
    }
  }
});
