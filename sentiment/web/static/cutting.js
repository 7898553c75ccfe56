// What a line of plain text is: lines are chosen with pointer or keys, and given a role.

import { recut } from "./documents.js";

const ROLES = ["article", "begin", "inside", "furniture"]; // of the keys 1 to 4

const listOf = (element) => element.closest(".cut")?.querySelector(".lines");
const linesOf = (list) => [...list.children];

// Chooses the lines from one to another, the second of which is where keys go on.
function choose(list, ...ends) {
  const lines = linesOf(list);
  const [from, to] = ends.map((at) => Math.max(0, Math.min(at, lines.length - 1)));
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  lines.forEach((line, at) => line.setAttribute("aria-selected", low <= at && at <= high));
  Object.assign(list.dataset, { from, to });
  list.setAttribute("aria-activedescendant", lines[to].id);
  lines[to].scrollIntoView({ block: "nearest" });
}

async function give(list, role) {
  const place = list.closest("[data-document]");
  const [from, to] = [list.dataset.from, list.dataset.to].map(Number);
  if (Number.isNaN(from)) return;
  await recut(place, Math.min(from, to), Math.max(from, to), role);
  const cut = place.querySelector(".cut");
  cut.open = true;
  const fresh = listOf(cut.querySelector(".lines"));
  choose(fresh, from, to);
  fresh.focus();
}

const documents = document.getElementById("documents");

documents.addEventListener("click", (event) => {
  const list = listOf(event.target);
  const line = event.target.closest(".lines > li");
  const role = event.target.closest("[data-role]")?.dataset.role;
  if (line) {
    const at = linesOf(list).indexOf(line);
    choose(list, event.shiftKey ? Number(list.dataset.from ?? at) : at, at);
  } else if (role) {
    give(list, role);
  }
});

documents.addEventListener("keydown", (event) => {
  if (!event.target.matches(".lines") || event.ctrlKey || event.metaKey || event.altKey) return;
  const list = event.target;
  const at = Number(list.dataset.to ?? -1);
  const step = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 }[event.key];
  if (step) {
    const to = at + step;
    choose(list, event.shiftKey ? Number(list.dataset.from ?? to) : to, to);
  } else if (ROLES[Number(event.key) - 1]) {
    give(list, ROLES[Number(event.key) - 1]);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation(); // here the keys mean lines, not comments
});
