// Draws the charts of a page. The specification stands in data-spec with its data; "--name" in it is a colour of the style sheet.
const dark = matchMedia("(prefers-color-scheme: dark)");

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function config(colour) {
  const sans = colour("--sans");
  const label = { labelColor: colour("--soft"), titleColor: colour("--soft"), labelFont: sans, titleFont: sans, labelFontSize: 11, titleFontSize: 11, titleFontWeight: 400 };
  return {
    aria: false,
    background: "transparent",
    font: sans,
    view: { stroke: null },
    axis: { ...label, gridColor: colour("--line"), domainColor: colour("--line"), tickColor: colour("--line"), labelLimit: 220 },
    legend: { ...label, orient: "top", labelLimit: 220, offset: 4 },
    text: { color: colour("--ink"), font: sans },
  };
}

async function draw(figure) {
  const colour = colours();
  const spec = JSON.parse(figure.dataset.spec, (key, value) => (typeof value === "string" && /^--[a-z]+$/.test(value) ? colour(value) : value));
  spec.autosize ??= { type: "fit-x", contains: "padding" };
  const options = { ast: true, actions: false, renderer: "svg", config: config(colour), tooltip: { theme: "custom" }, loader: { target: "_self" } };
  const inner = document.createElement("div");
  figure.replaceChildren(inner);
  const drawn = await window.vegaEmbed(inner, spec, options);
  // the figure is one picture with a sentence, and a table that links to the same pages: its parts say nothing by themselves
  [inner, ...inner.querySelectorAll("*")].forEach((part) => ["role", "aria-roledescription", "aria-label", "tabindex"].forEach((name) => part.removeAttribute(name)));
  inner.setAttribute("aria-hidden", "true");
  inner.querySelectorAll("a").forEach((link) => link.setAttribute("tabindex", "-1"));
  figure.dataset.drawn = "yes";
  return drawn;
}

let drawn = [];
async function all() {
  drawn.forEach((each) => each.finalize());
  drawn = await Promise.all([...document.querySelectorAll("[data-spec]")].map(draw));
}
all();
dark.addEventListener("change", all);
