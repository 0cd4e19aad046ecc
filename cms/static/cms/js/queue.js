/* The approver's queue: a card opens in place (its links lead to the review without this script), the bar counts what
   is chosen, and the usual reasons fill the text. */
(() => {
  const count = () => {
    const button = document.querySelector("[data-many]");
    if (!button) return;
    const chosen = document.querySelectorAll('input[name="choice"]:checked').length;
    button.querySelector("[data-count]").textContent = chosen;
    button.hidden = chosen === 0;
  };

  const open = async (link) => {
    const card = link.closest("[data-card]");
    card.setAttribute("aria-busy", "true");
    const answer = await fetch(`${link.pathname}?in=card`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    card.outerHTML = await answer.text();
    document.querySelector(`#${card.id} a`)?.focus();
    count();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link).catch(() => window.location.assign(link.href));
  });

  document.addEventListener("change", ({ target }) => {
    if (target.name === "choice") count();
    if (!target.matches("[data-fill]")) return;
    const text = target.form.querySelector("[data-reason]");
    const lines = text.value.split("\n").filter((line) => line.trim() && line !== target.value);
    text.value = (target.checked ? [...lines, target.value] : lines).join("\n");
  });
})();
