// Corrections on their way to the file of labels.
//
// Each lies in the browser's storage until the server says that it is on the disk, and is sent again
// until then: after the server was started anew, and after the browser was. The server knows a
// correction by its id, so that one that arrived, but whose answer did not, is recorded once.

import { Refused, ask, sentence } from "./server.js";
import { say, tell, texts } from "./texts.js";

const PREFIX = "sentiment.correction.";
const SHORTEST_PAUSE = 250; // milliseconds before the next try
const LONGEST_PAUSE = 4000;

// Tells other windows of this browser, as the event `elsewhere` of the document, what was corrected.
const windows = new BroadcastChannel("sentiment.corrections");
windows.addEventListener("message", ({ data }) => {
  document.dispatchEvent(new CustomEvent("elsewhere", { detail: data }));
});

const waiting = new Map(); // by keys whose order is that in which they came
let count = 0;
let isSending = false;

export function newId() {
  // randomUUID is missing where a page does not come from this machine.
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Takes a correction; `recorded` or `refused` are events of the document that say what became of it.
export function put(correction) {
  const order = `${String(Date.now()).padStart(14, "0")}-${String(count++).padStart(6, "0")}`;
  const key = `${PREFIX}${order}-${correction.id}`;
  waiting.set(key, correction);
  windows.postMessage(correction);
  try {
    localStorage.setItem(key, JSON.stringify(correction));
  } catch {
    // Storage is full or forbidden: the correction is sent all the same.
  }
  send();
}

// Sends what an earlier page could not.
export function resume() {
  for (const key of Object.keys(localStorage).filter((found) => found.startsWith(PREFIX)).sort()) {
    waiting.set(key, JSON.parse(localStorage.getItem(key)));
  }
  send();
}

async function send() {
  if (isSending) return;
  isSending = true;
  let pause = SHORTEST_PAUSE;
  while (waiting.size) {
    const [key, correction] = waiting.entries().next().value;
    try {
      await ask("/api/corrections", { method: "POST", json: correction });
      remove(key, "recorded", correction);
      pause = SHORTEST_PAUSE;
    } catch (error) {
      if (error instanceof Refused && error.status < 500) {
        remove(key, "refused", correction); // it would never be taken
        tell(sentence(error));
      } else {
        warn(error instanceof Refused ? sentence(error) : say(texts.waiting, { count: waiting.size }));
        await new Promise((resume) => setTimeout(resume, pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }
  warn("");
  isSending = false;
}

function remove(key, what, correction) {
  waiting.delete(key);
  localStorage.removeItem(key);
  document.dispatchEvent(new CustomEvent(what, { detail: correction }));
}

function warn(text) {
  document.getElementById("waiting").textContent = text;
}
