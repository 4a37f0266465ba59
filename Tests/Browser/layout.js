// Measures a page as it is laid out, with everything opened that can be; gives what is wrong as
// lists of [rule, element, reason].
for (const details of document.querySelectorAll("details")) details.open = true;

const findings = [];
// Fractions of pixels are rounding.
const SLACK = 1;

/** Names an element: the nearest thing with an id, the element, and its words. */
function name(element) {
  const near = element.closest("[id]");
  const kind = element.tagName.toLowerCase() + [...element.classList].map((c) => "." + c).join("");
  return `${near ? "#" + near.id + " " : ""}${kind} “${words(element)}”`;
}

function words(element) {
  const text = element.textContent.trim().replace(/\s+/g, " ");
  return text.length > 40 ? text.slice(0, 40) + "…" : text;
}

/** The corners on the page of a text's box, which may be turned. */
function corners(text) {
  const box = text.getBBox();
  const matrix = text.getScreenCTM();
  const spots = [[box.x, box.y], [box.x + box.width, box.y],
    [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]];
  return spots.map(([x, y]) => [matrix.a * x + matrix.c * y + matrix.e,
    matrix.b * x + matrix.d * y + matrix.f]);
}

/** How far two turned boxes reach into each other; nothing or less where they are apart. */
function reach(a, b) {
  let least = Infinity;
  for (const box of [a, b]) {
    for (const side of [1, 3]) {
      const [dx, dy] = [box[side][0] - box[0][0], box[side][1] - box[0][1]];
      const length = Math.hypot(dx, dy) || 1;
      const along = (spot) => (spot[0] * dx + spot[1] * dy) / length;
      const [ofA, ofB] = [a.map(along), b.map(along)];
      least = Math.min(least, Math.max(...ofA) - Math.min(...ofB),
        Math.max(...ofB) - Math.min(...ofA));
    }
  }
  return least;
}

for (const picture of document.querySelectorAll("svg")) {
  const frame = picture.getBoundingClientRect();
  if (!frame.width) continue;
  const texts = [...picture.querySelectorAll("text")].filter((text) => text.textContent.trim());
  const boxes = texts.map(corners);
  texts.forEach((text, i) => {
    const [xs, ys] = [boxes[i].map((spot) => spot[0]), boxes[i].map((spot) => spot[1])];
    const beyond = Math.max(frame.left - Math.min(...xs), Math.max(...xs) - frame.right,
      frame.top - Math.min(...ys), Math.max(...ys) - frame.bottom);
    if (beyond > SLACK)
      findings.push(["outside", name(text), `reaches ${beyond.toFixed(1)} px out of its picture`]);
    for (let j = 0; j < i; j++) {
      const depth = reach(boxes[i], boxes[j]);
      if (depth > SLACK)
        findings.push(["overlap", name(text), `lies ${depth.toFixed(1)} px over “${words(texts[j])}”`]);
    }
  });
}

for (const element of document.body.querySelectorAll("*")) {
  // What only screen readers are to find is one pixel large.
  if (element.clientWidth <= 1 || element.closest("svg")) continue;
  const wide = element.scrollWidth - element.clientWidth;
  const high = element.scrollHeight - element.clientHeight;
  const style = getComputedStyle(element);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  if ((hides(style.overflowX) && wide > SLACK) || (hides(style.overflowY) && high > SLACK))
    findings.push(["cut", name(element), `${Math.max(wide, high)} px of it are hidden`]);
}

/** The boxes of an element's words, those left out that only screen readers are to find. */
function wordBoxes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.clientWidth === 1) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    boxes.push(...range.getClientRects());
  }
  return boxes;
}

// Words may reach into an empty cell, and never over those of another.
for (const table of document.querySelectorAll("table")) {
  const cells = [...table.querySelectorAll("th, td")];
  for (const spilt of cells.filter((cell) => cell.scrollWidth > cell.clientWidth + SLACK)) {
    const boxes = wordBoxes(spilt);
    const under = cells.find((cell) => cell !== spilt && wordBoxes(cell).some((b) => boxes.some((a) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK)));
    if (under) findings.push(["overlap", name(spilt), `lies over “${words(under)}”`]);
  }
}

// What tells of a table does not scroll away with it, and a cell shows its words or a colour.
for (const caption of document.querySelectorAll("caption")) {
  const frame = caption.closest("table").parentElement;
  const words = Math.max(0, ...wordBoxes(caption).map((box) => box.right));
  if (frame.scrollWidth > frame.clientWidth && words > frame.getBoundingClientRect().right + SLACK)
    findings.push(["cut", name(caption), "it reaches out of the part of the table that shows"]);
}
for (const cell of document.querySelectorAll("td")) {
  const style = getComputedStyle(cell);
  if (cell.textContent.trim() && cell.clientWidth && style.fontSize === "0px" &&
    style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none")
    findings.push(["blank", name(cell), "it shows neither its words nor a colour"]);
}

const page = document.documentElement;
if (page.scrollWidth > page.clientWidth) {
  const holder = (element) => getComputedStyle(element).position === "absolute" ?
    element.offsetParent : element.parentElement;
  const scrolls = (element) => element && element !== document.body &&
    (getComputedStyle(element).overflowX !== "visible" || scrolls(holder(element)));
  const widest = [...document.body.querySelectorAll("*")].filter((element) => !scrolls(holder(element)))
    .reduce((a, b) => a.getBoundingClientRect().right >= b.getBoundingClientRect().right ? a : b);
  findings.push(["sideways", name(widest),
    `the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`]);
}
return findings;
