// Starts several runs at once into one folder: each ends well, and what is there afterwards is one of the sites, whole.
//
//   LIMPIDO=target/debug/limpido node tests/faults/pairs.js [PAIRS] [FOURS]
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { Count, difference, room, run, sites, start, tree } = require("./common.js");

const [pairs = 300, fours = 60] = process.argv.slice(2).map(Number);
const { one, two } = sites();
const wanted = [one, two].map((site, number) => {
  const out = path.join(room, `intatto-${number}`);
  if (run(["build", site, "--out", out])) throw new Error("the sites of this test are not clean");
  return tree(out);
});
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function together(count, many, number) {
  const out = path.join(room, "fuori/public");
  // Three times of four there is a site already.
  if (number % 4 === 0) fs.rmSync(path.dirname(out), { recursive: true, force: true });
  const ways = [[], [], ["--swap"], []];
  const runs = [];
  for (let at = 0; at < many; at += 1) {
    runs.push(start(["build", at % 2 ? two : one, "--out", out, ...ways[(at + number) % 4]]));
    await pause(number % 25);
  }
  const codes = await Promise.all(runs);
  const wrong = codes.filter((code) => code !== 0).map((code) => `a run ended with ${code}`);
  const found = tree(out);
  const differences = wanted.map((site) => difference(found, site));
  if (differences.every((lines) => lines.length)) wrong.push(...differences.sort((a, b) => a.length - b.length)[0]);
  const beside = fs.readdirSync(path.dirname(out)).filter((entry) => entry !== "public");
  if (beside.length) wrong.push(`left beside: ${beside}`);
  count.check(`${many} at once, ${number}`, wrong);
}

async function twoNewFolders(count, number) {
  const folder = path.join(room, `nuovo-${number}`);
  const make = () => start(["init", folder, "--no-questions", "--name", "Comune di Prova"]);
  const codes = (await Promise.all([make(), make()])).sort();
  const wrong = codes.join() === "0,2" ? [] : [`init ended with ${codes}`];
  if (!fs.existsSync(path.join(folder, "site.yaml"))) wrong.push("no site");
  const beside = fs.readdirSync(room).filter((entry) => entry.startsWith(`.nuovo-${number}`));
  if (beside.length) wrong.push(`left beside: ${beside}`);
  count.check(`init twice, ${number}`, wrong);
}

async function twoWorkspaces(count, number) {
  const root = path.join(room, "enti"), out = path.join(room, "enti-fuori"), report = path.join(room, "rapporto");
  if (!fs.existsSync(root)) for (const name of ["a", "b", "c", "d"]) fs.cpSync(number % 2 ? one : two, path.join(root, name), { recursive: true });
  fs.rmSync(out, { recursive: true, force: true });
  const make = () => start(["build", root, "--out", out, "--report", report, "--all"]);
  const codes = await Promise.all([make(), make()]);
  const wrong = codes.filter((code) => code !== 0).map((code) => `a run ended with ${code}`);
  for (const name of ["a", "b", "c", "d"]) wrong.push(...difference(tree(path.join(out, name)), wanted[number % 2 ? 0 : 1]));
  count.check(`a workspace twice, ${number}`, wrong);
}

(async () => {
  const count = new Count();
  for (let number = 0; number < pairs; number += 1) await together(count, 2, number);
  for (let number = 0; number < fours; number += 1) await together(count, 4, number);
  for (let number = 0; number < Math.ceil(fours / 4); number += 1) {
    await twoNewFolders(count, number);
    fs.rmSync(path.join(room, "enti"), { recursive: true, force: true });
    await twoWorkspaces(count, number);
  }
  count.end();
})();
