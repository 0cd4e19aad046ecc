/* Rows of the editor as a sheet: one controller that knows which cell is in hand and keeps each change as a step.
   The cells are the inputs of the form set, which stay what is posted; Wagtail's own look at the form finds what
   changed, so that nothing is done about it while one types. */
(() => {
  const { Controller } = window.StimulusModule;
  const { Clipboard, History, Phone, Reading, Rows, Selection, actOf } = window.cmsSheet;

  const WIDTH = { number: 8.5, date: 10, choice: 10, tick: 5, text: 9.5, long: 14 }; // rem, as in sheet.css
  const WIDTH_OF_NUMBERS = 3;
  const MOST_SHOWN = 5;
  /* Wagtail saves a form whole or not at all. */
  const NOT_SAVED = "ข้อมูลที่พิมพ์ยังอยู่ในหน้านี้ ระบบบันทึกอัตโนมัติต่อเมื่อแก้ครบ";
  const SUM_AFTER = 150; // milliseconds
  const READ = new Set(["number", "date", "choice", "tick"]); // kinds of columns in which a text may be wrong
  const isText = (control) => Boolean(control?.matches("textarea, input:not([type=checkbox])"));

  class Sheet extends Controller {
    static targets = ["bar", "faults", "keys", "message", "redo", "said", "steps", "table", "template", "totals", "undo"];
    static values = { prefix: String, most: Number, url: String, fixed: Boolean };

    connect() {
      if (this.rows) return;
      this.rows = new Rows(this.tableTarget, this.templateTarget, this.prefixValue);
      this.history = new History(this.rows);
      this.selection = new Selection(this.rows);
      this.reading = new Reading(this.rows, this.urlValue, () => this.follow());
      this.clipboard = new Clipboard(this);
      this.phone = new Phone(this);
      this.isLocked = document.body.classList.contains("content-locked");
      this.dress();
      this.fillEmpty();
      this.listen();
      this.rove(this.rows.list.length ? this.rows.target(this.row, 0) : null);
      this.follow();
    }

    dress() {
      const width = this.rows.columns.reduce((sum, column) => sum + WIDTH[column.kind], WIDTH_OF_NUMBERS);
      this.tableTarget.style.setProperty("--sheet-width", `${width}rem`);
      this.tableTarget.setAttribute("role", "grid");
      this.tableTarget.setAttribute("aria-multiselectable", "true");
      this.element.classList.add("is-sheet");
      [this.barTarget, this.keysTarget].forEach((part) => { part.hidden = this.isLocked; });
      if (this.hasTotalsTarget) this.totalsTarget.hidden = false;
    }

    listen() {
      const on = (type, act) => this.tableTarget.addEventListener(type, act);
      on("keydown", (event) => this.press(event));
      on("focusin", (event) => this.enter(event));
      on("focusout", () => this.commit());
      on("input", (event) => this.write(event));
      on("change", (event) => { if (!isText(event.target)) this.commit(); });
      on("mousedown", (event) => this.point(event));
      on("mouseover", (event) => this.draw(event));
      on("click", (event) => this.click(event));
      on("copy", (event) => this.clipboard.copy(event));
      on("cut", (event) => { if (this.clipboard.copy(event)) this.clear(); });
      on("paste", (event) => this.clipboard.paste(event));
      on("cms:show", (event) => this.phone.open(event.target.closest("tr")));
      // Before the button hears of it: Wagtail's would wait for an answer.
      this.rows.form.addEventListener("click", (event) => {
        if (event.target.closest("[type=submit]")) this.refuseUnread(event);
      }, { capture: true });
    }

    /* The cell in hand */

    get row() {
      return this.selection.current;
    }

    get column() {
      return this.selection.column;
    }

    get control() {
      return this.row && this.column && this.rows.control(this.row, this.column);
    }

    place(target) {
      const cell = target.closest("td, th");
      const row = cell?.closest("tbody tr");
      return row && { row: this.rows.place(row), place: cell.cellIndex - 1 };
    }

    go(row, place, options) {
      this.selection.go(row, place, options);
      const target = this.rows.target(this.row, this.selection.place);
      if (target !== document.activeElement) target.focus();
      else this.take(target);
    }

    enter({ target }) {
      const at = this.place(target);
      if (!at || at.row < 0) return;
      if (at.row !== this.selection.row || at.place !== this.selection.place) this.selection.go(at.row, at.place);
      this.rove(target);
      this.take(target);
    }

    take(target) {
      this.rest(target);
      this.hold();
    }

    /* The one cell that Tab comes to from outside. */
    rove(target) {
      if (this.phone.isOn || !target) return;
      if (this.last) this.last.tabIndex = -1;
      target.tabIndex = 0;
      this.last = target;
    }

    /* The arrows move; what is typed replaces what the cell holds. */
    rest(target) {
      this.setMode("");
      if (isText(target) && !this.phone.isOn) target.select();
    }

    /* "type" after the first letter, "edit" by F2 or a second click: the arrows stay in the text. */
    setMode(mode) {
      this.mode = mode;
      this.tableTarget.classList.toggle("is-writing", Boolean(mode));
    }

    /* The cell in hand and what it held, until that is kept as a step (`commit`). */
    hold() {
      const { row, column, control } = this;
      this.held = control ? { row, column, control, before: this.rows.state(row, column) } : null;
    }

    /* Writing */

    edit() {
      const { control } = this;
      if (!control || control.readOnly || control.disabled) return;
      this.setMode("edit");
      if (isText(control)) control.setSelectionRange(control.value.length, control.value.length);
      else this.pick(control);
    }

    pick(select) {
      try {
        select.showPicker();
      } catch {
        /* A browser without it, or one that wants a click: the arrows choose now. */
      }
    }

    write({ target }) {
      if (isText(target) && !this.mode) this.setMode("type");
      const deleted = this.rows.field(target.closest("tr"), "DELETE");
      if (deleted?.value) deleted.value = "";
      if (this.column?.kind === "number") this.sumSoon();
    }

    breakLine() {
      const { selectionStart, selectionEnd } = this.control;
      this.control.setRangeText("\n", selectionStart, selectionEnd, "end");
    }

    cancel() {
      if (this.held) this.rows.set(this.held.row, this.held.column, this.held.before);
      this.rows.touch(this.row);
      this.sumSoon();
      this.rest(this.control);
    }

    /* Keep what was written as a step that can be undone, and have it read. */
    commit() {
      if (!this.held || this.held.row.hidden) return;
      const { row, column, control, before } = this.held;
      const { value } = this.rows.state(row, column);
      if (value === before.value) return;
      this.rows.set(row, column, isText(control) ? this.rows.stateOf(row, column, value) : { value });
      const change = { row, column, before, after: this.rows.state(row, column) };
      this.history.push({ cells: [change] });
      this.finish([change]);
      this.hold();
      if (!isText(control)) this.setMode("");
    }

    /* Set cells to states, as one step. */
    change(cells, stateOf, { order = null, readsAll = false } = {}) {
      if (this.isLocked) return;
      const changes = cells.map(([row, column]) => {
        const before = this.rows.state(row, column);
        this.rows.set(row, column, stateOf(row, column));
        return { row, column, before, after: this.rows.state(row, column) };
      });
      this.history.push({ cells: changes, order });
      this.finish(changes, { readsAll });
      this.hold();
      if (this.control === document.activeElement) this.rest(this.control);
    }

    selectedCells() {
      const columns = this.selection.columns.filter((column) => !column.isFixed);
      return this.selection.list.flatMap((row) => columns.map((column) => [row, column]));
    }

    clear() {
      this.change(this.selectedCells(), (row, column) => this.rows.empty(row, column));
    }

    /* After cells changed: new rows are posted if they hold anything, texts are read, what is shown follows. */
    finish(changes, { readsAll = false } = {}) {
      new Set(changes.map(({ row }) => row)).forEach((row) => this.rows.touch(row));
      const isWorthIt = ({ row, column }) => READ.has(column.kind) && this.rows.text(row, column).trim();
      this.reading.add(readsAll ? changes : changes.filter(isWorthIt));
      this.follow();
    }

    /* Keys and mouse: one click takes a cell in hand, a second one writes into it; drawing over cells selects them. */

    press(event) {
      if (event.isComposing || this.phone.isOn || !this.place(event.target)) return;
      const act = actOf(this, event);
      if (!act) return;
      event.preventDefault();
      act();
    }

    goDown() {
      const { row, place } = this.selection;
      const isLast = row + 1 >= this.rows.list.length;
      if (!isLast || this.fixedValue || this.isLocked || this.rows.isBlank(this.row)) this.go(row + 1, place);
      else this.add();
    }

    leave() {
      if (this.selection.from) this.go(this.selection.row, this.selection.place);
      else this.barTarget.querySelector("button:not(:disabled)")?.focus();
    }

    point(event) {
      const at = this.place(event.target);
      if (!at || this.phone.isOn || event.button) return;
      this.isDrawing = !event.shiftKey;
      document.addEventListener("mouseup", () => { this.isDrawing = false; }, { once: true });
      if (event.shiftKey) {
        event.preventDefault();
        this.go(at.row, at.place, { extend: true });
      } else if (event.target === document.activeElement && isText(event.target)) {
        if (!this.mode) this.setMode("edit");
      } else if (at.place < 0 || isText(event.target) || event.target.matches("td")) {
        event.preventDefault();
        this.go(at.row, at.place);
      }
    }

    draw(event) {
      const at = this.isDrawing && !this.mode && event.buttons === 1 && this.place(event.target);
      if (at && at.row >= 0) this.selection.draw(at);
    }

    click(event) {
      if (this.phone.isOn && event.target.closest(".sheet__row")) this.phone.toggle(event.target.closest("tr"));
    }

    /* Rows */

    /* Rows up to this number, as the part of a step; null where there are as many. */
    grow(count) {
      const missing = count - this.rows.list.length;
      if (missing <= 0) return null;
      const before = this.rows.list;
      this.rows.arrange([...before, ...this.made(missing)]);
      return { before, after: this.rows.list };
    }

    made(count) {
      const rows = this.rows.make(count);
      rows.forEach((row) => this.phone.prepare(row));
      return rows;
    }

    /* A table without rows shows one to write into. */
    fillEmpty() {
      if (!this.rows.list.length && !this.fixedValue && !this.isLocked) this.rows.arrange(this.made(1));
    }

    /* Another order of rows, as one step. Whether it was possible. */
    order(list, words) {
      if (this.isLocked || this.fixedValue) return false;
      if (list.length > this.mostValue) {
        this.say(`ตารางนี้มีได้ไม่เกิน ${this.mostValue} แถว`, { isBad: true });
        return false;
      }
      this.commit();
      const before = this.rows.list;
      this.rows.arrange(list);
      this.history.push({ order: { before, after: this.rows.list } });
      this.held = null;
      this.follow();
      this.say(words);
      return true;
    }

    addAt(place, words) {
      const list = [...this.rows.list];
      const [row] = this.made(1);
      list.splice(place, 0, row);
      if (!this.order(list, words)) return;
      this.phone.open(row);
      this.go(place, 0);
    }

    add() {
      this.addAt(this.rows.list.length, `เพิ่มแถว ${this.rows.list.length + 1} แล้ว`);
    }

    insert() {
      this.addAt(this.selection.row, `แทรกแถว ${this.selection.row + 1} แล้ว`);
    }

    remove() {
      const gone = new Set(this.selection.list);
      const { top } = this.selection.box;
      const rest = this.rows.list.filter((row) => !gone.has(row));
      if (!this.order(rest, `ลบ ${gone.size} แถวแล้ว กดเลิกทำเพื่อเอาคืน`)) return;
      this.phone.close();
      this.fillEmpty();
      this.go(top, this.selection.place);
    }

    moveUp() {
      this.move(-1);
    }

    moveDown() {
      this.move(1);
    }

    move(step) {
      const { top, bottom } = this.selection.box;
      const { row, place, from } = this.selection;
      const { list } = this.rows;
      const rest = [...list.slice(0, top), ...list.slice(bottom + 1)];
      const to = top + step;
      if (to < 0 || to > rest.length) return;
      const moved = [...rest.slice(0, to), ...list.slice(top, bottom + 1), ...rest.slice(to)];
      if (!this.order(moved, `เลื่อนไปเป็นแถว ${to + 1} แล้ว`)) return;
      if (from) from.row += step;
      this.go(row + step, place, { extend: Boolean(from) });
    }

    undo() {
      this.commit();
      this.replay(this.history.undo(), "เลิกทำแล้ว");
    }

    redo() {
      this.replay(this.history.redo(), "ทำซ้ำแล้ว");
    }

    replay(step, words) {
      if (!step) return;
      this.held = null;
      this.clipboard.mark([]);
      this.fillEmpty();
      this.finish(step.cells);
      this.say(words);
      const [first] = step.cells;
      this.go(Math.max(this.rows.place(first?.row ?? this.row), 0), first?.column.place ?? this.selection.place);
    }

    /* On a phone */

    previous() {
      this.phone.step(-1);
    }

    next() {
      this.phone.step(1);
    }

    close() {
      this.phone.close()?.cells[0].querySelector("button").focus();
    }

    /* What is shown and said */

    follow() {
      this.undoTarget.disabled = !this.history.done.length;
      this.redoTarget.disabled = !this.history.undone.length;
      this.showFaults();
      this.sumSoon();
    }

    say(words, { isBad = false } = {}) {
      this.saidTarget.textContent = words;
      this.messageTarget.classList.toggle("is-bad", isBad || this.faultsTarget.childElementCount > 0);
    }

    /* The first faults, each a link to its cell, in which it stands as well. */
    showFaults() {
      const faults = this.rows.faults();
      const items = faults.slice(0, MOST_SHOWN).map((fault) => this.linkTo(fault));
      if (faults.length > MOST_SHOWN) items.push(`และอีก ${faults.length - MOST_SHOWN} ช่อง`);
      if (faults.length) items.push(NOT_SAVED);
      this.faultsTarget.replaceChildren(...items.map((content) => {
        const item = document.createElement("li");
        item.append(content);
        return item;
      }));
      if (faults.length && !this.saidTarget.textContent) this.say(`มี ${faults.length} ช่องที่ต้องแก้`);
      this.messageTarget.classList.toggle("is-bad", faults.length > 0);
    }

    linkTo({ row, place, column, message }) {
      const link = document.createElement("a");
      const at = column ? column.place : -1;
      link.href = `#${this.rows.target(row, at).id}`;
      link.textContent = `แถว ${place + 1} ${column?.label ?? ""}: ${message}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.phone.open(row);
        this.go(this.rows.place(row), at);
      });
      return link;
    }

    sumSoon() {
      if (!this.hasTotalsTarget) return;
      clearTimeout(this.summing);
      this.summing = setTimeout(() => this.sum(), SUM_AFTER);
    }

    sum() {
      this.totalsTarget.querySelectorAll("[data-total]").forEach((cell) => {
        const column = this.rows.columns.find((each) => each.name === cell.dataset.total);
        const { words, without } = this.rows.sum(column);
        const note = document.createElement("small");
        note.textContent = `ยังไม่รวมแถว ${without.slice(0, 3).join(", ")}${without.length > 3 ? " …" : ""}`;
        cell.replaceChildren(words, ...(without.length ? [note] : []));
      });
    }

    /* A name that no choice fits would be lost by saving: it is chosen or cleared first. */
    refuseUnread(event) {
      const cell = this.tableTarget.querySelector("tbody tr:not([hidden]) > td[data-unread]");
      if (!cell) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const at = this.place(cell);
      this.phone.open(this.row);
      this.go(at.row, at.place);
      this.say(`แถว ${at.row + 1} “${cell.dataset.unread}” ไม่มีในรายการ เลือกให้ถูกหรือลบออกก่อนบันทึก`, { isBad: true });
    }
  }

  window.wagtail.app.register("cms-sheet", Sheet);
})();
