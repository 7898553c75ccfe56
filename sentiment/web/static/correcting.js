// Labels of comments, corrected where they are read.

import { newId, put } from "./outbox.js";
import { annotator, task } from "./settings.js";
import { tell, texts } from "./texts.js";

const done = []; // what can be taken back in this window, last one last

function labelOf(question) {
  return question.querySelector("[aria-pressed=true]")?.dataset.label ?? null;
}

function targetOf(question) {
  const { kind, target } = question.dataset;
  return kind === "other" ? question.querySelector("input").value.trim() : JSON.parse(target);
}

function mark(question, label) {
  for (const button of question.querySelectorAll("[data-label]")) {
    button.setAttribute("aria-pressed", button.dataset.label === label);
  }
}

function record(question, label) {
  const { text, headline, model } = question.closest(".corrections").dataset;
  const { kind, guess } = question.dataset;
  const target = targetOf(question);
  if (kind === "other" && !target) {
    tell(texts.name_target);
    question.querySelector("input").focus();
    return false;
  }
  const correction = {
    id: newId(), task: question.dataset.task, text: JSON.parse(text), label, annotator: annotator(),
  };
  if (correction.task === "stance") Object.assign(correction, { target, headline: JSON.parse(headline) });
  if (guess) Object.assign(correction, { guess, model });
  mark(question, label);
  Object.assign(question.dataset, { correction: correction.id, state: "waiting" });
  put(correction);
  return true;
}

function press(question, button) {
  const before = labelOf(question);
  const label = button.dataset.label === before ? null : button.dataset.label;
  if (record(question, label)) done.push({ question, before });
}

export function undo() {
  const last = done.pop();
  if (!last) tell(texts.nothing_to_undo);
  else if (last.isOvertaken) tell(texts.overtaken);
  else record(last.question, last.before);
}

// Gives the comment that has the focus its first, second or third label.
export function pressKey(number) {
  const item = document.activeElement.closest(".comments > li");
  const question = item?.querySelector(`.question[data-task=${task()}]:not([data-kind=mention])`);
  const button = question?.querySelectorAll("[data-label]")[number - 1];
  if (!button) return false;
  if (question.dataset.kind === "other") question.closest("details").open = true;
  press(question, button);
  return true;
}

document.getElementById("documents").addEventListener("click", ({ target }) => {
  const button = target.closest(".question [data-label]");
  if (button) press(button.closest(".question"), button);
});

for (const what of ["recorded", "refused"]) {
  document.addEventListener(what, ({ detail: { id, label } }) => {
    const question = document.querySelector(`.question[data-correction="${id}"]`);
    if (!question) return;
    question.dataset.state = what;
    if (what === "recorded") tell(label === null ? texts.taken_back : texts.saved);
  });
}

function isAbout(question, { task, text, target = "" }) {
  return question.dataset.task === task
    && JSON.parse(question.closest(".corrections").dataset.text) === text
    && (task === "sentiment" || targetOf(question) === target);
}

// What another window corrected is shown here, too, and not taken back here.
document.addEventListener("elsewhere", ({ detail }) => {
  if (detail.annotator !== annotator()) return;
  for (const question of document.querySelectorAll("#documents .question")) {
    if (isAbout(question, detail)) mark(question, detail.label);
  }
  for (const entry of done) {
    if (isAbout(entry.question, detail)) entry.isOvertaken = true;
  }
});
