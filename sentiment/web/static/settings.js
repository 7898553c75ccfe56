// Who corrects, and what the keys 1, 2 and 3 mean.

import { say, tell, texts } from "./texts.js";

const NAME = "sentiment.annotator";
const NOBODY = "editor"; // as on the command line

const field = document.getElementById("annotator");
field.value = localStorage.getItem(NAME) ?? NOBODY;
field.addEventListener("change", () => localStorage.setItem(NAME, annotator()));

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
