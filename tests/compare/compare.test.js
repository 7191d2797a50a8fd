// Every kind of difference is seen, and what is none is not: node --test tests/compare/compare.test.js
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { stretches, treeDifferences } from './differ.js'

const room = mkdtempSync(join(tmpdir(), 'limpido-compare-test-'))
after(() => rmSync(room, { recursive: true, force: true }))

const page = (body, head = '') => `<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Prova</title>${head}</head><body>${body}</body></html>`
const files = (all) => new Map(Object.entries(all).map(([path, bytes]) => [path, Buffer.from(bytes)]))
const told = (old, now) => treeDifferences(files(old), files(now)).map((one) => `${one.page} ${one.kind}: ${one.old} | ${one.new}`)
const ofPages = (old, now) => told({ 'a.html': old }, { 'a.html': now })

/** What the body was, what it is, and all that is told of it. */
const bodies = [
  ['<p>Uno due tre.</p>', '<p>Uno dua tre.</p>', ['words: Uno due | Uno dua']],
  ['<p>Uno due tre quattro cinque sei</p>', '<p>Uno due tre quattro cinque</p>', ['words: quattro cinque sei | quattro cinque ']],
  // Glued and split, by inline elements and by lost white space.
  ['<p><b>Comune</b> di Prova</p>', '<p><b>Comune</b>di Prova</p>', ['words: Comune di | Comunedi']],
  ['<p><i>un</i>altro</p>', '<p><i>un</i> altro</p>', ['words: unaltro | un altro']],
  ['<ul><li>uno<li>due</ul>', '<p>unodue</p>', ['words: uno due | unodue', 'tags: <ul> ; <li> ; <li> | <p>']],
  ['<p>uno<br>due</p>', '<p>unodue</p>', ['words: uno due | unodue', 'tags: <br> | ']],
  ['<p>a\u00a0b</p>', '<p>a b</p>', ['words: a\u00a0b | a b']],
  ['<pre>a\n  b</pre>', '<pre>a\n b</pre>', ['words: a ␣␣b | a ␣b']],
  ['<p>uno</p><p>due</p>', '<p>uno <span></span></p><div><p>due</p></div>', ['tags:  | <span> ; <div>']],
  ['<p>uno</p><p>due</p>', '<p>uno due</p>', ['blocks: uno ; due | uno due', 'tags: <p> | ']],
  ['<noscript>no</noscript>', '<noscript>sì</noscript>', ['words: no | sì']],
  ['<p id="a">x</p><p id="b">x</p>', '<p id="b">x</p><p id="a">x</p>', ['ids: a ; b | b ; a']],
  ['<p id="a">x</p>', '<p>x</p>', ['ids: a | ']],
  ['<a href="a.html">x</a>', '<a href="b.html">x</a>', ['links: a a.html «x» | a b.html «x»']],
  ['<a href="a.html">x</a> y', 'x <a href="a.html">y</a>', ['links: a a.html «x» | a a.html «y»']],
  ['<img src="a.png" alt="uno">', '<img src="b.png" alt="uno">', ['links: img a.png «» | img b.png «»']],
  ['<svg><use href="#a"></use></svg>', '<svg><use href="#b"></use></svg>', ['links: use #a «» | use #b «»']],
  ['<img alt="uno">', '<img alt="due">', ['texts: img alt: uno | img alt: due']],
  ['<img alt="">', '<img>', ['texts: img alt:  | ']],
  ['<nav aria-label="Menu">x</nav>', '<nav>x</nav>', ['texts: nav aria-label: Menu | ']],
  ['<abbr title="uno">x</abbr>', '<abbr title="due">x</abbr>', ['texts: abbr title: uno | abbr title: due']],
  ['<input placeholder="uno">', '<input placeholder="due">', ['texts: input placeholder: uno | input placeholder: due']],
  ['<svg><title>uno</title></svg>', '<svg><title>due</title></svg>', ['texts: title: uno | title: due']],
  ['<i lang="en">x</i>', '<i>x</i>', ['lang: i en: x | ']],
  ['<i lang="en">x</i> y', '<i lang="en">x y</i>', ['lang: i en: x | i en: x y']],
  ['<h2>x</h2>', '<h3>x</h3>', ['headings: h2 x | h3 x', 'tags: <h2> | <h3>']],
  ['<time datetime="2026-01-01">x</time>', '<time datetime="2026-01-02">x</time>', ['tags: <time datetime="2026-01-01"> | <time datetime="2026-01-02">']],
  ['<p class="b a">x</p>', '<p class="a c">x</p>', ['tags: <p class="a b"> | <p class="a c">']],
  ['<p hidden>x</p>', '<p>x</p>', ['tags: <p hidden> | <p>']],
  ['<script>a()</script>', '<script>b()</script>', ['script: a() | b()']],
  ['<a rel="me" href="https://a.example">x</a>', '<a href="https://a.example">x</a>', ['rel: a me https://a.example | ']],
]

