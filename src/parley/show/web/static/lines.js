// Lines that can be walked by keys and judged: the dossier page and the review queue.
import { postJson, say } from "./post.js";
import { Walk } from "./walk.js";

const asOf = new URLSearchParams(location.search).get("as_of");
const walk = new Walk(".line[data-item]", {
  a: (line) => judge(line, "accepted"),
  r: (line) => judge(line, "rejected"),
  u: undo,
});

document.querySelectorAll("[data-acts]").forEach((each) => (each.hidden = false));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-verdict]");
  if (button) judge(button.closest("[data-item]"), button.dataset.verdict);
  if (event.target.closest("[data-undo]")) undo();
});

async function judge(line, verdict) {
  if (!line) return say("Choose a line first: j goes to the next one.");
  try {
    const made = await postJson("/review/decide", { item: line.dataset.item, verdict, as_of: asOf });
    show(made.item, made.state, made.reviewed);
    say(`${verdict === "accepted" ? "Accepted" : "Rejected"}, and kept. u takes it back.`);
    if (document.querySelector("[data-queue]")) walk.go(next(line) ?? line);
  } catch (error) {
    say(`Not kept: ${error.message}`);
  }
}

async function undo() {
  try {
    const taken = await postJson("/review/undo", { as_of: asOf });
    if (!taken.item) return say("There is nothing of yours to take back.");
    const line = show(taken.item, taken.state, taken.reviewed);
    say(`Taken back: ${taken.verdict}.`);
    if (line) walk.go(line);
  } catch (error) {
    say(`Nothing was taken back: ${error.message}`);
  }
}

// The same item may stand on several lines.
function show(item, state, reviewed) {
  const lines = [...document.querySelectorAll(".line[data-item]")].filter((each) => each.dataset.item === item);
  for (const line of lines) {
    line.classList.remove("accepted", "rejected", "corrected", "disputed");
    if (state) line.classList.add(state);
    line.querySelector(".reviewed").textContent = reviewed;
  }
  count();
  return lines[0];
}

function count() {
  const left = document.querySelector("[data-left]");
  if (!left) return;
  const open = new Set([...document.querySelectorAll(".line[data-item]")].filter((l) => !/accepted|rejected|corrected/.test(l.className)).map((l) => l.dataset.item));
  left.textContent = open.size;
}

function next(line) {
  const items = walk.items;
  return items.slice(items.indexOf(line) + 1).find((each) => !/accepted|rejected|corrected/.test(each.className));
}
