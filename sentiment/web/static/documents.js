// Files that lie open: sent to the server, shown as it shows them, and sent again where it forgot.

import { annotator } from "./settings.js";
import { Refused, ask, askJson, sentence } from "./server.js";
import { said, tell, texts } from "./texts.js";

// A document in the address: its id, and the targets that were named, by the number of the discussion.
const REMEMBERED = /^([0-9a-f]{64})(?:&(.*))?$/;

const list = document.getElementById("documents");
const contents = new Map(); // by id: [name, content], of files that were dropped on this very page
let sections = 0;

export function targetsOf() {
  const targets = new Map();
  for (const { dataset } of list.children) {
    targets.set(dataset.document, [...(targets.get(dataset.document) ?? []), dataset.target || null]);
  }
  return [...targets].map(([id, of]) => ({ id, targets: of }));
}

// Asks for something about open documents; those that the server does not know any more are sent
// again first.
export async function askAgain(path, options) {
  try {
    return await ask(path, options);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 404 || !contents.size) throw error;
    for (const [name, content] of contents.values()) await send(name, content);
    return ask(path, options);
  }
}

function send(name, content) {
  return askJson(`/page/documents?name=${encodeURIComponent(name)}`, { method: "POST", bytes: content });
}

export async function open(files) {
  await busy(async () => {
    let first;
    const problems = new Set();
    for (const [name, content] of files) {
      try {
        const opened = await send(name, content);
        contents.set(opened.id, [name, content]);
        for (const problem of opened.problems) problems.add(problem);
        const place = await showAll(opened);
        first ??= place;
      } catch (error) {
        problems.add(sentence(error)); // the other files are opened all the same
      }
    }
    first?.scrollIntoView();
    remember();
    if (problems.size) tell([...problems].join(" "));
  });
}

// Shows what lay open before the page was loaded anew.
export async function reopen() {
  const parts = location.hash.slice(1).split(",").filter((part) => REMEMBERED.test(part));
  if (!parts.length) return;
  await busy(async () => {
    let isGone = false;
    for (const part of parts) {
      const [, id, targets] = part.match(REMEMBERED);
      try {
        await showAll(await askJson(`/page/documents/${id}`), new URLSearchParams(targets));
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 404) throw error;
        isGone = true;
      }
    }
    remember();
    if (isGone) tell(texts.gone);
  });
}

// Keeps in the address what lies open, and the targets that were named.
function remember() {
  const parts = targetsOf().map(({ id, targets }) => {
    const named = [...targets.entries()].filter(([, target]) => target);
    return named.length ? `${id}&${new URLSearchParams(named)}` : id;
  });
  history.replaceState(null, "", parts.length ? `#${parts.join(",")}` : location.pathname + location.search);
}

// Returns where the first discussion of a document is shown; `targets` are those to ask for, by number.
async function showAll({ id, discussions }, targets = new URLSearchParams()) {
  for (const old of list.querySelectorAll(`[data-document="${id}"]`)) old.remove();
  for (let number = 0; number < discussions; number += 1) {
    const place = document.createElement("div");
    Object.assign(place.dataset, { document: id, number, section: ++sections });
    place.dataset.target = targets.get(number) ?? "";
    list.append(place);
    await show(place);
  }
  return list.querySelector(`[data-document="${id}"]`);
}

async function show(place) {
  const { document: id, number, section, target } = place.dataset;
  const how = new URLSearchParams({
    section, target, annotator: annotator(), lang: document.documentElement.lang,
    explain: document.getElementById("explain").checked,
  });
  const answer = await askAgain(`/page/documents/${id}/${number}?${how}`);
  // All that is not ours is escaped in it, and the page runs no script but its own.
  place.innerHTML = await answer.text();
  const discussion = place.querySelector(".discussion");
  if (discussion.querySelector(".filter")) watch(discussion); // of the report's script
}

export async function showAgain(places = [...list.children]) {
  await busy(async () => {
    for (const place of places) await show(place);
  });
}

export async function recut(place, first, last, role) {
  const { document: id, number } = place.dataset;
  await busy(async () => {
    await askAgain(`/page/documents/${id}/${number}/roles`, { method: "POST", json: { first, last, role } });
    await show(place);
    tell(texts.saved);
  });
}

async function busy(work) {
  list.setAttribute("aria-busy", "true");
  tell(texts.busy);
  try {
    await work();
    if (said() === texts.busy) tell("");
  } catch (error) {
    tell(sentence(error));
  } finally {
    list.removeAttribute("aria-busy");
  }
}

list.addEventListener("submit", (event) => {
  if (!event.target.matches(".target")) return;
  event.preventDefault();
  const place = event.target.parentElement;
  place.dataset.target = event.target.elements.target.value.trim();
  remember();
  showAgain([place]);
});

const drop = document.getElementById("drop");
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
  });
}
drop.addEventListener("drop", ({ dataTransfer }) => open(named(dataTransfer.files)));
const field = document.getElementById("files");
field.addEventListener("change", async () => {
  await open(named(field.files));
  field.value = ""; // so that the same file can be chosen again
});
function named(files) {
  return [...files].map((file) => [file.name, file]);
}

const paste = document.getElementById("paste");
paste.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = paste.elements.text.value;
  if (text.trim()) open([[paste.querySelector("button").dataset.name, new Blob([text])]]);
});