test('a difference in the body is told by its kind', () => {
  for (const [old, now, expected] of bodies) {
    assert.deepEqual(ofPages(page(old), page(now)), expected.map((line) => `a.html ${line}`), `${old} ${now}`)
    assert.deepEqual(ofPages(page(old), page(old).replace('<body>', '<body >')), [], old)
  }
})

const ld = (value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const heads = [
  ['<meta name="description" content="uno">', '<meta name="description" content="due">', ['head: name=description content=uno | name=description content=due']],
  ['<link rel="canonical" href="https://a.example/">', '', ['rel: link canonical https://a.example/ | ']],
  ['<link rel="alternate" hreflang="en" href="en/a.html">', '<link rel="alternate" hreflang="de" href="en/a.html">', ['rel: link alternate en/a.html en | link alternate en/a.html de']],
  ['<link rel="me" href="https://a.example/">', '<link rel="me" href="https://b.example/">', ['rel: link me https://a.example/ | link me https://b.example/']],
  [ld({ name: 'uno', sameAs: ['a', 'b'] }), ld({ sameAs: ['a', 'c', 'b'], name: 'due' }), ['json-ld: [0].name "uno" | "due"', 'json-ld: [0].sameAs[1]  | "c"']],
  [ld({ name: 'uno' }), '', ['tags: <script type="application/ld+json"> | ', 'json-ld: [0] {"name":"uno"} | ']],
]

test('a difference in the head is told by its kind', () => {
  for (const [old, now, expected] of heads) assert.deepEqual(ofPages(page('', old), page('', now)), expected.map((line) => `a.html ${line}`), `${old} ${now}`)
  assert.deepEqual(ofPages(page(''), page('').replace('<title>Prova', '<title>Altro')), ['a.html head: title: Prova | title: Altro'])
  assert.deepEqual(ofPages(page(''), page('').replace('lang="it"', 'lang="en"')), ['a.html lang: html it:  | html en: '])
})

test('how the HTML is written makes no difference', () => {
  const tight = '<!doctype html><html lang=it><meta charset=utf-8><title>Prova</title><link href=a rel=me><meta content=x name=y><body><h1 class="a b"id=x>Uno</h1><p>due <b>tre</b>, &egrave;<ul><li>quattro<li>cinque</ul>'
  const loose = '<!DOCTYPE html>\n<html lang="it">\n<head>\n <meta name="y" content="x">\n <meta charset="utf-8">\n <title>Prova</title>\n <link rel="me" href="a">\n</head>\n<body>\n<!-- no -->\n <h1 id="x" class="b  a">\n  Uno\n </h1>\n <p>due\n  <b>tre</b>, è</p>\n <ul>\n  <li>quattro</li>\n  <li>cinque</li>\n </ul>\n</body>\n</html>\n'
  assert.deepEqual(ofPages(tight, loose), [])
})

const others = [
  [{ 'a.txt': 'x' }, {}, ['a.txt files: there | ']],
  [{}, { 'a.txt': 'x' }, ['a.txt files:  | there']],
  [{ 'a.json': '{"a": 1, "b": [1, 2]}' }, { 'a.json': '{"b":[1,2],"a":1}' }, []],
  [{ 'a.json': '{"a": 1}' }, { 'a.json': '{"a": "1", "b": null}' }, ['a.json json: .a 1 | "1"', 'a.json json: .b  | null']],
  [{ 'a.json': '[1, 2, 3, 4]' }, { 'a.json': '[1, 3, 4]' }, ['a.json json: [1] 2 | ']],
  [{ 'a.json': '{' }, { 'a.json': '{}' }, 1],
  [{ 'checked/it.json': '{"findings": [{"rule": "a", "line": 1}]}' }, { 'checked/it.json': '{"findings": [{"rule": "a", "line": 2}]}' }, ['checked/it.json findings: .findings[0].line 1 | 2']],
  [{ 'checked/it.txt': 'uno\ndue' }, { 'checked/it.txt': 'uno\ntre' }, ['checked/it.txt report: due | tre']],
  [{ 'a.csv': 'x;y\r\n' }, { 'a.csv': 'x;y\n' }, ['a.csv bytes: x;y\r | x;y']],
  [{ 'a.csv': '\ufeffx' }, { 'a.csv': 'x' }, ['a.csv bytes: \ufeffx | x']],
  [{ 'a.png': Buffer.from([0xff, 1]) }, { 'a.png': Buffer.from([0xff, 2]) }, 1],
  [{ 'limpido-manifest.json': '{"files": {"a": {"bytes": 1, "sha256": "x"}}}' }, { 'limpido-manifest.json': '{"files": {"b": {"bytes": 2, "sha256": "y"}}}' }, ['limpido-manifest.json json: .files.a {} | ', 'limpido-manifest.json json: .files.b  | {}']],
  // A style sheet whose name changes with its bytes is one difference, not one on every page.
  [
    { 'assets/a-11111111.css': 'x', 'a.html': page('', '<link rel="stylesheet" href="assets/a-11111111.css">'), _headers: '/assets/a-11111111.css' },
    { 'assets/a-22222222.css': 'y', 'a.html': page('', '<link rel="stylesheet" href="assets/a-22222222.css">'), _headers: '/assets/a-22222222.css' },
    ['assets/a-PRINT.css bytes: x | y'],
  ],
  // A name that leads to no file is no such name.
  [{ _headers: '/assets/a-11111111.css' }, { _headers: '/assets/a-22222222.css' }, ['_headers bytes: /assets/a-11111111.css | /assets/a-22222222.css']],
]

test('other files are compared as what they are', () => {
  for (const [old, now, expected] of others) {
    const found = told(old, now)
    if (typeof expected === 'number') assert.equal(found.length, expected, found.join())
    else assert.deepEqual(found, expected)
  }
})

test('every stretch is found, and putting them in makes the new list', () => {
  let seed = 7
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below
  for (let turn = 0; turn < 300; turn += 1) {
    const old = Array.from({ length: random(30) }, () => 'abcdef'[random(6)])
    const now = old.flatMap((sign) => [[sign], [sign], [sign], [], [sign, 'x'], ['y']][random(6)])
    const made = [...old]
    for (const { at, old: gone, new: come } of stretches(old, now).reverse()) {
      assert.deepEqual(made.slice(at, at + gone.length), gone)
      assert.notDeepEqual(gone, come)
      made.splice(at, gone.length, ...come)
    }
    assert.deepEqual(made, now)
  }
})

function folder(name, all) {
  for (const [path, bytes] of Object.entries(all)) {
    mkdirSync(dirname(join(room, name, path)), { recursive: true })
    writeFileSync(join(room, name, path), bytes)
  }
  return join(room, name)
}

function compare(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'compare.js'), ...args], { encoding: 'utf8', env: { PATH: process.env.PATH } })
  return { status, out: stdout, err: stderr }
}

