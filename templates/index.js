"use strict";
(function () {
  var words = document.getElementById("words");
  var found = document.getElementById("found");
  var boxes = Array.prototype.slice.call(document.querySelectorAll("section.box"));
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-row]")).map(function (row) {
    var heading = row.closest("section").querySelector("h2, h3");
    return { row: row, text: (heading.textContent + " " + row.textContent).toLowerCase() };
  });
  function search() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (entry) {
      var hit = wanted.every(function (word) { return entry.text.indexOf(word) >= 0; });
      entry.row.hidden = !hit;
      count += hit ? 1 : 0;
    });
    boxes.forEach(function (box) {
      box.hidden = wanted.length > 0 && !box.querySelector("tr[data-row]:not([hidden])");
    });
    found.textContent = wanted.length ? "找到" + count + "条" : "";
  }
  document.getElementById("search").hidden = false;
  words.addEventListener("input", search);
}());
