// What the scripts say, in the language of the page.

export const texts = JSON.parse(document.getElementById("texts").textContent);

// The labels of each task by their names here, in the order of the keys 1, 2 and 3.
export const labels = Object.fromEntries(
  Object.entries(texts.labels).map(([task, names]) => [task, Object.fromEntries(names)]),
);

// Shows signs that have no picture, or that would turn letters around, as the report does.
export function visible(text) {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt()))
    .replace(/[\x7f-\x9f\u061c\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

// Fills in what stands in braces.
export function say(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (all, name) => visible(String(values[name] ?? all)));
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
