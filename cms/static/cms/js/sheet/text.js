/* Texts of cells: a range as Excel copies it, numbers as officers write them. No cell is known here. */
window.cmsSheet = (() => {
  const QUOTED = /"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)/y;
  const PLAIN = /[^\t\r\n]*/y;
  const END_OF_LINE = /\r\n|\r|\n/y;

  function match(pattern, text, place) {
    pattern.lastIndex = place;
    return pattern.exec(text);
  }

  /* The text of the cell that begins at a place, and where it ends. Excel quotes only what has a tab, a line break or
     a quote inside, so other quotes are the officer's own. */
  function cellAt(text, place) {
    const quoted = text[place] === '"' && match(QUOTED, text, place);
    if (quoted && /[\t\r\n]|""/.test(quoted[1])) {
      return [quoted[1].replaceAll('""', '"').replace(/\r\n?/g, "\n"), place + quoted[0].length];
    }
    const plain = match(PLAIN, text, place)[0];
    return [plain, place + plain.length];
  }

  /* The rows of a copied range: `ก\t1\nข\t2` is [["ก", "1"], ["ข", "2"]]. */
  function readRange(text) {
    const rows = [[]];
    let place = 0;
    for (;;) {
      const [cell, end] = cellAt(text, place);
      rows.at(-1).push(cell);
      if (end >= text.length) break;
      const line = match(END_OF_LINE, text, end);
      place = line ? end + line[0].length : end + 1;
      if (line && place >= text.length) break;
      if (line) rows.push([]);
    }
    return rows;
  }

  /* A range as a sheet reads it. */
  function writeRange(rows) {
    const quote = (cell) => (/[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    return rows.map((row) => row.map(quote).join("\t")).join("\n");
  }

  const toArabic = (text) => text.replace(/[๐-๙]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0e50 + 48));

  /* The hundredths of a number: “๑,๔๙๘.๕๐ บาท” is 149850. Null for what is no number. */
  function hundredths(text) {
    const plain = toArabic(text).replace(/[\s,฿]/g, "").replace(/บาท(ถ้วน)?$/, "").replace(/\.?-$/, "");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
  }

  function shownNumber(count, decimals) {
    return (count / 100).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  }

  /* The form in which labels and choices are compared. */
  const key = (text) => toArabic(text.normalize("NFC")).replace(/[\s\u200b*]/g, "").toLowerCase();

  return { readRange, writeRange, hundredths, shownNumber, key };
})();
