// The mode that asks: one comment after the other, those first that teach the model most.

import { askAgain, targetsOf } from "./documents.js";
import { newId, put } from "./outbox.js";
import { sentence } from "./server.js";
import { annotator, onAnnotator, onTask, task } from "./settings.js";
import { labels, percent, said, say, tell, texts, visible } from "./texts.js";

const AHEAD = 3; // questions that wait here, so that the next one is there at once
const BY_QUEUE = "queue"; // as in the file of labels
const PAUSE = 2000; // milliseconds before questions that could not be fetched are asked for again

const part = (id) => document.getElementById(id);
const keyOf = ({ target, text }) => JSON.stringify([target, text]);

let session; // names the queue on the server
let waiting = []; // questions that come next
let seen = new Set();
let answered = []; // what can be taken back in this window, last one last
let current = null;
let asked = Promise.resolve(); // of the last request: they follow each other
let failure = ""; // why the last request for questions brought none

export async function start() {
  session = newId();
  [waiting, seen, answered, current, failure] = [[], new Set(), [], null, ""];
  part("model-said").textContent = "";
  await next();
}

// Shows the next question, and fetches those after it.
async function next() {
  current = waiting.shift() ?? null;
  show(texts.busy);
  const own = session;
  await refill();
  while (!current && own === session) {
    current = waiting.shift() ?? null;
    show(failure || (targetsOf().length ? texts.all_asked : texts.nothing_open));
    if (current || !failure) return;
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (!isShown()) return;
    await refill();
  }
}

function refill() {
  asked = asked.then(fetchMore);
  return asked;
}

async function fetchMore() {
  const documents = targetsOf();
  if (!documents.length) return;
  const own = session;
  try {
    let found;
    do {
      const count = Math.max(0, AHEAD - waiting.length);
      const json = { session, task: task(), annotator: annotator(), documents, count };
      found = await (await askAgain("/page/questions", { method: "POST", json })).json();
      if (own !== session) return; // somebody changed the task meanwhile
      // A server that was started anew asks once more what waits here, or was skipped.
      const fresh = found.asks.filter((ask) => !seen.has(keyOf(ask)));
      for (const ask of fresh) seen.add(keyOf(ask));
      waiting.push(...fresh);
    } while (found.asks.length && waiting.length < AHEAD);
    showProgress(found);
    if (failure && said() === failure) tell("");
    failure = "";
  } catch (error) {
    failure = sentence(error);
    if (current) tell(failure); // else it stands in place of the question
  }
}

export function answer(label) {
  if (!current) return;
  record(current, label);
  answered.push(current);
  const name = labels[task()][current.guess];
  part("model-said").textContent = current.by_lot ? say(texts.model_said, { label: name }) : "";
  next();
}

export function answerKey(number) {
  part("answers").querySelectorAll("button")[number - 1]?.click();
}

export function skip() {
  if (current) next();
}

export function undo() {
  const last = answered.pop();
  if (!last) {
    tell(texts.nothing_to_undo);
    return;
  }
  if (last.isOvertaken) {
    tell(texts.overtaken);
    return;
  }
  record(last, null);
  if (current) waiting.unshift(current);
  // What was drawn by lot no longer is: the annotator has seen what the model says of it.
  current = { ...last, chosen_by: BY_QUEUE, by_lot: false };
  part("model-said").textContent = "";
  show("");
}

function record({ text, target, title, chosen_by, guess, model }, label) {
  const correction = { id: newId(), task: task(), text, label, annotator: annotator(), chosen_by, guess, model };
  if (target) Object.assign(correction, { target, headline: title ?? "" });
  put(correction);
}

// Shows what is asked, or in its place why nothing is.
function show(otherwise) {
  part("card").hidden = !current;
  part("nothing").hidden = Boolean(current);
  part("nothing").textContent = otherwise;
  if (!current) return;
  const { title, answers, text, target, by_lot, guess, probability } = current;
  part("of-article").textContent = title ? say(texts.article, { title }) : "";
  part("answered").textContent = answers ? say(texts.answers, { text: answers }) : "";
  part("text").textContent = visible(text);
  part("question").textContent = target ? say(texts.stance_question, { target }) : texts.mood_question;
  const names = labels[task()];
  part("guess").textContent = by_lot
    ? texts.by_lot
    : say(texts.guess, { label: names[guess], percent: Math.min(percent(probability), 99) });
  part("answers").replaceChildren(...Object.entries(names).map(([label, name], at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${at + 1} ${name}`;
    button.addEventListener("click", () => answer(label));
    return button;
  }));
  part("card").focus();
}

function showProgress({ labelled, left, without_target, estimate, contradictions }) {
  const open = left + waiting.length + (current ? 1 : 0);
  part("progress").textContent = say(texts.progress, { labelled, left: open });
  const { n, right, accuracy, low, high } = estimate;
  part("estimate").textContent = n
    ? say(texts.estimate, { n, right, percent: percent(accuracy), low: percent(low), high: percent(high) })
    : texts.no_estimate;
  part("left-out").hidden = !without_target;
  part("left-out").textContent = say(texts.without_target, { count: without_target });
  part("contradictions").replaceChildren(...contradictions.map(({ text, labels: given }) => {
    const item = document.createElement("li");
    const names = given.map((label) => labels[task()][label]).join(" / ");
    item.textContent = say(texts.contradiction, { labels: names, text });
    return item;
  }));
}

part("skip").addEventListener("click", skip);
part("undo").addEventListener("click", undo);
const isShown = () => !part("label").hidden;
onTask(() => isShown() && start());
onAnnotator(() => isShown() && start());
// What another window corrected since is not taken back here.
document.addEventListener("elsewhere", ({ detail }) => {
  if (detail.task !== task() || detail.annotator !== annotator()) return;
  const same = ({ text, target }) => text === detail.text && (target ?? "") === (detail.target ?? "");
  for (const ask of answered.filter(same)) ask.isOvertaken = true;
});
// What was recorded counts in the progress, and another question may be needed.
document.addEventListener("recorded", async () => {
  if (!isShown()) return;
  await refill();
  if (!current) next();
});
