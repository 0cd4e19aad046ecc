/* Texts of cells are read by the server, some time after they were written: dates, amounts, names of choices. */
(() => {
  const WAIT = 400; // milliseconds after the last cell was left
  const ROWS_AT_ONCE = 150;

  class Reading {
    constructor(rows, url, whenRead) {
      this.rows = rows;
      this.url = url;
      this.whenRead = whenRead;
      this.waiting = new Map();
    }

    /* Cells to be read, as steps of the history have them; what is read becomes their `after`. */
    add(changes) {
      changes.forEach((change) => {
        const columns = this.waiting.get(change.row) ?? new Map();
        this.waiting.set(change.row, columns.set(change.column, change));
      });
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.read(), WAIT);
    }

    /* Read what waits now. Resolves to whether the server could be asked. */
    async read() {
      clearTimeout(this.timer);
      const waiting = [...this.waiting].filter(([row]) => !row.hidden && !this.rows.isBlank(row));
      this.waiting.clear();
      let isRead = Boolean(this.url);
      for (let first = 0; isRead && first < waiting.length; first += ROWS_AT_ONCE) {
        isRead = await this.ask(waiting.slice(first, first + ROWS_AT_ONCE));
      }
      this.whenRead();
      return isRead;
    }

    async ask(part) {
      const columns = [...new Set(part.flatMap(([, changes]) => [...changes.keys()]))];
      const sent = part.map(([row]) => columns.map((column) => this.rows.text(row, column)));
      try {
        const answer = await fetch(this.url, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
          body: JSON.stringify({ columns: columns.map((column) => column.name), rows: sent }),
        });
        if (!answer.ok) return false;
        this.take(part, columns, sent, await answer.json());
        return true;
      } catch {
        return false;
      }
    }

    get token() {
      return this.rows.form.elements.namedItem("csrfmiddlewaretoken").value;
    }

    /* What was typed while the server read stands. */
    take(part, columns, sent, { rows: read, errors }) {
      const faults = new Map(errors.map((error) => [`${error.row} ${error.column}`, error.message]));
      part.forEach(([row, changes], place) => {
        changes.forEach((change, column) => {
          const text = sent[place][columns.indexOf(column)];
          if (row.hidden || this.rows.text(row, column) !== text) return;
          const message = faults.get(`${place} ${column.name}`);
          if (message) {
            this.rows.fault(row, column, message);
            return;
          }
          const state = { value: read[place][column.name] ?? "", unread: "" };
          if (this.rows.control(row, column) !== document.activeElement) this.rows.set(row, column, state);
          else this.rows.clearFault(row, column);
          change.after = this.rows.state(row, column);
        });
        const whole = faults.get(`${place} `);
        if (whole) this.rows.fault(row, null, whole);
        else this.rows.clearFault(row, null);
      });
    }
  }

  window.cmsSheet.Reading = Reading;
})();
