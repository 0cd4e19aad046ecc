/* A button for each row of the bidders' sheet, which copies the row into that of the winners. The sheets are inputs of
   the form; what is copied is a step of the winners' sheet, so that its sum, autosave and undo follow. */
(() => {
  const { Controller } = window.StimulusModule;
  const NAMES = ["name", "tax_id", "price"];

  class Winners extends Controller {
    static targets = ["title", "list", "said"];

    connect() {
      this.form = this.element.closest("form");
      this.changed = () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.show(), 150); };
      ["input", "change", "click"].forEach((type) => this.form.addEventListener(type, this.changed));
      this.changed();
    }

    disconnect() {
      ["input", "change", "click"].forEach((type) => this.form.removeEventListener(type, this.changed));
    }

    rows(prefix) {
      return [...document.querySelectorAll(`#id_${prefix}-FORMS > tr`)].filter((row) => !row.hidden);
    }

    inputs(row) {
      return NAMES.map((name) => row.querySelector(`[name$="-${name}"]`));
    }

    values(row) {
      return this.inputs(row).map((input) => input?.value.trim() ?? "");
    }

    show() {
      const won = this.rows("winners").map((row) => this.values(row).slice(0, 2).join("\n"));
      const open = this.rows("bidders").filter((row) => {
        const [name, number, price] = this.values(row);
        return name && price && !won.includes(`${name}\n${number}`);
      });
      const key = JSON.stringify(open.map((row) => this.values(row)));
      if (key === this.key) return;
      this.key = key;
      const isLocked = document.body.classList.contains("content-locked");
      this.listTarget.replaceChildren(...(isLocked ? [] : open.map((row) => this.button(row))));
      this.titleTarget.hidden = isLocked || !open.length;
    }

    button(row) {
      const [name, , price] = this.values(row);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = `${name} · ${price}`;
      button.addEventListener("click", () => this.copy(row));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }

    /* The sheet of a relation: what it does with cells is kept as a step that can be taken back. */
    sheet(prefix) {
      const element = document.getElementById(`id_${prefix}-FORMS`).closest("[data-controller~=cms-sheet]");
      return window.wagtail.app.getControllerForElementAndIdentifier(element, "cms-sheet");
    }

    copy(row) {
      const [from, to] = [this.sheet("bidders").rows, this.sheet("winners")];
      const states = new Map(from.columns.map((column) => [column.name, from.state(row, column)]));
      const blank = () => to.rows.list.find((each) => to.rows.isBlank(each));
      if (!blank()) to.add();
      const target = blank();
      if (!target) return;
      const columns = to.rows.columns.filter((column) => states.has(column.name));
      to.change(columns.map((column) => [target, column]), (_row, column) => states.get(column.name));
      if (to.phone.isOn) to.phone.summarise(target);
      const [name] = this.values(row);
      this.saidTarget.textContent = `คัดลอก ${name} เป็นผู้ได้รับการคัดเลือกแล้ว`;
      this.changed();
    }
  }

  window.wagtail.app.register("procurement-winners", Winners);
})();
