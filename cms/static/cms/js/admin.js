/* Rows and choosers of the editor begin by these controllers: the policy for scripts forbids the inline ones that
   Wagtail writes for them. */
(() => {
  const { Controller } = window.StimulusModule;

  class Rows extends Controller {
    static values = { options: Object };

    connect() {
      this.panel ??= new window.InlinePanel(this.optionsValue);
    }
  }

  class Choice extends Controller {
    static values = { field: String, options: Object };

    connect() {
      this.chooser ??= new window.Chooser(this.fieldValue, this.optionsValue);
    }
  }

  // A link of “พร้อมส่งหรือยัง” opens the tab that holds its field, and puts the cursor there.
  class Missing extends Controller {
    static values = { field: String };

    show(event) {
      const id = `id_${this.fieldValue}`;
      const field = document.getElementById(id) ?? document.getElementById(`${id}-ADD`);
      if (!field) return;
      event.preventDefault();
      const tab = field.closest("[role=tabpanel][hidden]");
      if (tab) document.querySelector(`[role=tab][aria-controls="${tab.id}"], [role=tab][href="#${tab.id}"]`)?.click();
      field.scrollIntoView({ block: "center" });
      field.focus();
    }
  }

  window.wagtail.app.register("cms-missing", Missing);
  window.wagtail.app.register("cms-rows", Rows);
  window.wagtail.app.register("cms-choice", Choice);
})();
