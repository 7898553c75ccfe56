// Requests to the server of this page.

import { said, tell, texts } from "./texts.js";

// The server answered, and said in one sentence why it did not do it.
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

// Returns the answer; throws Refused, or another error where no answer comes.
export async function ask(path, { method = "GET", json, bytes } = {}) {
  const type = json === undefined ? "application/octet-stream" : "application/json";
  const language = { "Accept-Language": document.documentElement.lang }; // of refusals
  const answer = await fetch(path, {
    method,
    headers: method === "GET" ? language : { ...language, "Content-Type": type },
    body: json === undefined ? bytes : JSON.stringify(json),
  });
  if (said() === texts.offline) tell("");
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, problem.error ?? `${answer.status} ${answer.statusText}`);
}

export async function askJson(path, options) {
  return (await ask(path, options)).json();
}

// What to tell of an error; only those that are no answer have words of another's making.
export function sentence(error) {
  return error instanceof Refused ? error.message : texts.offline;
}
