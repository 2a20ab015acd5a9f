
"use strict";
// Sorts and filters the list of submissions, and hides the texts of those that are filtered out.
(() => {
  const table = document.getElementById("submissions");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const heads = [...table.tHead.rows[0].cells];

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent;
  };

  const sortBy = (column) => {
    const head = heads[column];
    const down = head.hasAttribute("data-number") && !head.classList.contains("verdict") && !head.classList.contains("number");
    const first = down ? "descending" : "ascending";
    const second = down ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    heads.forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    const compare = head.hasAttribute("data-number")
      ? (a, b) => (parseInt(a, 10) || 0) - (parseInt(b, 10) || 0)
      : collator.compare;
    const sign = order === "ascending" ? 1 : -1;
    const keyed = rows.map((row, place) => [valueOf(row, column), place, row]);
    keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...keyed.map((one) => one[2]));
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sort.replace("{column}", head.textContent);
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(column));
  });

  const byVerdict = document.getElementById("by-verdict");
  const byFamily = document.getElementById("by-family");
  const byText = document.getElementById("by-text");
  const shown = document.getElementById("shown");
  const files = [...document.querySelectorAll("section.file")];
  const stretches = [...document.querySelectorAll("article[data-stretch]")];
  const texts = rows.map((row) =>
    ["title", "unit", "file"].map((name) => row.querySelector("." + name).textContent).join("\n").toLowerCase());

  const filter = () => {
    const wanted = byText.value.trim().toLowerCase();
    const any = Boolean(byVerdict.value || byFamily.value || wanted);
    let count = 0;
    rows.forEach((row, place) => {
      const fits = (!byVerdict.value || row.dataset.verdict === byVerdict.value)
        && (!byFamily.value || row.dataset.families.split(" ").includes(byFamily.value))
        && texts[place].includes(wanted);
      row.hidden = !fits;
      document.getElementById(row.dataset.part).hidden = !fits;
      count += fits;
    });
    stretches.forEach((one) => { one.hidden = any; });
    files.forEach((file) => { file.hidden = any && !file.querySelector("article:not([hidden])"); });
    shown.textContent = shown.dataset.words.replace("{n}", count).replace("{all}", rows.length);
  };

  const clear = () => {
    byVerdict.value = byFamily.value = byText.value = "";
    filter();
  };

  // A link may lead to a text that is filtered out.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      clear();
      target.scrollIntoView();
    }
  };

  byVerdict.addEventListener("change", filter);
  byFamily.addEventListener("change", filter);
  byText.addEventListener("input", filter);
  document.getElementById("clear").addEventListener("click", () => { clear(); byText.focus(); });
  window.addEventListener("hashchange", reveal);
  document.getElementById("filters").hidden = false;
  filter();
  reveal();
})();
