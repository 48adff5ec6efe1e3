// Looks at the page as it is laid out and writes down what is not as it should be.
const faults = [];
let looked = 0;
const must = (holds, what) => { looked += 1; if (!holds) faults.push(what); };
const all = selector => [...document.querySelectorAll(selector)];
const seen = element => element.getClientRects().length > 0;
const box = selector => document.querySelector(selector).getBoundingClientRect();
const count = selector => all(selector).filter(seen).length;
const pick = id => { document.getElementById(id).checked = true; };
const wide = innerWidth > 860;

const within = state => {
  must(document.documentElement.scrollWidth <= innerWidth, `${state}: the page is ${document.documentElement.scrollWidth} wide`);
  all("h1, .tile, .doc h2, .l, .note, nav label, nav a").filter(seen).forEach(element => {
    const { left, right } = element.getBoundingClientRect();
    if (left < 0 || right > innerWidth + 0.5) faults.push(`${state}: ${element.className || element.tagName} leaves the page`);
  });
};

within("at first");
must(count(".doc") === 3, "three documents");
must(count(".tile") === 4, "four tiles");
must(count("mark") > 3 && count(".note") > 3, "marks and notes");
must(box("h1").bottom <= box(".doc").top, "the head stands above");
must(box(".l").height >= 16 && box(".doc").width > innerWidth / 2, "documents have room");
must(all(".note").every(note => note.previousElementSibling.getBoundingClientRect().bottom <= note.getBoundingClientRect().top), "notes stand below their lines");
const mark = getComputedStyle(document.querySelector("mark.e"));
must(mark.backgroundColor !== "rgba(0, 0, 0, 0)", "marks have a colour");

if (wide) {
  must(box("nav").right <= box("main").left, "filters stand beside");
} else {
  must(count(".filters") === 0, "filters are folded");
  document.getElementById("open").checked = true;
  must(count(".filters") === 1, "filters unfold");
  must(box("nav").bottom <= box("main").top, "filters stand above");
  within("unfolded");
}

// By rule: the labels after the severities are rules.
const rule = all(".choices label").map(label => label.htmlFor).find(id => /^r\d+$/.test(id));
pick(rule);
must(count(".note") === all(`.note.${rule}`).length && count(".note") > 0, "only notes of the rule");
must(count(".doc") === all(`.doc.${rule}`).length, "only documents with the rule");
must(count("nav li:not(.every)") === count(".doc"), "the list of files follows");
must(all("mark").filter(seen).every(mark => mark.classList.contains(rule) || getComputedStyle(mark).backgroundColor === "rgba(0, 0, 0, 0)"), "only marks of the rule have a colour");
if (wide) must(count(".every") === 1, "all files can be asked for");
within("by rule");
pick("e");
must(count(".note") === all(".note.e").length, "only errors");
pick("all");

// By file.
location.hash = "#d1";
must(count(".doc") === 1 && seen(document.getElementById("d1")), "only one file");
location.hash = "#top";
must(count(".doc") === 3, "all files again");

const pre = parent.document.createElement("pre");
pre.id = "measured";
pre.textContent = JSON.stringify({ width: innerWidth, looked, faults });
parent.document.body.append(pre);
