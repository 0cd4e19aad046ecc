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

  window.wagtail.app.register("cms-rows", Rows);
  window.wagtail.app.register("cms-choice", Choice);
})();
