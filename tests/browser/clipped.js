() => {
  // In shares of the size of the letters: how far a tone mark over a vowel, and a vowel below, stand out of the line.
  const ABOVE = 0.16, BELOW = 0.1, MARKS = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/;
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement, style = getComputedStyle(element), size = parseFloat(style.fontSize);
    if (!MARKS.test(node.data) || style.visibility === "hidden" || element.matches("script, style, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const line = range.getBoundingClientRect();
    if (line.width < 2) continue;
    let frame = element;
    for (let steps = 0; frame && getComputedStyle(frame).overflow === "visible"; steps++) {
      frame = steps < 3 ? frame.parentElement : null; // farther out it hides no single line
    }
    if (!frame || frame.clientHeight <= 1) continue; // 1 px: for screen readers alone
    const box = frame.getBoundingClientRect();
    if ((line.top - box.top) / size < ABOVE || (box.bottom - line.bottom) / size < BELOW) {
      found.add(`${frame.tagName}.${[...frame.classList].join(".")}: ${node.data.trim().slice(0, 40)}`);
    }
  }
  return [...found];
}
