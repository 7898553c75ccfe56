// What the scripts say, in the language of the page.

export const texts = JSON.parse(document.getElementById("texts").textContent);

// The labels of each task by their names here, in the order of the keys 1, 2 and 3.
export const labels = Object.fromEntries(
  Object.entries(texts.labels).map(([task, names]) => [task, Object.fromEntries(names)]),
);

// Fills in what stands in braces.
export function say(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export function percent(share) {
  return Math.round(100 * share);
}

const line = document.getElementById("status");

export function tell(text) {
  line.textContent = text;
}

export function said() {
  return line.textContent;
}
