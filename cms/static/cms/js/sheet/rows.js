/* The form set of a sheet: its rows and columns, the input of each cell, what is posted as removed, what is wrong. */
(() => {
  const { hundredths, key, shownNumber } = window.cmsSheet;
  const YES = "ใช่";
  const NO = "ไม่ใช่";
  const oneLine = (text) => text.replace(/\s*\n\s*/g, " ").trim();

  class Rows {
    constructor(table, template, prefix) {
      this.table = table;
      this.body = table.tBodies[0];
      this.prefix = prefix;
      this.form = table.closest("form");
      this.total = this.form.elements.namedItem(`${prefix}-TOTAL_FORMS`);
      this.html = template.innerHTML.trim();
      this.columns = [...table.tHead.rows[0].cells].slice(1).map((head, place) => ({
        place,
        name: head.dataset.name,
        kind: head.dataset.kind,
        label: head.querySelector("span").textContent.trim(),
        isFixed: "fixed" in head.dataset,
        isExact: "exact" in head.dataset,
        hasLines: "lines" in head.dataset,
        zero: head.dataset.zero,
      }));
      this.defaults = this.defaultsOf(this.parse(this.html)[0]);
      [...this.body.rows].forEach((row) => {
        if (this.field(row, "DELETE")?.value === "1") this.hide(row);
        else if (!this.field(row, "id")?.value && this.isBlank(row)) row.dataset.fresh = "";
      });
      this.list = [...this.body.rows].filter((row) => !row.hidden);
      table.setAttribute("aria-colcount", this.columns.length + 1);
      this.number();
    }

    /* A hidden field of a row: its id, ORDER or DELETE. */
    field(row, name) {
      return row.cells[0].querySelector(`input[type=hidden][name$="-${name}"]`);
    }

    cell(row, column) {
      return row.cells[column.place + 1];
    }

    control(row, column) {
      return this.cell(row, column).querySelector("input, select, textarea");
    }

    /* What takes the focus in a cell: its input, or the cell itself where it is only read. */
    target(row, place) {
      if (place < 0) return row.cells[0].querySelector("button");
      return this.control(row, this.columns[place]) ?? this.cell(row, this.columns[place]);
    }

    /* Values and texts */

    /* What a cell holds: the value of its input, and a text that no choice fits. */
    state(row, column) {
      const control = this.control(row, column);
      return { value: control.type === "checkbox" ? control.checked : control.value, unread: this.unread(row, column) };
    }

    unread(row, column) {
      return this.cell(row, column).dataset.unread ?? "";
    }

    set(row, column, { value, unread = "" }) {
      const control = this.control(row, column);
      if (control.type === "checkbox") control.checked = value;
      else control.value = value;
      const cell = this.cell(row, column);
      if (unread) cell.dataset.unread = unread;
      else delete cell.dataset.unread;
      this.clearFault(row, column);
    }

    /* The text of a cell as a sheet takes it: the label of a choice, a date in Thai. */
    text(row, column) {
      const control = this.control(row, column);
      if (!control) return this.cell(row, column).textContent.trim();
      if (control.type === "checkbox") return control.checked ? YES : NO;
      if (control.tagName !== "SELECT") return control.value;
      return this.unread(row, column) || (control.value ? control.selectedOptions[0].text.trim() : "");
    }

    /* What a text makes of a cell, before the server has read it; a choice that is not offered keeps the text beside. */
    stateOf(row, column, text) {
      const control = this.control(row, column);
      if (control.type === "checkbox") return { value: [YES, "✓", "1", "/"].includes(text.trim()), unread: "" };
      if (control.tagName !== "SELECT") {
        return { value: column.hasLines ? text : oneLine(text), unread: "" };
      }
      if (!text.trim()) return { value: "", unread: "" };
      const option = [...control.options].find((each) => each.value && key(each.text) === key(text));
      return { value: option?.value ?? "", unread: option ? "" : text.trim() };
    }

    empty(row, column) {
      return this.control(row, column).type === "checkbox" ? { value: false } : { value: "" };
    }

    /* Rows: added, removed, moved */

    /* New rows, not yet in the table. They are posted as removed until something is written into them, so that a
       row that was left blank is no fault. */
    make(count) {
      const first = Number(this.total.value);
      const numbers = Array.from({ length: count }, (_, place) => first + place);
      this.total.value = first + count;
      return this.parse(numbers.map((number) => this.html.replaceAll("__prefix__", number)).join("")).map((row) => {
        row.dataset.fresh = "";
        this.field(row, "DELETE").value = "1";
        return document.adoptNode(row);
      });
    }

    parse(html) {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      return [...holder.content.children];
    }

    /* What a new row holds before anything is written into it. */
    defaultsOf(row) {
      return this.columns.map((column) => (this.control(row, column) ? this.state(row, column).value : null));
    }

    isBlank(row) {
      return this.columns.every((column, place) => {
        if (!this.control(row, column)) return true;
        const { value, unread } = this.state(row, column);
        return !unread && value === this.defaults[place];
      });
    }

    /* Whether a new row is posted, by what is in it. */
    touch(row) {
      if (!("fresh" in row.dataset) || row.hidden || this.field(row, "id")?.value) return;
      this.field(row, "DELETE").value = this.isBlank(row) ? "1" : "";
    }

    hide(row) {
      row.hidden = true;
      this.field(row, "DELETE").value = "1";
      this.enable(row, false);
    }

    show(row) {
      row.hidden = false;
      this.enable(row, true);
      this.field(row, "DELETE").value = "";
      this.touch(row);
    }

    /* Of a removed row only its key and the mark are posted. */
    enable(row, isEnabled) {
      row.querySelectorAll("td input, td select, td textarea").forEach((control) => { control.disabled = !isEnabled; });
    }

    /* Show these rows in this order and no other; as few as possible are moved in the document. */
    arrange(list) {
      const wanted = new Set(list);
      this.list.filter((row) => !wanted.has(row)).forEach((row) => this.hide(row));
      let next = this.body.rows[0] ?? null;
      list.forEach((row) => {
        while (next?.hidden && !wanted.has(next)) next = next.nextElementSibling;
        if (row === next) next = next.nextElementSibling;
        else this.body.insertBefore(row, next);
        if (row.hidden) this.show(row);
      });
      this.list = [...list];
      this.number();
    }

    number() {
      this.table.setAttribute("aria-rowcount", this.list.length + 1);
      this.list.forEach((row, place) => {
        const number = String(place + 1);
        const shown = row.cells[0].querySelector(".sheet__number");
        if (shown.textContent !== number) shown.textContent = number;
        row.setAttribute("aria-rowindex", place + 2);
        const order = this.field(row, "ORDER");
        if (order) order.value = number;
      });
    }

    place(row) {
      return this.list.indexOf(row);
    }

    /* What is wrong with cells */

    fault(row, column, message) {
      const cell = column ? this.cell(row, column) : row.cells[0];
      this.clearFault(row, column);
      const note = document.createElement("span");
      note.className = "sheet__error error-message";
      note.textContent = message;
      cell.append(note);
      cell.classList.add("is-bad");
      const control = column && this.control(row, column);
      if (!control) return;
      note.id = `${control.id}-error`;
      control.setAttribute("aria-invalid", "true");
      const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
      control.setAttribute("aria-describedby", [...new Set([...described, note.id])].join(" "));
    }

    clearFault(row, column) {
      const cell = column ? this.cell(row, column) : row.cells[0];
      if (!cell.classList.contains("is-bad")) return;
      cell.classList.remove("is-bad");
      cell.querySelectorAll(".sheet__error").forEach((note) => note.remove());
      const control = column && this.control(row, column);
      if (!control) return;
      control.removeAttribute("aria-invalid");
      const described = (control.getAttribute("aria-describedby") ?? "").split(" ");
      const rest = described.filter((id) => id && id !== `${control.id}-error`);
      if (rest.length) control.setAttribute("aria-describedby", rest.join(" "));
      else control.removeAttribute("aria-describedby");
    }

    /* Each fault with its place and message, from the top. */
    faults() {
      return [...this.body.querySelectorAll("tr:not([hidden]) > .is-bad")].map((cell) => {
        const row = cell.parentElement;
        const message = cell.querySelector(".sheet__error").textContent;
        return { row, place: this.place(row), column: this.columns[cell.cellIndex - 1], message };
      });
    }

    /* The sum of a column, and the numbers of the rows whose text is no number. */
    sum(column) {
      const without = [];
      const total = this.list.reduce((sum, row, place) => {
        const text = this.text(row, column).trim().replace(/^–$/, "");
        const count = text && text !== column.zero ? hundredths(text) : 0;
        if (count === null) without.push(place + 1);
        return sum + (count ?? 0);
      }, 0);
      return { words: shownNumber(total, column.isExact ? 2 : 0), without };
    }
  }

  window.cmsSheet.Rows = Rows;
})();
