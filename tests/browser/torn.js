// The terms that are torn at the end of a line: each occurrence in the page's texts whose letters stand on two lines,
// although the line is wide enough for all of it. Returns how many there are in all, and the torn ones.
terms => {
  const longest = [...terms].sort((a, b) => b.length - a.length).map(term => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(longest.join("|"), "g");
  const hidden = "script, style, noscript, textarea, title, option";

  function blockOf(node) {
    let element = node.parentElement;
    while (["inline", "contents"].includes(getComputedStyle(element).display) || element.matches(".keep, .nowrap")) {
      element = element.parentElement;
    }
    return element;
  }

  function lines(range) {
    const tops = [];
    for (const box of range.getClientRects()) {
      if (box.width > 0 && !tops.some(top => Math.abs(top - box.top) < box.height / 2)) tops.push(box.top);
    }
    return tops.length;
  }

  function width(range) {
    return [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
  }

  const found = { count: 0, torn: [] };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(hidden) || !node.parentElement.checkVisibility()) continue;
    for (const match of node.data.matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      found.count += 1;
      if (lines(range) < 2) continue;
      const block = blockOf(node);
      const style = getComputedStyle(block);
      const room = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (width(range) <= room) found.torn.push(`${match[0]} in “${node.data.trim().slice(0, 60)}”`);
    }
  }
  return found;
}
