// Labels of comments, corrected where they are read.

import { newId, put } from "./outbox.js";
import { annotator, onAnnotator, task } from "./settings.js";
import { said, tell, texts } from "./texts.js";

const done = []; // what can be taken back in this window, last one last; the page may show it no more
const sent = new Set(); // ids of what was corrected here and is not recorded yet

function labelOf(question) {
  return question.querySelector("[aria-pressed=true]")?.dataset.label ?? null;
}

// Returns the correction that a question asks for, but for its label.
function aboutOf(question) {
  const { text, headline, model } = question.closest(".corrections").dataset;
  const { kind, guess, target } = question.dataset;
  const about = { task: question.dataset.task, text: JSON.parse(text), annotator: annotator() };
  if (about.task === "stance") {
    about.target = kind === "other" ? question.querySelector("input").value.trim() : JSON.parse(target);
    about.headline = JSON.parse(headline);
  }
  if (guess) Object.assign(about, { guess, model });
  return about;
}

function areSame(one, other) {
  return one.task === other.task && one.text === other.text
    && (one.task === "sentiment" || one.target === other.target);
}

function questionsAbout(about) {
  const questions = document.querySelectorAll(`#documents .question[data-task=${about.task}]`);
  return [...questions].filter((question) => areSame(aboutOf(question), about));
}

function mark(question, label) {
  for (const button of question.querySelectorAll("[data-label]")) {
    button.setAttribute("aria-pressed", button.dataset.label === label);
  }
}

function record(about, label) {
  const correction = { ...about, id: newId(), label };
  for (const question of questionsAbout(about)) {
    const before = labelOf(question) ?? "";
    mark(question, label);
    Object.assign(question.dataset, { correction: correction.id, state: "waiting", before });
  }
  sent.add(correction.id);
  put(correction);
  return correction.id;
}

function press(question, button) {
  const about = aboutOf(question);
  if (about.target === "") {
    tell(texts.name_target);
    question.querySelector("input").focus();
    return;
  }
  const before = labelOf(question);
  const label = button.dataset.label === before ? null : button.dataset.label;
  done.push({ about, before, label, id: record(about, label) });
}

export function undo() {
  const last = done.pop();
  if (!last) tell(texts.nothing_to_undo);
  else if (last.isOvertaken) tell(texts.overtaken);
  else record(last.about, last.before);
}

// What was never taken is not taken back.
function forget(id) {
  const place = done.findIndex((entry) => entry.id === id);
  if (place >= 0) done.splice(place, 1);
}

// Nobody takes back what was said under another name.
onAnnotator(() => done.splice(0));

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

const documents = document.getElementById("documents");

documents.addEventListener("click", ({ target }) => {
  const button = target.closest(".question [data-label]");
  if (button) press(button.closest(".question"), button);
});

// Another target that is typed has the label that it was given in this window, not that of the one before.
documents.addEventListener("input", ({ target }) => {
  const question = target.closest(".question");
  if (!question) return;
  const about = aboutOf(question);
  mark(question, done.findLast((entry) => areSame(entry.about, about))?.label ?? null);
  delete question.dataset.correction;
  delete question.dataset.state;
});

for (const what of ["recorded", "refused"]) {
  document.addEventListener(what, ({ detail: { id, label } }) => {
    if (!sent.delete(id)) return;
    for (const question of document.querySelectorAll(`.question[data-correction="${id}"]`)) {
      question.dataset.state = what;
      if (what === "refused") mark(question, question.dataset.before);
    }
    if (what === "refused") forget(id);
    else if (label === null) tell(texts.taken_back);
    else if (said() !== texts.begins_anew) tell(texts.saved); // nobody should miss that one
  });
}

// What another window corrected is shown here, too, and not taken back here.
document.addEventListener("elsewhere", ({ detail }) => {
  if (detail.annotator !== annotator()) return;
  for (const question of questionsAbout(detail)) mark(question, detail.label);
  for (const entry of done) {
    if (areSame(entry.about, detail)) Object.assign(entry, { label: detail.label, isOvertaken: true });
  }
});
