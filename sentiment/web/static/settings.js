// Who corrects, and what the keys 1, 2 and 3 mean.

import { say, tell, texts } from "./texts.js";

const NAME = "sentiment.annotator";
const NOBODY = "editor"; // as on the command line

const field = document.getElementById("annotator");
// Each window keeps its own name, since two people may sit at one browser; a new one has the last.
field.value = sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME) ?? NOBODY;
sessionStorage.setItem(NAME, field.value);
field.addEventListener("change", () => {
  for (const storage of [sessionStorage, localStorage]) storage.setItem(NAME, annotator());
});

export function annotator() {
  return field.value.trim() || NOBODY;
}

export function onAnnotator(listener) {
  field.addEventListener("change", listener);
}

export function task() {
  return document.querySelector("#task :checked").value;
}

export function onTask(listener) {
  document.getElementById("task").addEventListener("change", listener);
}

export function switchTask() {
  const other = document.querySelector("#task input:not(:checked)");
  other.checked = true;
  other.dispatchEvent(new Event("change", { bubbles: true }));
  tell(say(texts.keys_are_for, { what: texts[other.value] }));
}
