/* The keys of a sheet. A cell in hand is moved from by the arrows until one writes into it or presses F2. */
(() => {
  const PAGE = 10;

  /* What a pressed key is called: “Ctrl+Shift+z”. Ctrl is ⌘ as well. */
  function nameOf({ ctrlKey, metaKey, altKey, shiftKey, key }) {
    const held = [ctrlKey || metaKey ? "Ctrl+" : "", altKey ? "Alt+" : "", shiftKey ? "Shift+" : ""].join("");
    return held + (key.length === 1 ? key.toLowerCase() : key);
  }

  function movesFrom({ rows, selection: { row, place } }) {
    const end = rows.columns.length - 1;
    const last = rows.list.length - 1;
    return {
      ArrowUp: [row - 1, place],
      ArrowDown: [row + 1, place],
      ArrowLeft: [row, place - 1],
      ArrowRight: [row, place + 1],
      PageUp: [row - PAGE, place],
      PageDown: [row + PAGE, place],
      Home: [row, 0],
      End: [row, end],
      "Ctrl+Home": [0, 0],
      "Ctrl+End": [last, end],
      "Ctrl+ArrowUp": [0, place],
      "Ctrl+ArrowDown": [last, place],
      "Shift+Enter": [row - 1, place],
    };
  }

  /* Tab goes from cell to cell, and out at the first and the last. */
  function tab(sheet, pressed) {
    const step = { Tab: 1, "Shift+Tab": -1 }[pressed];
    const width = sheet.rows.columns.length;
    const next = sheet.selection.row * width + sheet.selection.place + step;
    if (!step || next < 0 || next >= sheet.rows.list.length * width) return null;
    return () => sheet.go(Math.floor(next / width), next % width);
  }

  function whileMoving(sheet, pressed) {
    const moves = movesFrom(sheet);
    if (moves[pressed]) return () => sheet.go(...moves[pressed]);
    const extended = pressed.includes("Shift+Arrow") && moves[pressed.replace("Shift+", "")];
    if (extended) return () => sheet.go(...extended, { extend: true });
    const acts = {
      Enter: () => sheet.goDown(),
      F2: () => sheet.edit(),
      "Alt+ArrowUp": () => sheet.moveUp(),
      "Alt+ArrowDown": () => sheet.moveDown(),
      "Alt+Insert": () => sheet.insert(),
      "Alt+Delete": () => sheet.remove(),
      Delete: () => sheet.clear(),
      Backspace: () => sheet.clear(),
      "Ctrl+a": () => sheet.selection.all(),
      "Ctrl+z": () => sheet.undo(),
      "Ctrl+y": () => sheet.redo(),
      "Ctrl+Shift+z": () => sheet.redo(),
      Escape: () => sheet.leave(),
    };
    if (pressed === " " && sheet.control?.tagName === "SELECT") return acts.F2;
    return acts[pressed] ?? tab(sheet, pressed);
  }

  function whileWriting(sheet, pressed) {
    const moves = movesFrom(sheet);
    if (pressed === "Escape") return () => sheet.cancel();
    if (pressed === "Enter") return () => sheet.goDown();
    if (sheet.control?.tagName === "SELECT") return tab(sheet, pressed);
    if (pressed === "Alt+Enter" && sheet.column.hasLines) return () => sheet.breakLine();
    const leaves = pressed === "Shift+Enter" || (sheet.mode === "type" && /^Arrow(Up|Down)$/.test(pressed));
    return leaves ? () => sheet.go(...moves[pressed]) : tab(sheet, pressed);
  }

  /* What a key does, or null where it is the browser's. */
  function actOf(sheet, event) {
    const pressed = nameOf(event);
    return sheet.mode ? whileWriting(sheet, pressed) : whileMoving(sheet, pressed);
  }

  Object.assign(window.cmsSheet, { actOf });
})();
