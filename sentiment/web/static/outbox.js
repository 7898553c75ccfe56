// Corrections on their way to the file of labels.
//
// Each lies in the browser's storage until the server says that it is on the disk, and is sent again
// until then: after the server was started anew, and after the browser was. The server knows a
// correction by its id, so that one that arrived, but whose answer did not, is recorded once.
//
// All windows share one queue. Each sends whatever lies before its own, so that the last answer to a
// question is the last in the file, too; what two windows send is recorded once.

import { Refused, askJson, sentence } from "./server.js";
import { said, say, tell, texts } from "./texts.js";

const PREFIX = "sentiment.correction.";
const SHORTEST_PAUSE = 250; // milliseconds before the next try
const LONGEST_PAUSE = 4000;
// Bad request, too large, of another shape: all else is the server's state, which may be mended.
const NEVER_TAKEN = new Set([400, 413, 422]);

// Tells other windows of this browser, as the event `elsewhere` of the document, what was corrected.
const windows = new BroadcastChannel("sentiment.corrections");
windows.addEventListener("message", ({ data }) => {
  document.dispatchEvent(new CustomEvent("elsewhere", { detail: data }));
});

const waiting = new Map(); // what this window took, by keys that sort as they came
let isSending = false;

export function newId() {
  // randomUUID is missing where a page does not come from this machine.
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Takes a correction; `recorded` or `refused` are events of the document that say what became of it.
export function put(correction) {
  // Counted behind all that waits: clocks may go back.
  const place = queue().reduce((most, key) => Math.max(most, placeOf(key)), 0) + 1;
  const key = `${PREFIX}${String(place).padStart(14, "0")}-${correction.id}`;
  waiting.set(key, correction);
  windows.postMessage(correction);
  try {
    localStorage.setItem(key, JSON.stringify(correction));
  } catch {
    // Storage is full or forbidden: the correction is sent all the same.
  }
  send();
}

// Returns the keys of all that waits in this browser, in the order in which it came.
function queue() {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  return [...new Set([...kept, ...waiting.keys()])].sort();
}

// Returns 0 for a key that is none of ours.
function placeOf(key) {
  return parseInt(key.slice(PREFIX.length), 10) || 0;
}

// Returns what waits under a key; nothing where another window removed it, or it is damaged.
function correctionAt(key) {
  if (waiting.has(key)) return waiting.get(key);
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// Sends all that waits, also what an earlier page could not.
export async function send() {
  if (isSending) return;
  isSending = true;
  try {
    await sendAll();
  } finally {
    isSending = false;
  }
}

async function sendAll() {
  let pause = SHORTEST_PAUSE;
  for (let left = queue(); left.length; left = queue()) {
    const [key] = left;
    const correction = correctionAt(key);
    if (!correction) {
      localStorage.removeItem(key); // or it would stand before all others for ever
      continue;
    }
    try {
      const { begins_anew } = await askJson("/api/corrections", { method: "POST", json: correction });
      remove(key, "recorded", correction);
      if (begins_anew) tell(texts.begins_anew);
      pause = SHORTEST_PAUSE;
    } catch (error) {
      if (error instanceof Refused && NEVER_TAKEN.has(error.status)) {
        remove(key, "refused", correction);
        tell(sentence(error));
      } else {
        warn(say(texts.waiting, { count: left.length, why: sentence(error) }));
        await new Promise((resume) => setTimeout(resume, pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }
  warn("");
}

function remove(key, what, correction) {
  waiting.delete(key);
  localStorage.removeItem(key);
  document.dispatchEvent(new CustomEvent(what, { detail: correction }));
}

function warn(text) {
  // Of what came before: beside the warning, it would say the opposite.
  if (text && [texts.saved, texts.taken_back].includes(said())) tell("");
  document.getElementById("waiting").textContent = text;
}
