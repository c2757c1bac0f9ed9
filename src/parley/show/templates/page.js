// Marks the words of a fact and the facts of a word when one is followed to the other. The page works without it.
(() => {
  const clear = () => document.querySelectorAll(".on").forEach((e) => e.classList.remove("on"));
  const light = (facts) => {
    clear();
    for (const fact of facts) {
      document.getElementById(fact)?.classList.add("on");
      document.querySelectorAll(`[data-f~="${CSS.escape(fact)}"]`).forEach((e) => e.classList.add("on"));
    }
  };
  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith("f-")) light([id]);
    else if (id.startsWith("w-")) light(["f" + id.slice(1).replace(/-\d+$/, "")]);
    else clear();
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const word = event.target.closest?.("a[data-f]");
    if (word) setTimeout(() => light(word.dataset.f.split(" ")), 0);
  });
  follow();
})();
