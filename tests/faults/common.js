// What the scripts of this folder share: two sites, published trees, and what must hold of a published folder at every moment.
"use strict";
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const LIMPIDO = path.resolve(process.env.LIMPIDO ?? "target/debug/limpido");
const PROJECT = path.resolve(__dirname, "../..");
/** What may stand in a published folder beside the site: a lock, which is empty. */
const LOCK = ".limpido-lock";

const room = fs.mkdtempSync(path.join(os.tmpdir(), "limpido-faults-"));
process.on("exit", () => fs.rmSync(room, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

/** Two sites: the second has a new page, lacks one, and differs in its colour, its name and a file. */
function sites(from = "tests/minimal") {
  const one = path.join(room, "uno"), two = path.join(room, "due");
  for (const site of [one, two]) fs.cpSync(path.join(PROJECT, from), site, { recursive: true });
  const change = (site, file, edit) => fs.writeFileSync(path.join(site, file), edit(fs.readFileSync(path.join(site, file), "utf8")));
  fs.mkdirSync(path.join(one, "files"), { recursive: true });
  fs.mkdirSync(path.join(two, "files"), { recursive: true });
  fs.writeFileSync(path.join(one, "files/vecchio.txt"), "vecchio\n");
  fs.writeFileSync(path.join(two, "files/nuovo.txt"), "nuovo\n");
  const page = (title, words) => `---\ntitle: ${title}\n---\n\n${words}\n`;
  fs.writeFileSync(path.join(one, "it/solo-prima.md"), page("Solo prima", "Leggi [il file](../files/vecchio.txt) e [gli altri](contatti.md)."));
  fs.writeFileSync(path.join(two, "it/solo-dopo.md"), page("Solo dopo", "Leggi [il file](../files/nuovo.txt) e [gli altri](contatti.md)."));
  change(two, "site.yaml", (text) => `${text}\nlook:\n  primary: "#004d00"\n`);
  change(two, "it/contatti.md", (text) => `${text}\nPer ora è [qui](solo-dopo.md).\n`);
  return { one, two };
}

/** Runs the program to its end; gives its exit code. */
function run(args, { wrap = [], env = {} } = {}) {
  const [command, ...rest] = [...wrap, LIMPIDO, ...args];
  try {
    execFileSync(command, rest, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, LANG: "C", ...env } });
    return 0;
  } catch (error) {
    return error.status ?? error.signal ?? 1;
  }
}

/** Starts the program; resolves to its exit code. */
function start(args) {
  return new Promise((resolve) => {
    const child = spawn(LIMPIDO, args, { stdio: "ignore", env: { ...process.env, LANG: "C" } });
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
}

/** Every file of a folder with its bytes, by path; the lock, which must be empty, is left out. */
function tree(folder) {
  const files = new Map();
  const walk = (below) => {
    for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (entry.isDirectory()) walk(name);
      else if (entry.name === LOCK) {
        if (fs.statSync(path.join(folder, name)).size) files.set(name, "a lock that is not empty");
      } else files.set(name, fs.readFileSync(path.join(folder, name), "latin1"));
    }
  };
  walk("");
  return files;
}

/** How two trees differ; empty when they do not. */
function difference(found, wanted) {
  const lines = [];
  for (const name of new Set([...found.keys(), ...wanted.keys()])) {
    if (!wanted.has(name)) lines.push(`+ ${name}`);
    else if (!found.has(name)) lines.push(`- ${name}`);
    else if (found.get(name) !== wanted.get(name)) lines.push(`~ ${name}`);
  }
  return lines;
}

/** What is wrong with a published folder for somebody who visits it now: a page cut short, a link or a style that leads nowhere. */
function broken(folder) {
  const wrong = [];
  const seen = new Set();
  const open = ["index.html"];
  if (!fs.existsSync(path.join(folder, "index.html"))) return [];
  while (open.length) {
    const page = open.pop();
    if (seen.has(page)) continue;
    seen.add(page);
    const html = fs.readFileSync(path.join(folder, page), "utf8");
    if (!/<\/html>\s*$/.test(html)) wrong.push(`${page} is cut short`);
    for (const [, address] of html.matchAll(/\s(?:href|src)="?([^"\s>#]+)/g)) {
      if (/^[a-z]+:/.test(address)) continue;
      const target = path.posix.join(path.posix.dirname(page), decodeURIComponent(address));
      if (!fs.existsSync(path.join(folder, target))) wrong.push(`${page} leads to ${target}`);
      else if (target.endsWith(".html")) open.push(target);
    }
  }
  return wrong;
}

/** Counts what was tried and says how it ended; the program's exit code follows. */
class Count {
  tried = 0;
  failed = 0;
  check(name, wrong) {
    this.tried += 1;
    if (wrong.length) {
      this.failed += 1;
      console.log(`${name}: ${wrong.slice(0, 5).join("; ")}`);
    }
  }
  end() {
    console.log(`${this.tried - this.failed} passed, ${this.failed} failed`);
    process.exitCode = this.failed || !this.tried ? 1 : 0;
  }
}

module.exports = { Count, LIMPIDO, broken, difference, room, run, sites, start, tree };
