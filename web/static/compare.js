// The comparison table: reading the source, exporting. Event to the server: 'read' {clause}.
const page = window.policy;
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  if (button.dataset.act === "read") trigger("read", { clause: button.dataset.clause });
  if (button.dataset.act === "excel") {
    const told = element.querySelector(".pa-told");
    try {
      await page.download("export/indicators", props.chosen, "指标对比.xlsx");
      page.say(told, "已导出");
    } catch (error) {
      page.say(told, "导出失败：" + error.message);
    }
  }
});
