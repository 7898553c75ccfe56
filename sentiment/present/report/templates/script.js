
"use strict";

// Shows those of a discussion's comments that its form asks for, in the order that it asks for.
// Whatever is needed stands in the page: the labels of a comment are elements with their data.
function watch(section) {
  const form = section.querySelector(".filter");
  const list = section.querySelector(".comments");
  const fields = form.elements;
  const comments = [...list.children].map((item) => ({
    item,
    words: ["h4", ".text"].map((part) => item.querySelector(part).textContent).join("\n").toLocaleLowerCase(),
    labels: [...item.querySelectorAll(".labels > li")].map((label) => label.dataset),
    marks: [...item.querySelectorAll("mark")],
  }));
  // Where no stance was asked, those toward what is mentioned are all that there is.
  const asked = comments.some(({ labels }) => labels.some(({ kind }) => kind === "stance"));

  let order = ""; // in which they stand

  const value = (name) => fields[name]?.value ?? "";

  // The stance toward the chosen thing, or the first one.
  function stance({ labels }) {
    const stances = labels.filter(({ kind }) => kind === "stance");
    return stances.find(({ thing }) => thing === value("thing")) ?? stances[0];
  }

  function fits({ words, labels }) {
    const sure = labels.filter(({ certainty }) => Number(certainty) >= Number(value("certainty")));
    const has = (kinds, label, thing) => sure.some((found) =>
      kinds.includes(found.kind) && (!label || found.label === label) && (!thing || found.thing === thing));
    const [side, thing, mood] = ["stance", "thing", "mood"].map(value);
    return (thing ? has(["stance", "mention"], side, thing) : !side || has([asked ? "stance" : "mention"], side))
      && (!mood || has(["mood"], mood))
      && (side || thing || mood || has(["stance", "mood"]))
      && value("words").toLocaleLowerCase().split(/\s+/).every((word) => words.includes(word));
  }

  function certainty(comment, kind) {
    const label = kind === "mood" ? comment.labels.find((found) => found.kind === kind) : stance(comment);
    return label && Number(label.certainty);
  }

  function sorted() {
    const [kind, direction] = value("order").split("-");
    if (!kind) return comments;
    const sign = direction === "down" ? -1 : 1;
    // What has no such label comes last, whatever the direction.
    const weight = (comment) => sign * (certainty(comment, kind) ?? sign * 200);
    return [...comments].sort((one, other) => weight(one) - weight(other));
  }

  function highlight(comment) {
    const choice = value("highlight");
    const key = choice === "stance" ? stance(comment)?.thing ?? "m" : choice === "mood" ? "m" : "";
    for (const mark of comment.marks) {
      const speaks = (side) => (mark.dataset[side] ?? "").split(" ").includes(key);
      mark.className = key && ["for", "against"].find(speaks) || "";
    }
  }

  function update() {
    let shown = 0;
    for (const comment of comments) {
      comment.item.hidden = !fits(comment);
      shown += comment.item.hidden ? 0 : 1;
      highlight(comment);
    }
    list.classList.toggle("flat", value("order") !== "");
    const wanted = value("order") && `${value("order")} ${value("thing")}`;
    if (wanted !== order) {
      order = wanted;
      // Out and in, all at once: moving thousands one by one takes many seconds.
      list.replaceChildren();
      list.append(...sorted().map(({ item }) => item));
    }
    fields.least.value = form.dataset.percent.replace("{percent}", value("certainty"));
    fields.shown.value = form.dataset.shown.replace("{shown}", shown).replace("{all}", comments.length);
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update)); // the fields are reset after this event
  form.hidden = false;
  update(); // a browser may have kept what was typed before
}

function go(step) {
  const comments = [...document.querySelectorAll(".comments > li:not([hidden]) > .comment")];
  const here = comments.indexOf(document.activeElement.closest(".comment"));
  const below = comments.findIndex((comment) => comment.getBoundingClientRect().top >= 0);
  const next = here < 0 ? (below < 0 ? comments.length - 1 : below) : here + step;
  comments[next]?.focus();
}

// The form of the discussion that has the focus, or that is on the screen.
function search() {
  const forms = [...document.querySelectorAll(".filter")];
  const here = document.activeElement.closest(".discussion")?.querySelector(".filter");
  const seen = forms.find((form) => form.closest(".discussion").getBoundingClientRect().bottom > 0);
  (here ?? seen)?.elements.words.focus();
}

document.addEventListener("keydown", (event) => {
  const on = event.target;
  if (event.key === "Escape" && on.type === "search") on.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("keys").checked) return;
  if (on.matches("input:not([type=checkbox], [type=radio], [type=range]), select, textarea, [contenteditable]")) return;
  const action = { j: () => go(1), k: () => go(-1), "/": search }[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

for (const form of document.querySelectorAll(".filter")) watch(form.closest(".discussion"));
document.querySelector(".keys").hidden = false;
