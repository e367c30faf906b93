"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);

  function element(tag, text, name) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function fill(select, entries) {
    select.replaceChildren(...entries.map(([value, label]) => {
      const option = element("option", label);
      option.value = value;
      return option;
    }));
  }

  function valueOf(system, measure, number) {
    return measure ? data.values[system][measure][number] : 0;
  }

  // The queries where the right side loses most come first: they are what one looks for.
  function listQueries() {
    const [left, right, measure] = [at("left").value, at("right").value, at("measure").value];
    const chosen = at("query").value;
    const rows = data.queries.map((query, number) => {
      const difference = valueOf(right, measure, number) - valueOf(left, measure, number);
      return { number, difference, text: query.text };
    });
    rows.sort((a, b) => a.difference - b.difference || a.number - b.number);
    fill(at("query"), rows.map((row) => {
      const sign = row.difference < 0 ? "−" : "+";
      const told = `${sign}${Math.abs(row.difference).toFixed(3)}  ${data.queries[row.number].id}  `;
      return [String(row.number), told + row.text.slice(0, 90)];
    }));
    if (chosen) at("query").value = chosen;
  }

  function entry(name, rank, grades) {
    const judged = Object.hasOwn(grades, name);
    const grade = judged ? grades[name] : null;
    const item = element("li", "", !judged ? "unjudged" : grade >= data.relevant ? "relevant" : "judged");
    item.append(element("span", judged ? `grade ${grade}` : "unjudged", "grade"));
    const [heading, text] = data.texts[name] || ["", ""];
    item.append(element("strong", `${rank}. ${heading || name}`));
    item.append(element("div", name, "note"));
    item.append(element("p", text));
    return item;
  }

  function showSide(side, number) {
    const system = at(side).value;
    const query = data.queries[number];
    const told = data.measures.map((name) => `${name} ${valueOf(system, name, number).toFixed(3)}`).join(", ");
    at(`${side}-title`).textContent = `${system}: ${told}`;
    const names = data.rankings[system][query.id] || [];
    const items = names.map((name, place) => entry(name, place + 1, data.grades[query.id] || {}));
    at(`${side}-list`).replaceChildren(...(items.length ? items : [element("li", "Nothing was found.")]));
  }

  function show() {
    const number = Number(at("query").value);
    const query = data.queries[number];
    at("text").textContent = query.text;
    const told = Object.entries(query.metadata).filter((pair) => pair[1] !== null).map((pair) => pair.join(": "));
    at("metadata").textContent = [`query ${query.id}`, ...told].join(" · ");
    showSide("left", number);
    showSide("right", number);
  }

  function step(by) {
    const select = at("query");
    select.selectedIndex = Math.min(Math.max(select.selectedIndex + by, 0), select.options.length - 1);
    show();
  }

  const systems = data.systems.map((name) => [name, name]);
  fill(at("left"), systems);
  fill(at("right"), systems);
  at("right").selectedIndex = data.systems.length - 1;
  fill(at("measure"), data.measures.map((name) => [name, name]));
  for (const id of ["left", "right", "measure"]) at(id).addEventListener("change", () => { listQueries(); show(); });
  at("query").addEventListener("change", show);
  at("before").addEventListener("click", () => step(-1));
  at("after").addEventListener("click", () => step(1));
  listQueries();
  at("query").selectedIndex = 0;
  show();
})();
