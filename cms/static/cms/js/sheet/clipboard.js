/* Copying and pasting in a sheet: ranges as Excel has them. */
(() => {
  const { planOfPaste, readRange, writeRange } = window.cmsSheet;

  class Clipboard {
    constructor(sheet) {
      this.sheet = sheet;
    }

    copy(event) {
      const { rows, selection } = this.sheet;
      if (this.sheet.mode || this.sheet.phone.isOn) return false;
      const texts = selection.list.map((row) => selection.columns.map((column) => rows.text(row, column)));
      event.clipboardData.setData("text/plain", writeRange(texts));
      event.preventDefault();
      const isOne = texts.length * texts[0].length === 1;
      this.sheet.say(isOne ? "คัดลอกช่องนี้แล้ว" : `คัดลอก ${texts.length} แถว ${texts[0].length} คอลัมน์แล้ว`);
      return true;
    }

    paste(event) {
      const { sheet } = this;
      const text = event.clipboardData.getData("text/plain");
      if (!text || sheet.mode || sheet.isLocked || (sheet.phone.isOn && !/[\t\n]/.test(text.trim()))) return;
      event.preventDefault();
      const range = readRange(text);
      const isOne = range.length === 1 && range[0].length === 1;
      if (isOne && sheet.selection.isRange) this.fill(range[0][0]);
      else this.put(range);
    }

    /* One text into each of the selected cells. */
    fill(text) {
      this.sheet.change(this.sheet.selectedCells(), (row, column) => this.sheet.rows.stateOf(row, column, text));
    }

    /* A range into the cells from the one in hand on; what is too wide or too long for the table goes nowhere. */
    put(range) {
      const { sheet } = this;
      const { rows } = sheet;
      const { top, left } = sheet.selection.box;
      const plan = planOfPaste(rows, { row: top, place: left }, range, { most: sheet.mostValue, isFixed: sheet.fixedValue });
      if (plan.reason) {
        sheet.say(plan.reason, { isBad: true });
        return;
      }
      const order = sheet.grow(top + plan.texts.length);
      const texts = new Map();
      const cells = plan.texts.flatMap((line, index) =>
        plan.columns.flatMap((column, place) => {
          if (!column || column.isFixed) return [];
          texts.set(rows.cell(rows.list[top + index], column), line[place]);
          return [[rows.list[top + index], column]];
        }));
      this.mark(texts.keys());
      sheet.change(cells, (row, column) => rows.stateOf(row, column, texts.get(rows.cell(row, column))), {
        order,
        readsAll: true,
      });
      sheet.go(top, left);
      this.read(plan.texts.length);
    }

    mark(cells) {
      this.sheet.tableTarget.querySelectorAll("td.is-pasted").forEach((cell) => cell.classList.remove("is-pasted"));
      [...cells].forEach((cell) => cell.classList.add("is-pasted"));
    }

    async read(count) {
      const { sheet } = this;
      const words = `วาง ${count} แถวแล้ว`;
      sheet.say(`${words} กำลังอ่าน`);
      const isRead = await sheet.reading.read();
      const faults = sheet.rows.faults().length;
      if (!isRead) sheet.say(`${words} ยังตรวจไม่ได้ในขณะนี้ ระบบจะตรวจเมื่อบันทึก`);
      else sheet.say(faults ? `${words} มี ${faults} ช่องที่ต้องแก้` : `${words} อ่านได้ครบทุกช่อง`);
    }
  }

  window.cmsSheet.Clipboard = Clipboard;
})();
