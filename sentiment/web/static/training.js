// Retraining: a button, a bar, and what it brought.

import { askJson, sentence } from "./server.js";
import { percent, say, tell, texts } from "./texts.js";

const PAUSE = 300; // milliseconds between two looks at the progress

const part = (id) => document.getElementById(id);

let used; // the model in use, as far as the page knows

export async function show() {
  try {
    let state = await askJson("/page/training");
    render(state);
    while (state.is_running) {
      await new Promise((resume) => setTimeout(resume, PAUSE));
      state = await askJson("/page/training");
      render(state);
    }
  } catch (error) {
    tell(sentence(error));
  }
}

function render(state) {
  const { name } = state.models.find(({ is_in_use }) => is_in_use);
  if (used && used !== name) document.dispatchEvent(new Event("model"));
  used = name;
  part("retrain").disabled = state.is_running;
  part("training").hidden = !state.is_running;
  const [words, bar] = part("training").querySelectorAll("span, progress");
  words.textContent = state.task
    ? say(texts.training, { task: texts[state.task], done: state.done, steps: state.steps })
    : texts.starting;
  if (state.steps) Object.assign(bar, { max: state.steps, value: state.done });
  else bar.removeAttribute("value");
  items("counts", state.counts.map((count) => say(texts.counts, named(count))));
  items("result", result(state));
  part("models").replaceChildren(...state.models.map(model));
}

function result({ error, found, fewest_held_back: fewest, models }) {
  if (error) return [error];
  if (!found) return [];
  const lines = found.tasks.map((task) => say(texts.compared, {
    ...named(task), gain: signed(task.gain), low: signed(task.low), high: signed(task.high),
  }));
  for (const why of found.left_out) {
    lines.push(say(why.held < fewest ? texts.too_few_held : texts.too_few_learnt, { ...named(why), fewest }));
  }
  if (!found.tasks.length) return [texts.nothing_trained, ...lines];
  if (!found.model) return [...lines, texts.not_used];
  const { folder } = models.find(({ name }) => name === found.model);
  const used = found.tasks.some(({ low }) => low > 0) ? texts.is_used : texts.is_used_perhaps;
  return [...lines, say(used, { model: found.model }), say(texts.elsewhere, { folder })];
}

function named(entry) {
  return { ...entry, task: texts[entry.task] };
}

function signed(share) {
  const points = percent(share);
  return `${points > 0 ? "+" : points < 0 ? "−" : ""}${Math.abs(points)}`;
}

function model({ name, is_in_use }) {
  const item = document.createElement("li");
  item.append(name, " ");
  if (is_in_use) {
    item.append(`(${texts.in_use})`);
    return item;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = part("models").dataset.use;
  button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  button.addEventListener("click", () => change("/page/model", { name }));
  item.append(button);
  return item;
}

function items(id, lines) {
  part(id).replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}

async function change(path, json) {
  try {
    await askJson(path, { method: "POST", json });
    await show();
  } catch (error) {
    tell(sentence(error));
  }
}

part("retrain").addEventListener("click", () => change("/page/training", {}));
