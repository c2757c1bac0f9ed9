// The reader: marks switched by kind, words and facts that light each other, keys.
import { Walk } from "./walk.js";

const reader = document.querySelector("[data-reader]");
const form = document.querySelector("[data-kinds]");
const walk = new Walk(".fact");
walk.reached = (fact) => light(fact.dataset.fact, true);

form.addEventListener("change", () => {
  const chosen = new FormData(form).getAll("show");
  for (const box of form.elements) if (box.name === "show") reader.classList.toggle(`show-${box.value}`, box.checked);
  const address = new URL(location);
  address.searchParams.delete("show");
  for (const kind of chosen.length ? chosen : ["none"]) address.searchParams.append("show", kind);
  history.replaceState(null, "", address);
});

// Days and the lit fact stay in the address when the form is sent without a script; with one nothing is sent.
form.addEventListener("submit", (event) => event.preventDefault());

function light(id, scroll = false) {
  document.querySelectorAll(".on").forEach((each) => each.classList.remove("on"));
  document.getElementById(`f-${id}`)?.classList.add("on");
  const words = [...document.querySelectorAll(".text [data-f]")].filter((each) => each.dataset.f.split(" ").includes(id));
  words.forEach((each) => each.classList.add("on"));
  if (scroll) words[0]?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const word = event.target.closest(".text [data-f]");
  const fact = event.target.closest(".fact");
  if (word) {
    event.preventDefault();
    const shown = word.dataset.f.split(" ").map((id) => document.getElementById(`f-${id}`)).find((each) => each?.getClientRects().length);
    const chosen = shown ?? document.getElementById(`f-${word.dataset.f.split(" ")[0]}`);
    light(chosen.dataset.fact);
    walk.last = chosen;
    chosen.scrollIntoView({ block: "nearest" });
  } else if (fact && event.target.closest("a")?.hash) {
    light(fact.dataset.fact);
    walk.last = fact;
  }
});

// A link to words (#w-ID-0) that the browser has scrolled to lights their fact too.
const named = /^#[wf]-([a-z][0-9a-f]+)/.exec(location.hash);
if (named) {
  light(named[1]);
  walk.last = document.getElementById(`f-${named[1]}`);
  walk.last?.scrollIntoView({ block: "nearest" });
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
}
