/// The only script of a page: sorting, filtering and searching. Without it everything can still be read.
///
/// It reads the page and writes text with `textContent` alone, so nothing in the data can become markup or script.
enum PageScript {
  static let javascript = #"""

    (function () {
      "use strict";
      var page = document.documentElement;
      var chinese = page.lang.slice(0, 2) === "zh";
      var words = chinese
        ? { filter: "筛选", rows: " 行", hits: function (m, r) { return "图中 " + m + " 处，表中 " + r + " 行"; } }
        : { filter: "Filter", rows: " rows", hits: function (m, r) { return m + " in figures, " + r + " rows"; } };
      var order = new Intl.Collator(page.lang, { numeric: true }).compare;
      var tables = [];
      function fold(text) { return text.normalize("NFKC").toLowerCase(); }

      function value(row, column) {
        var cell = row.cells[column];
        if (cell.dataset.v === undefined) { return cell.textContent; }
        return cell.dataset.v === "" ? null : Number(cell.dataset.v);
      }
      function sort(entry, column, head) {
        var down = head.getAttribute("aria-sort") === "ascending";
        entry.heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        entry.rows.sort(function (a, b) {
          var x = value(a, column), y = value(b, column);
          var noX = x === null || x === "–", noY = y === null || y === "–";
          if (noX || noY) { return noX - noY || a.dataset.i - b.dataset.i; }
          var result = typeof x === "number" ? x - y : order(x, y);
          return (down ? -result : result) || a.dataset.i - b.dataset.i;
        });
        var body = entry.rows[0].parentNode;
        entry.rows.forEach(function (row) { body.appendChild(row); });
      }
      function show(entry, wanted) {
        var own = fold(entry.input.value.trim());
        var shown = 0;
        entry.rows.forEach(function (row, i) {
          var text = row.folded === undefined ? (row.folded = fold(row.textContent)) : row.folded;
          var isShown = text.indexOf(own) >= 0 && text.indexOf(wanted) >= 0;
          row.hidden = !isShown;
          row.classList.toggle("hit", isShown && wanted !== "");
          if (isShown) { shown += 1; }
        });
        entry.output.textContent = own || wanted ? shown + " / " + entry.rows.length + words.rows : "";
        return shown;
      }

      document.querySelectorAll("table[data-table]").forEach(function (table, number) {
        var entry = { rows: Array.from(table.tBodies[0].rows), heads: Array.from(table.tHead.rows[0].cells) };
        entry.rows.forEach(function (row, i) { row.dataset.i = i; });
        entry.heads.forEach(function (head, column) {
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = head.dataset.title = head.textContent;
          head.textContent = "";
          head.appendChild(button);
          button.addEventListener("click", function () { sort(entry, column, head); });
        });
        var bar = document.createElement("p"), label = document.createElement("label");
        bar.className = "filter";
        entry.input = document.createElement("input");
        entry.output = document.createElement("output");
        entry.input.type = "search";
        entry.input.id = "filter-" + number;
        label.htmlFor = entry.input.id;
        label.textContent = words.filter;
        entry.output.setAttribute("aria-live", "polite");
        entry.input.addEventListener("input", function () { show(entry, wanted()); });
        bar.append(label, entry.input, entry.output);
        if (entry.rows.length < 8) { bar.hidden = true; }
        table.closest(".scroll").before(bar);
        entry.fold = table.closest("details");
        entry.wasOpen = entry.fold.open;
        tables.push(entry);
      });

      var find = document.getElementById("find"), found = document.getElementById("found");
      var marks = Array.from(document.querySelectorAll("figure svg [data-id]"));
      function wanted() { return fold(find.value.trim()); }
      function search() {
        var text = wanted(), hits = 0, rows = 0;
        page.classList.toggle("searching", text !== "");
        marks.forEach(function (mark) {
          if (mark.folded === undefined) { mark.folded = fold(mark.textContent + " " + mark.dataset.id); }
          var isHit = text !== "" && mark.folded.indexOf(text) >= 0;
          mark.classList.toggle("hit", isHit);
          if (isHit) { hits += 1; }
        });
        tables.forEach(function (entry) {
          var shown = show(entry, text);
          if (text !== "") { rows += shown; entry.fold.open = shown > 0; } else { entry.fold.open = entry.wasOpen; }
        });
        found.textContent = text === "" ? "" : words.hits(hits, rows);
      }
      find.addEventListener("input", search);
      document.querySelector(".tools").hidden = false;

      var folds = Array.from(document.querySelectorAll("details")), closed = [];
      addEventListener("beforeprint", function () {
        closed = folds.filter(function (fold) { return !fold.open; });
        closed.forEach(function (fold) { fold.open = true; });
      });
      addEventListener("afterprint", function () { closed.forEach(function (fold) { fold.open = false; }); });
    })();

    """#
}
