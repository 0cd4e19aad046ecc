// The terms that are torn at the end of a line: each occurrence in the page's texts whose letters stand on two lines,
// although the line is wide enough for all of it. Returns how many there are in all, and the torn ones.
terms => {
  const escaped = [...terms].sort((a, b) => b.length - a.length).map(term => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(escaped.join("|"), "g");
  const unread = "script, style, noscript, textarea, title, option, svg";

  function blockOf(node) {
    let element = node.parentElement;
    while (["inline", "contents"].includes(getComputedStyle(element).display) || element.matches(".keep")) {
      element = element.parentElement;
    }
    return element;
  }

  // The texts of the page: what stands in one block between two line ends, however many elements it is divided into.
  function texts() {
    const found = [];
    let last = null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches("br, input, img")) last = null;
      } else if (!node.parentElement.closest(unread) && node.parentElement.checkVisibility()) {
        const block = blockOf(node);
        if (!last || last.block !== block) found.push((last = { block, nodes: [], data: "" }));
        last.nodes.push({ node, start: last.data.length });
        last.data += node.data;
      }
    }
    return found;
  }

  // The boxes of some letters of a text, of the letters alone: a range over elements would count these as well.
  function boxesOf(text, start, end) {
    return text.nodes.flatMap(({ node, start: before }) => {
      const [first, last] = [Math.max(start - before, 0), Math.min(end - before, node.data.length)];
      if (first >= last) return [];
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, last);
      return [...range.getClientRects()].filter(box => box.width > 0);
    });
  }

  function lines(boxes) {
    const tops = [];
    for (const box of boxes) {
      if (!tops.some(top => Math.abs(top - box.top) < box.height / 2)) tops.push(box.top);
    }
    return tops.length;
  }

  const seen = { count: 0, torn: [] };
  for (const text of texts()) {
    for (const match of text.data.matchAll(pattern)) {
      const boxes = boxesOf(text, match.index, match.index + match[0].length);
      seen.count += 1;
      if (lines(boxes) < 2) continue;
      const style = getComputedStyle(text.block);
      const room = text.block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const width = boxes.reduce((sum, box) => sum + box.width, 0);
      if (width <= room) seen.torn.push(`${match[0]} in “${text.data.trim().slice(0, 60)}”`);
    }
  }
  return seen;
}