test('the program groups, cuts, leaves out what is expected, and says by its exit code whether anything differs', () => {
  const old = folder('old', { 'a.html': page('<p>uno</p>'), 'b.html': page('<p>uno</p>'), 'c.txt': 'x', '.limpido-lock': '' })
  const now = folder('new', { 'a.html': page('<p>due</p>'), 'b.html': page('<p>due</p>'), 'c.txt': 'y', 'd.txt': 'z' })
  const all = compare(old, now)
  assert.equal(all.status, 1, all.err)
  assert.deepEqual(all.out.split('\n').slice(0, 3), ['folder c.txt bytes: x | y', 'folder d.txt files: (nothing) | there', 'folder a.html words: uno | due  (and on 1 more: folder b.html)'])
  assert.match(all.out, /4 differences \(bytes 1, files 1, words 2\), 0 expected; 3 files of 1 sites/)
  assert.match(compare(old, now, '--kinds', 'words', '--most', '0').out, /^… and 1 more lines of the kind words\n2 differences/)
  const same = compare(old, old)
  assert.equal(same.status, 0, same.err)

  const expected = join(room, 'expected.txt')
  writeFileSync(expected, '# comment\n\n* ?.html words: * | due ## no sign but * stands for another\n* *.html words: uno | due ## a reason\nfolder *.txt *: * ## another\n')
  const known = compare(old, now, '--expected', expected)
  assert.equal(known.status, 0, known.out)
  assert.match(known.out, /^note: nothing differs like this any more: \* \?\.html words/)
  assert.match(known.out, /0 differences, 4 expected/)
  writeFileSync(expected, '* words: *\n')
  assert.match(compare(old, now, '--expected', expected).err, /expected\.txt:1: an expected difference is «PATTERN ## REASON»/)

  for (const args of [[], [old], [old, process.execPath], [old, now, '--most', 'x'], ['/nowhere/a', '/nowhere/b'], [process.execPath, process.execPath, '--only', 'nothing']]) {
    assert.equal(compare(...args).status, 2, args.join(' '))
  }
})
