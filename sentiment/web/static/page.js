// The page: its modes and its keys.

import "./cutting.js";
import * as correcting from "./correcting.js";
import * as documents from "./documents.js";
import * as labelling from "./labelling.js";
import { send } from "./outbox.js";
import { onAnnotator, switchTask } from "./settings.js";
import * as training from "./training.js";

const modes = [...document.querySelectorAll("[data-mode]")];

function mode() {
  return modes.find((button) => button.getAttribute("aria-pressed") === "true").dataset.mode;
}

function change(to) {
  const from = mode();
  for (const button of modes) {
    const isChosen = button.dataset.mode === to;
    button.setAttribute("aria-pressed", isChosen);
    document.getElementById(button.dataset.mode).hidden = !isChosen;
  }
  if (to === "label") labelling.start();
  if (to === "train") training.show();
  if (to === "read" && from === "label") documents.showAgain(); // with the labels that were given
}

for (const button of modes) button.addEventListener("click", () => change(button.dataset.mode));

// Everybody sees their own labels.
onAnnotator(() => documents.showAgain());
// What another model says is another view.
document.addEventListener("model", () => documents.showAgain());

document.addEventListener("keydown", (event) => {
  const on = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
  if (on.matches("input:not([type=checkbox], [type=radio], [type=range]), select, textarea")) return;
  const isLabelling = mode() === "label";
  const actions = { t: switchTask };
  if (isLabelling) Object.assign(actions, { s: labelling.skip, u: labelling.undo });
  if (mode() === "read") actions.u = correcting.undo;
  for (const number of [1, 2, 3]) {
    if (isLabelling) actions[number] = () => labelling.answerKey(number);
    if (mode() === "read") actions[number] = () => correcting.pressKey(number);
  }
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

// In the other language, the same files lie open.
document.getElementById("language").addEventListener("click", ({ target }) => {
  target.hash = location.hash;
});

send();
documents.reopen();
