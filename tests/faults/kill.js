// Kills the program at every system call that changes a file, and looks at what is left: what a visitor sees is whole, and the next run
// leaves the site as if nothing had happened, with nothing beside it.
//
//   LIMPIDO=target/debug/limpido node tests/faults/kill.js [--every N] [--only WAY]
//
// With N, every Nth call only; with WAY, that way alone: fill, init… strace must be there; root is not needed.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { Count, LIMPIDO, broken, difference, room, run, sites, tree } = require("./common.js");

const at = process.argv.indexOf("--every");
const every = at > 0 ? Number(process.argv[at + 1]) : 1;
const onlyAt = process.argv.indexOf("--only");
const isWanted = (name) => onlyAt < 0 || process.argv[onlyAt + 1] === name;
/** The calls that change a file; opening does when it makes one. */
const CALLS = ["openat", "openat2", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "write", "fchmod", "fchmodat",
  "fchmodat2", "link", "linkat", "fsetxattr", "fchown", "syncfs", "fsync", "ftruncate"];

const { one, two } = sites();
const out = path.join(room, "fuori/public");
fs.mkdirSync(path.dirname(out));
const pristine = {};
for (const site of [one, two]) {
  pristine[site] = path.join(room, `intatto-${path.basename(site)}`);
  if (run(["build", site, "--out", pristine[site]])) throw new Error("the sites of this test are not clean");
}
const wanted = { [one]: tree(pristine[one]), [two]: tree(pristine[two]) };

/** The calls of a run that change something below a folder: name, and which one of that name it is in its thread. */
function changes(args, inject) {
  const log = path.join(room, "chiamate");
  execFileSync("strace", ["-f", "-y", "-o", log, "-e", `trace=${CALLS.map((call) => `?${call}`)}`, ...inject, LIMPIDO, ...args],
    { stdio: "ignore", env: { ...process.env, LANG: "C" } });
  const numbers = new Map();
  const found = [];
  for (const line of fs.readFileSync(log, "utf8").split("\n")) {
    const [, thread, call, rest] = /^(\d+)\s+(\w+)\((.*)$/.exec(line) ?? [];
    if (!call) continue;
    const number = (numbers.get(thread + call) ?? 0) + 1;
    numbers.set(thread + call, number);
    const isOpening = call.startsWith("openat");
    if (rest.includes("/fuori") && (!isOpening || rest.includes("O_CREAT"))) found.push({ call, number });
  }
  return found;
}

const count = new Count();
const ways = [
  { name: "fill", args: [], inject: [] },
  { name: "new folder", args: [], inject: [], isNew: true },
  { name: "swap", args: ["--swap"], inject: [] },
  // A host without a swap in one step: the old folder goes, then the new one comes.
  { name: "swap in two steps", args: ["--swap"], inject: ["-e", "inject=renameat2:error=EINVAL"], mayBeAway: true },
];
for (const { name, args, inject, isNew, mayBeAway } of ways.filter((way) => isWanted(way.name))) {
  const begin = () => {
    fs.rmSync(path.dirname(out), { recursive: true, force: true });
    fs.mkdirSync(path.dirname(out));
    if (!isNew) fs.cpSync(pristine[one], out, { recursive: true, preserveTimestamps: true });
  };
  begin();
  const build = ["build", two, "--out", out, ...args];
  const calls = changes(build, inject);
  let killed = 0;
  for (const [index, { call, number }] of calls.entries()) {
    if (index % every) continue;
    begin();
    const kill = ["strace", "-f", "-o", "/dev/null", "-e", `trace=?${call},?renameat2`, ...inject, "-e", `inject=${call}:signal=KILL:when=${number}`];
    // Two wishes for one call would exclude each other.
    const isSame = inject.length && call === "renameat2";
    const ended = run(build, { wrap: isSame ? kill.filter((word) => word !== "inject=renameat2:error=EINVAL") : kill });
    killed += ended !== 0;
    const wrong = broken(out);
    if (!isNew && !mayBeAway && !fs.existsSync(path.join(out, "index.html"))) wrong.push("the site is away");
    // Every other time the old site is built again: then there is nothing to change, or all to be taken back.
    const next = index % 2 ? one : two;
    const code = run(["build", next, "--out", out, ...(index % 3 ? args : [])]);
    if (code) wrong.push(`the next run ended with ${code}`);
    else wrong.push(...difference(tree(out), wanted[next]));
    const beside = fs.readdirSync(path.dirname(out)).filter((entry) => entry !== "public");
    if (beside.length) wrong.push(`left beside: ${beside}`);
    count.check(`${name}, ${call} ${number}`, wrong);
  }
  console.log(`${name}: ${calls.length} calls, every ${every}: ${killed} kills`);
}

/** The same for a command that makes a folder of its own: nothing of it is there, or all; the next run makes it. */
function killEach(name, { make, folders, whole, args }) {
  if (!isWanted(name)) return;
  const begin = () => {
    fs.rmSync(path.dirname(out), { recursive: true, force: true });
    fs.mkdirSync(path.dirname(out));
    make?.();
  };
  begin();
  const calls = changes(args, []);
  const wanted = tree(path.dirname(out));
  let killed = 0;
  for (const [index, { call, number }] of calls.entries()) {
    if (index % every) continue;
    begin();
    const kill = ["strace", "-f", "-o", "/dev/null", "-e", `trace=?${call}`, "-e", `inject=${call}:signal=KILL:when=${number}`];
    killed += run(args, { wrap: kill }) !== 0;
    const wrong = folders.flatMap((folder) => whole(path.join(path.dirname(out), folder)));
    const code = run(args);
    // What was whole already is refused by `init`, and stays.
    if (code && !(args[0] === "init" && code === 2)) wrong.push(`the next run ended with ${code}`);
    // A lock that is empty may stay where the folder is its author's already; the dates of files are of their run.
    const mayDiffer = (line) => line.includes(".limpido-state") || (line === "+ .nuovo.limpido-lock" && !fs.statSync(path.join(path.dirname(out), ".nuovo.limpido-lock")).size);
    wrong.push(...difference(tree(path.dirname(out)), wanted).filter((line) => !mayDiffer(line)));
    count.check(`${name}, ${call} ${number}`, wrong);
  }
  console.log(`${name}: ${calls.length} calls, every ${every}: ${killed} kills`);
}
killEach("init", {
  args: ["init", path.join(path.dirname(out), "nuovo"), "--no-questions", "--name", "Comune di Prova"],
  folders: ["nuovo"],
  whole: (folder) => (!fs.existsSync(folder) || fs.existsSync(path.join(folder, "site.yaml")) ? [] : ["half a folder"]),
});
const enti = path.join(room, "enti");
for (const [name, site] of [["a", one], ["b", two]]) fs.cpSync(site, path.join(enti, name), { recursive: true });
killEach("a workspace", {
  // The sites of before are each the other's, so that all of both changes.
  make: () => [["a", two], ["b", one]].forEach(([name, site]) => fs.cpSync(pristine[site], path.join(path.dirname(out), "enti", name), { recursive: true })),
  args: ["build", enti, "--out", path.join(path.dirname(out), "enti"), "--report", path.join(path.dirname(out), "rapporto"), "--jobs", "1"],
  folders: ["enti/a", "enti/b"],
  whole: broken,
});
count.end();
