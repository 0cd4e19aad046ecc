/* What was done in a sheet, to be undone and done again. A step changes cells, the order of rows, or both. */
(() => {
  const MOST_STEPS = 200;

  class History {
    constructor(rows) {
      this.rows = rows;
      this.done = [];
      this.undone = [];
    }

    /* `cells` are {row, column, before, after}, with states of cells; `order` is {before, after}, with lists of rows. */
    push(step) {
      if (!step.cells?.length && !step.order) return;
      this.done.push({ cells: [], ...step });
      if (this.done.length > MOST_STEPS) this.done.shift();
      this.undone = [];
    }

    undo() {
      return this.move(this.done, this.undone, "before");
    }

    redo() {
      return this.move(this.undone, this.done, "after");
    }

    /* The step that was undone or done again, or null. */
    move(from, to, side) {
      const step = from.pop();
      if (!step) return null;
      to.push(step);
      if (step.order && side === "after") this.rows.arrange(step.order.after);
      step.cells.forEach(({ row, column, [side]: state }) => this.rows.set(row, column, state));
      if (step.order && side === "before") this.rows.arrange(step.order.before);
      new Set(step.cells.map(({ row }) => row)).forEach((row) => this.rows.touch(row));
      return step;
    }
  }

  window.cmsSheet.History = History;
})();
