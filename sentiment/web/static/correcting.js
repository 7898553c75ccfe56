// Labels of comments, corrected where they are read.

import { newId, put } from "./outbox.js";
import { annotator, task } from "./settings.js";
import { tell, texts } from "./texts.js";

const done = []; // what can be taken back, last one last

function labelOf(question) {
  return question.querySelector("[aria-pressed=true]")?.dataset.label ?? null;
}

function record(question, label) {
  const { text, headline, model } = question.closest(".corrections").dataset;
  const { kind, guess } = question.dataset;
  const field = question.querySelector("input");
  const target = kind === "other" ? field.value.trim() : JSON.parse(question.dataset.target);
  if (kind === "other" && !target) {
    tell(texts.name_target);
    field.focus();
    return false;
  }
  const correction = {
    id: newId(), task: question.dataset.task, text: JSON.parse(text), label, annotator: annotator(),
  };
  if (correction.task === "stance") Object.assign(correction, { target, headline: JSON.parse(headline) });
  if (guess) Object.assign(correction, { guess, model });
  for (const button of question.querySelectorAll("[data-label]")) {
    button.setAttribute("aria-pressed", button.dataset.label === label);
  }
  Object.assign(question.dataset, { correction: correction.id, state: "waiting" });
  put(correction);
  return true;
}

function press(question, button) {
  const before = labelOf(question);
  const label = button.dataset.label === before ? null : button.dataset.label;
  if (record(question, label)) done.push([question, before]);
}

export function undo() {
  const last = done.pop();
  if (last) record(...last);
  else tell(texts.nothing_to_undo);
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
