// Adding: sends a text or files one after the other and asks how far each is.
import { post, postJson } from "./post.js";

const list = document.querySelector("[data-jobs]");

document.querySelector("[data-text]").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  follow("the pasted text", () => postJson("/add/text", given)).then((fine) => fine && event.target.reset());
});

document.querySelector("[data-files]").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const input = form.elements.files;
  for (const file of [...input.files]) {
    if (file.size > Number(input.dataset.largest)) {
      line(file.name).textContent = `${file.name}: too large; ${Math.floor(input.dataset.largest / 1e6)} MB at most`;
      continue;
    }
    const query = new URLSearchParams({ name: file.name, publisher: form.elements.publisher.value, published: form.elements.published.value });
    await follow(file.name, () => post(`/add/file?${query}`, file, { "content-type": "application/octet-stream" }));
  }
  input.value = "";
});

function line(name) {
  document.querySelector("[data-none]").hidden = true;
  const made = document.createElement("li");
  made.dir = "auto";
  made.textContent = `${name}: sending`;
  list.prepend(made);
  return made;
}

async function follow(name, send) {
  const shown = line(name);
  try {
    let job = await send();
    while (!job.ended) {
      draw(shown, job);
      await new Promise((done) => setTimeout(done, 400));
      const answer = await fetch(`/add/jobs/${encodeURIComponent(job.id)}`);
      if (!answer.ok) throw new Error("the server no longer knows of it");
      job = await answer.json();
    }
    draw(shown, job);
    return job.outcomes.some((each) => each.status === "added");
  } catch (error) {
    shown.textContent = `${name}: ${error.message}`;
    shown.className = "failed";
    return false;
  }
}

function draw(shown, job) {
  shown.textContent = `${job.name}: `;
  if (!job.ended) {
    const bar = document.createElement("progress");
    if (job.total) [bar.max, bar.value] = [job.total, job.done];
    bar.setAttribute("aria-label", `reading ${job.name}`);
    shown.append(job.total === null ? "waiting or being opened" : `reading, ${job.done} of ${job.total} done`, bar);
    return;
  }
  const few = job.outcomes.slice(0, 20);
  few.forEach((each, number) => {
    if (number) shown.append("; ");
    if (each.article) {
      const link = document.createElement("a");
      link.href = `/articles/${encodeURIComponent(each.article)}`;
      link.textContent = each.title || each.article;
      shown.append(`${each.status}: `, link);
    } else {
      const said = document.createElement("span");
      said.className = each.status;
      said.textContent = each.said;
      shown.append(said);
    }
  });
  if (job.outcomes.length > few.length) shown.append(`; and ${job.outcomes.length - few.length} more`);
  if (!job.outcomes.length) shown.append("nothing to read in it");
}
