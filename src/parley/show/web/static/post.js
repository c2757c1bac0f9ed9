// What changes something: sent with the form's token, which only our own pages know.
export async function post(path, body, headers = {}) {
  const token = document.body.dataset.formToken;
  const answer = await fetch(path, { method: "POST", body, headers: { ...headers, "x-parley-form": token } });
  const json = (answer.headers.get("content-type") || "").startsWith("application/json");
  const found = json ? await answer.json() : { said: await answer.text() };
  if (!answer.ok) throw new Error(found.said || found.detail || `The server answered ${answer.status}.`);
  return found;
}

export const postJson = (path, value) => post(path, JSON.stringify(value), { "content-type": "application/json" });

// Says something in the page's status line, for a while.
export function say(text) {
  const line = document.querySelector("[data-said]");
  if (!line) return;
  line.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (line.textContent = ""), 6000);
}
