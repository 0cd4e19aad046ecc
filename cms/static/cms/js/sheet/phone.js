/* A sheet on a phone: a list of rows, a line each, of which one at a time is open as a form. */
(() => {
  class Phone {
    constructor(sheet) {
      this.sheet = sheet;
      this.narrow = window.matchMedia("(max-width: 43.75em)");
      this.narrow.addEventListener("change", () => this.follow());
      this.follow();
    }

    get isOn() {
      return this.narrow.matches;
    }

    follow() {
      this.close();
      const { rows } = this.sheet;
      rows.list.forEach((row) => {
        this.prepare(row);
        if (this.isOn) this.summarise(row);
      });
    }

    /* With keys one cell takes the focus from outside; on a phone each control does. */
    prepare(row) {
      const tabIndex = this.isOn ? 0 : -1;
      row.querySelectorAll("td :is(input, select, textarea), td.is-fixed").forEach((each) => { each.tabIndex = tabIndex; });
      row.cells[0].querySelector("button").tabIndex = tabIndex;
    }

    /* What a row is about, in one line: its first words and its last number. */
    summarise(row) {
      const { rows } = this.sheet;
      const texts = rows.columns.map((column) => [column, rows.text(row, column)]).filter(([, text]) => text.trim());
      const words = texts.find(([column]) => column.kind !== "number") ?? texts[0];
      const number = texts.findLast((each) => each[0].kind === "number" && each !== words);
      const [head] = row.cells;
      head.querySelector(".sheet__gist").textContent = words?.[1] ?? "ยังว่าง";
      head.querySelector(".sheet__figure").textContent = number?.[1] ?? "";
      head.querySelector("button").setAttribute("aria-expanded", row.classList.contains("is-open"));
      row.classList.toggle("has-faults", Boolean(row.querySelector(".sheet__error")));
    }

    toggle(row) {
      if (row.classList.contains("is-open")) this.close();
      else this.open(row);
    }

    open(row) {
      if (!this.isOn || !row || row.classList.contains("is-open")) return;
      this.close();
      row.classList.add("is-open");
      this.summarise(row);
      this.sheet.tableTarget.classList.add("has-open");
      this.sheet.stepsTarget.hidden = false;
      this.sheet.selection.go(this.sheet.rows.place(row), 0);
      row.scrollIntoView({ block: "nearest" });
    }

    /* Back to the list; the row that was open, or null. */
    close() {
      const { tableTarget, stepsTarget } = this.sheet;
      const row = tableTarget.querySelector("tr.is-open");
      row?.classList.remove("is-open");
      tableTarget.classList.remove("has-open");
      stepsTarget.hidden = true;
      if (row) this.summarise(row);
      return row;
    }

    step(by) {
      const { rows, selection } = this.sheet;
      const row = rows.list[selection.row + by];
      if (!row) return;
      this.open(row);
      row.cells[0].querySelector("button").focus();
    }
  }

  window.cmsSheet.Phone = Phone;
})();
