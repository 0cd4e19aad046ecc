/* Where a pasted range goes: its head row, the columns and rows it needs, or the reason why it fits nowhere. */
(() => {
  const { key } = window.cmsSheet;

  const isSame = (text, shown) => key(text).replaceAll(",", "") === key(shown).replaceAll(",", "").replace(/^–$/, "");

  /* The columns that a first row names, or null where it is no head row: two names at least, or all of it. */
  function headsOf(cells, columns) {
    const named = cells.map((cell) => columns.find((column) => key(cell) && key(column.label) === key(cell)));
    const filled = cells.filter((cell) => cell.trim()).length;
    const found = named.filter(Boolean).length;
    return found && found === filled && found >= Math.min(2, columns.length) ? named : null;
  }

  function withoutBlankEnds(range) {
    const width = Math.max(...range.map((row) => row.findLastIndex((cell) => cell.trim()) + 1), 1);
    return range.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? ""));
  }

  /* {columns, texts, hasHeads} of a range that is pasted at a cell, or {reason}. */
  function planOfPaste(rows, { row, place }, range, { most, isFixed }) {
    const heads = headsOf(range[0], rows.columns);
    const texts = withoutBlankEnds(heads ? range.slice(1) : range);
    const first = Math.max(place, 0);
    const columns = heads ?? rows.columns.slice(first, first + (texts[0]?.length ?? 0));
    if (!texts.length) return { reason: "มีแต่หัวตาราง ไม่มีแถวข้อมูล ไม่ได้วางอะไร" };
    if (columns.length < texts[0].length) {
      return {
        reason: `ที่คัดลอกมามี ${texts[0].length} คอลัมน์ แต่จากช่องนี้ไปมี ${columns.length} คอลัมน์ ยังไม่ได้วาง เลือกช่องเริ่มต้นใหม่ หรือคัดลอกหัวตารางมาด้วย`,
      };
    }
    const needed = row + texts.length;
    if (isFixed && needed > rows.list.length) {
      return { reason: `ตารางนี้มี ${rows.list.length} แถวตามแผน เพิ่มไม่ได้ แต่ที่วางต้องใช้ถึงแถว ${needed} ยังไม่ได้วาง` };
    }
    if (needed > most) {
      return { reason: `ตารางนี้มีได้ไม่เกิน ${most} แถว แต่ที่วางต้องใช้ถึงแถว ${needed} ยังไม่ได้วาง แบ่งวางเป็นหลายเรื่อง` };
    }
    const other = otherThanFixed(rows, row, columns, texts);
    return other ? { reason: other } : { columns, texts, hasHeads: Boolean(heads) };
  }

  /* That a pasted text differs from one that cannot be edited, which would bring results to the wrong row. */
  function otherThanFixed(rows, first, columns, texts) {
    for (const [place, cells] of texts.entries()) {
      const row = rows.list[first + place];
      const wrong = columns.findIndex((column, index) =>
        column?.isFixed && row && cells[index].trim() && !isSame(cells[index], rows.text(row, column)));
      if (wrong >= 0) {
        const column = columns[wrong];
        return `แถว ${first + place + 1} “${column.label}” ที่คัดลอกมาไม่ตรงกับแผน (${cells[wrong]}) ยังไม่ได้วาง เรียงแถวให้ตรงกันก่อน`;
      }
    }
    return "";
  }

  Object.assign(window.cmsSheet, { planOfPaste });
})();
