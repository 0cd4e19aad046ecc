/* The cell in hand and the range from it: rows and columns by their places, -1 is the column of the row numbers. */
(() => {
  class Selection {
    constructor(rows) {
      this.rows = rows;
      this.row = 0;
      this.place = 0;
      this.from = null;
      this.painted = [];
    }

    /* Go to a cell; with `extends` the range grows or shrinks, else it ends. The nearest cell where there is none. */
    go(row, place, { extend = false } = {}) {
      if (!extend) this.from = null;
      else this.from ??= { row: this.row, place: this.place };
      this.row = Math.max(0, Math.min(row, this.rows.list.length - 1));
      this.place = Math.max(-1, Math.min(place, this.rows.columns.length - 1));
      this.paint();
    }

    get current() {
      return this.rows.list[this.row];
    }

    get column() {
      return this.rows.columns[this.place];
    }

    /* Drawn over with the mouse to a cell. */
    draw(at) {
      if (at.row === this.row && at.place === this.place) return;
      this.from ??= { row: this.row, place: this.place };
      this.row = at.row;
      this.place = this.from.place < 0 ? -1 : Math.max(at.place, 0);
      this.paint();
    }

    get isRange() {
      return this.from !== null || this.place < 0;
    }

    /* The rectangle: whole rows where it begins or ends at their numbers. */
    get box() {
      const from = this.from ?? this;
      const [top, bottom] = [Math.min(from.row, this.row), Math.max(from.row, this.row)];
      if (from.place < 0 || this.place < 0) return { top, bottom, left: 0, right: this.rows.columns.length - 1 };
      return { top, bottom, left: Math.min(from.place, this.place), right: Math.max(from.place, this.place) };
    }

    get list() {
      const { top, bottom } = this.box;
      return this.rows.list.slice(top, bottom + 1);
    }

    get columns() {
      const { left, right } = this.box;
      return this.rows.columns.slice(left, right + 1);
    }

    all() {
      this.from = { row: 0, place: 0 };
      this.row = this.rows.list.length - 1;
      this.place = this.rows.columns.length - 1;
      this.paint();
    }

    paint() {
      const now = new Set(
        this.isRange ? this.list.flatMap((row) => this.columns.map((column) => this.rows.cell(row, column))) : [],
      );
      this.painted.filter((cell) => !now.has(cell)).forEach((cell) => cell.removeAttribute("aria-selected"));
      now.forEach((cell) => cell.setAttribute("aria-selected", "true"));
      this.painted = [...now];
    }
  }

  window.cmsSheet.Selection = Selection;
})();
