// The list of conversations, kept in this browser only: one localStorage entry a conversation, so that two
// tabs never overwrite each other's. Events to the server, each with the epoch it begins: 'open' {conversation},
// 'fresh' {}.
const page = window.policy;
let prefix = null;
let current = null;
const list = element.querySelector("ul");
const search = element.querySelector("input[type=search]");
const told = element.querySelector(".pa-told");

function keyOf(id) {
  return prefix + id;
}

function read(id) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)));
  } catch (error) {
    return null;
  }
}

function all() {
  const found = [];
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i);
    if (key.startsWith(prefix)) {
      const one = read(key.slice(prefix.length));
      if (one && Array.isArray(one.turns)) found.push(one);
    }
  }
  return found.sort((a, b) => (a.updated < b.updated ? 1 : -1));
}

function write(one) {
  for (;;) {
    try {
      localStorage.setItem(keyOf(one.conversation_id), JSON.stringify(one));
      return;
    } catch (error) {
      const oldest = all().filter((c) => c.conversation_id !== one.conversation_id).pop();
      if (!oldest) {
        page.say(told, "浏览器存储已满，本段对话未保存");
        return;
      }
      localStorage.removeItem(keyOf(oldest.conversation_id));
      page.say(told, "浏览器存储已满，最早的对话已移除");
    }
  }
}

function remember(id) {
  current = id;
  sessionStorage.setItem(prefix + "current", id || "");
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(className, text, label, act) {
  const node = make("button", className, text);
  node.type = "button";
  node.dataset.act = act;
  if (label) node.setAttribute("aria-label", label);
  return node;
}

function matches(one, words) {
  const whole = (one.title + " " + one.turns.map((t) => t.answer.question + " " + t.answer.answer).join(" ")).toLowerCase();
  return words.every((w) => whole.includes(w));
}

function draw() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all().filter((one) => matches(one, words));
  list.replaceChildren(
    ...found.map((one) => {
      const item = make("li", one.conversation_id === current ? "pa-current" : "");
      item.dataset.id = one.conversation_id;
      const name = one.title || "未命名";
      const open = button("pa-open", name, undefined, "open");
      if (one.conversation_id === current) open.setAttribute("aria-current", "true");
      open.title = name + "\n" + new Date(one.updated).toLocaleString("zh-CN");
      const todo = make("span", "pa-do");
      todo.append(button("pa-link", "改名", "改名：" + name, "rename"), button("pa-link", "删除", "删除：" + name, "delete"));
      item.append(open, todo);
      return item;
    })
  );
  if (!found.length) list.append(make("li", "pa-quiet", words.length ? "没有符合的对话" : "还没有对话"));
  element.querySelectorAll("[data-needs]").forEach((b) => (b.disabled = !current || !read(current)));
}

function rename(item, one) {
  const form = make("form", "pa-rename");
  const box = make("input");
  box.type = "text";
  box.value = one.title;
  box.maxLength = 60;
  box.setAttribute("aria-label", "对话名称");
  const ok = make("button", "pa-button", "好");
  ok.type = "submit";
  form.append(box, ok);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fresh = read(one.conversation_id);
    if (fresh) {
      fresh.title = box.value.trim() || fresh.title;
      fresh.renamed = true;
      write(fresh);
    }
    draw();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") draw();
  });
  item.replaceChildren(form);
  box.select();
}

function reallyDelete(item, one) {
  const question = make("span", "pa-quiet", "删除后无法恢复");
  const yes = button("pa-button pa-danger", "删除", "确定删除：" + one.title, "delete-yes");
  item.replaceChildren(question, yes, button("pa-link", "留着", undefined, "delete-no"));
  yes.focus();
}

element.addEventListener("click", async (event) => {
  const node = event.target.closest("[data-act]");
  if (!node) return;
  const act = node.dataset.act;
  if (act === "new") {
    remember(null);
    trigger("fresh", { epoch: page.turn() });
    draw();
    return;
  }
  if (act === "export") {
    const one = read(current);
    if (!one) return;
    try {
      await page.download("export/conversation?format=" + node.dataset.format, one, (one.title || "对话") + "." + node.dataset.format);
      page.say(told, "已导出");
    } catch (error) {
      page.say(told, "导出失败：" + error.message);
    }
    return;
  }
  const item = node.closest("li");
  const one = item && read(item.dataset.id);
  if (!one) return draw();
  if (act === "open") {
    remember(one.conversation_id);
    trigger("open", { conversation: one, epoch: page.turn() });
    draw();
  } else if (act === "rename") rename(item, one);
  else if (act === "delete") reallyDelete(item, one);
  else if (act === "delete-no") draw();
  else if (act === "delete-yes") {
    localStorage.removeItem(keyOf(one.conversation_id));
    if (one.conversation_id === current) {
      remember(null);
      trigger("fresh", { epoch: page.turn() });
    }
    draw();
    search.focus();
  }
});

search.addEventListener("input", draw);
window.addEventListener("storage", () => prefix && draw());

function take() {
  const message = props.value;
  if (!message) return;
  if (message.op === "config") {
    if (prefix !== null) return;
    prefix = "policy-assistant:" + message.user + ":";
    if (message.named) page.greet(message.user);
    const id = sessionStorage.getItem(prefix + "current");
    const one = id && read(id);
    if (one) {
      remember(id);
      trigger("open", { conversation: one, epoch: page.turn() });
    }
  } else if (message.op === "save") {
    const known = read(message.conversation.conversation_id);
    const one = Object.assign({}, message.conversation, { updated: new Date().toISOString() });
    if (known && known.renamed) {
      one.title = known.title;
      one.renamed = true;
    }
    write(one);
    // an answer that was finished just before the reader turned away is kept, but not gone back to
    if (message.epoch >= page.now()) remember(one.conversation_id);
  }
  draw();
}
watch("value", take);
// on a phone the list is folded away; wide, there is nothing to fold it with
const narrow = window.matchMedia("(max-width: " + (page.NARROW - 1) + "px)");
const fold = () => (element.querySelector("details").open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();
take();
