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
      field.dispatchEvent(new CustomEvent("cms:show", { bubbles: true }));
      const control = field.type === "hidden" ? this.visibleControl(field) : field;
      control.scrollIntoView({ block: "center" });
      control.focus();
    }

    /* Choosers and rich texts keep their value in a field that nobody sees. */
    visibleControl(field) {
      const controls = field.closest(".w-field, .w-panel").querySelectorAll("button, [contenteditable=true]");
      return [...controls].find((control) => control.offsetParent) ?? field;
    }
  }

  window.wagtail.app.register("cms-missing", Missing);
  /* While a draft waits nobody edits it. The server refuses; here nothing can be typed, and all can be read and copied.
     Editors that start later are met by the observer. */
  function makeReadOnly(panel) {
    panel.querySelectorAll("input, textarea").forEach((field) => { field.readOnly = true; });
    panel
      .querySelectorAll("button, select, input[type=checkbox], input[type=radio], input[type=file]")
      .forEach((control) => { control.disabled = true; });
    panel.querySelectorAll("[contenteditable=true]").forEach((text) => { text.setAttribute("contenteditable", "false"); });
  }

  function lockForm() {
    if (!document.body.classList.contains("content-locked")) return;
    document.querySelectorAll(".w-panel__content").forEach((panel) => {
      makeReadOnly(panel);
      new MutationObserver(() => makeReadOnly(panel)).observe(panel, { childList: true, subtree: true });
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", lockForm);
  else lockForm();

  window.wagtail.app.register("cms-rows", Rows);
  window.wagtail.app.register("cms-choice", Choice);
})();
