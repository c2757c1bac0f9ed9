// Walking a list by keys: j next, k previous, o open; others as given. Keys typed into a field are the field's.
export class Walk {
  constructor(selector, keys = {}) {
    this.selector = selector;
    this.keys = { j: () => this.move(1), k: () => this.move(-1), o: (item) => item && this.open(item), ...keys };
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.querySelectorAll("[data-keys]").forEach((each) => (each.hidden = false));
  }

  get items() {
    return [...document.querySelectorAll(this.selector)].filter((each) => each.getClientRects().length);
  }

  get current() {
    return document.activeElement?.closest?.(this.selector) ?? this.last ?? null;
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const action = this.keys[event.key];
    if (!action) return;
    event.preventDefault();
    action(this.current);
  }

  move(step) {
    const items = this.items;
    if (!items.length) return;
    const at = items.indexOf(this.current);
    this.go(items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1)]);
  }

  go(item) {
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    this.last = item;
    this.reached?.(item);
  }

  open(item) {
    if (item.dataset.href) location.href = item.dataset.href;
  }
}
