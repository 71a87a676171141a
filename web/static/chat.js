// The conversation: asking, stopping, chips, copying, feedback, correcting, next questions. Events to the server,
// each with the epoch it happens in: 'put' {question, at}, 'stop' {}, 'show' {turn, number},
// 'judge' {turn, verdict, reason, comment}.
const page = window.policy;

function live() {
  return document.querySelector("#pa-live .pa-live");
}

// Puts a question; false where another is being answered still.
function put(question, at) {
  if (live()) {
    page.say(live().querySelector(".pa-told"), "这个问题还在回答。要先问别的，请先停止。");
    return false;
  }
  trigger("put", { question, at, epoch: page.now() });
  return true;
}

function stop() {
  if (live()) trigger("stop", { epoch: page.turn() });
}

// what was typed is sent: the box is emptied here, so that nothing typed from now on is lost
page.put = (typed) => {
  const question = typed.trim();
  const field = document.querySelector("#pa-box textarea");
  if (question && put(question, null)) {
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing && event.target.closest("#pa-middle")) stop();
});

function turnOf(node) {
  return Number(node.closest("[data-turn]").dataset.turn);
}

function judge(actions, verdict, reason, comment) {
  actions.querySelector('[data-act="up"]').setAttribute("aria-pressed", String(verdict === "up"));
  actions.querySelector('[data-act="down"]').setAttribute("aria-pressed", String(verdict === "down"));
  page.say(actions.querySelector(".pa-told"), verdict === "up" ? "谢谢反馈" : "已记录，谢谢");
  trigger("judge", { turn: turnOf(actions), verdict, reason, comment, epoch: page.now() });
}

// not on this element alone: what is being said stands beside it
document.addEventListener("click", async (event) => {
  const button = event.target.closest("#pa-talk [data-act]");
  if (!button) return;
  const act = button.dataset.act;
  const actions = button.closest(".pa-actions");
  if (act === "ask") {
    put(button.dataset.question, null);
  } else if (act === "stop") {
    stop();
  } else if (act === "cite") {
    page.remember(button);
    const turn = Number(button.dataset.turn);
    const number = Number(button.dataset.number);
    if (!page.openCard(turn, number)) trigger("show", { turn, number, epoch: page.now() });
  } else if (act === "evidence") {
    page.remember(button);
    trigger("show", { turn: turnOf(button), number: null, epoch: page.now() });
    page.openPanel();
  } else if (act === "copy") {
    const done = await page.copyText(button.dataset.copy);
    page.say(actions.querySelector(".pa-told"), done ? "已复制" : "浏览器不允许复制");
  } else if (act === "up") {
    actions.querySelector(".pa-feedback").hidden = true;
    judge(actions, "up", null, "");
  } else if (act === "down") {
    const form = actions.querySelector(".pa-feedback");
    form.hidden = !form.hidden;
    if (!form.hidden) form.querySelector("input").focus();
  } else if (act === "correct") {
    const form = button.parentElement.querySelector(".pa-correct");
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("input").select();
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".pa-correct")) {
    const question = form.elements.question.value.trim();
    if (question) put(question, turnOf(form));
  } else if (form.matches(".pa-feedback")) {
    judge(form.closest(".pa-actions"), "down", form.elements.reason.value, form.elements.comment.value);
    form.hidden = true;
  }
});

const box = document.getElementById("pa-talk") || element.parentElement;
box.setAttribute("role", "log");
box.setAttribute("aria-label", "问答");
function toEnd() {
  const turns = document.querySelectorAll("#pa-talk .pa-turn");
  const last = turns[turns.length - 1];
  if (!last) return;
  if (window.innerWidth < page.NARROW) last.scrollIntoView({ block: "start" });
  else box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
}
let shown = document.querySelectorAll("#pa-talk .pa-turn").length;
new MutationObserver(() => {
  const now = document.querySelectorAll("#pa-talk .pa-turn").length;
  if (now !== shown) toEnd();
  shown = now;
}).observe(box, { childList: true, subtree: true });
