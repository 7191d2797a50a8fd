// Two lists, two values, two files or two folders: where they differ.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { aspects } from './page.js'

/** So many equal entries in a row end a stretch that differs; with fewer, a chance «the» or «</li>» would cut a stretch into pieces. */
const anchor = 3
/** How far apart the two ends of a stretch are looked for; what is longer is told as one stretch to the end. */
const reach = 3000

/** Where two lists of strings differ: each stretch is what one has in the place of what the other has. */
export function stretches(old, now) {
  const found = []
  const same = (a, b) => {
    for (let at = 0; at < anchor; at += 1) {
      if (a + at === old.length && b + at === now.length) return true
      if (a + at >= old.length || b + at >= now.length || old[a + at] !== now[b + at]) return false
    }
    return true
  }
  const next = (i, j) => {
    const most = Math.min(reach, old.length - i + now.length - j)
    for (let skipped = 1; skipped <= most; skipped += 1) {
      for (let a = Math.max(0, skipped - (now.length - j)); a <= Math.min(skipped, old.length - i); a += 1) {
        if (same(i + a, j + skipped - a)) return [i + a, j + skipped - a]
      }
    }
    return [old.length, now.length]
  }
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i += 1
      j += 1
      continue
    }
    const [a, b] = next(i, j)
    found.push({ at: i, old: old.slice(i, a), new: now.slice(j, b) })
    i = a
    j = b
  }
  return found
}

const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** A value with its keys in the order of the alphabet, so that equal values are equal texts. */
const canonical = (value) => JSON.stringify(value, (_, part) => (isPlain(part) ? Object.fromEntries(Object.entries(part).sort()) : part))

/** Where two values of JSON differ. The order of keys says nothing; the order of entries does, and one more entry is one difference. */
export function valueDifferences(old, now, path = '') {
  if (canonical(old) === canonical(now)) return []
  if (isPlain(old) && isPlain(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    return keys.flatMap((key) => valueDifferences(old[key], now[key], `${path}.${key}`))
  }
  if (Array.isArray(old) && Array.isArray(now)) {
    return stretches(old.map(canonical), now.map(canonical)).flatMap(({ at, old: gone, new: come }) => {
      if (gone.length === come.length) return gone.flatMap((text, more) => valueDifferences(JSON.parse(text), JSON.parse(come[more]), `${path}[${at + more}]`))
      return [{ old: `${path}[${at}] ${gone.join(', ')}`, new: come.join(', ') }]
    })
  }
  return [{ old: `${path} ${canonical(old) ?? ''}`, new: canonical(now) ?? '' }]
}

const list = (old, now, mark) => stretches(old, now).map((stretch) => ({ old: stretch.old.join(mark), new: stretch.new.join(mark) }))

/** Words with the two before them, so that the place is found again. */
const words = (old, now) => stretches(old, now).map((stretch) => {
  const before = old.slice(Math.max(0, stretch.at - 2), stretch.at).map((word) => `${word} `).join('')
  return { old: before + stretch.old.join(' '), new: before + stretch.new.join(' ') }
})

function pageDifferences(old, now) {
  const [before, after] = [aspects(old), aspects(now)]
  const found = []
  for (const kind of Object.keys(before)) {
    let here = []
    if (kind === 'words') here = words(before.words, after.words)
    else if (kind === 'json-ld') here = valueDifferences(before[kind], after[kind])
    // Other words are other blocks too: they are told once.
    else if (kind !== 'blocks' || !found.length) here = list(before[kind], after[kind], ' ; ')
    found.push(...here.map((one) => ({ kind, ...one })))
  }
  return found
}

const digest = (bytes) => `${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`

function text(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Files that say of others how many bytes they have, and their prints: these change with every byte, and the bytes are compared themselves. */
const lists = /(^|\/)(limpido-manifest|overview)\.json$/
const prints = new Set(['bytes', 'inputs', 'manifest', 'sha256'])
const withoutPrints = (value) => JSON.parse(JSON.stringify(value, (key, part) => (prints.has(key) && !(part instanceof Object) ? undefined : part)))

/** Where two files differ, each with the kind of difference. The path decides how they are read. */
export function fileDifferences(path, old, now) {
  if (old.equals(now)) return []
  const [before, after] = [text(old), text(now)]
  const bytes = [{ kind: 'bytes', old: digest(old), new: digest(now) }]
  if (before === undefined || after === undefined) return bytes
  const kind = extname(path)
  if (kind === '.html') return pageDifferences(before, after)
  if (['.json', '.sarif', '.gitlab'].includes(kind)) {
    const read = lists.test(path) ? (json) => withoutPrints(JSON.parse(json)) : JSON.parse
    let values
    try {
      values = [read(before), read(after)]
    } catch (error) {
      return [{ kind: 'bytes', old: `not both are JSON: ${error.message}`, new: '' }]
    }
    return valueDifferences(...values).map((one) => ({ kind: path.startsWith('checked/') ? 'findings' : 'json', ...one }))
  }
  const here = list(before.split('\n'), after.split('\n'), '⏎').map((one) => ({ kind: path.startsWith('checked/') ? 'report' : 'bytes', ...one }))
  return here.length ? here : bytes
}

/** Every file of a folder with its bytes, by path. The program's own marks (lock, stage) are no part of a site. */
export function tree(folder) {
  const files = new Map()
  const walk = (below) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory()) walk(path)
      else if (!entry.name.startsWith('.limpido-')) files.set(path, readFileSync(join(folder, path)))
    }
  }
  walk('')
  return files
}

/**
 * The same files under names that do not change with their bytes: `assets/italia-1a0c0c30.css` is `assets/italia-PRINT.css`, there and in every
 * file that leads to it. Otherwise one changed byte of a style sheet would be a difference on every page. Only names of files that are there are
 * changed, and only where no two become one.
 */
function withoutHashes(files) {
  const plain = (path) => path.replace(/-[0-9a-f]{8}(\.\w+)$/, '-PRINT$1')
  const base = (path) => path.slice(path.lastIndexOf('/') + 1)
  const count = new Map()
  for (const path of files.keys()) count.set(plain(path), (count.get(plain(path)) ?? 0) + 1)
  const renamed = [...files.keys()].filter((path) => plain(path) !== path && count.get(plain(path)) === 1)
  const names = [...new Set(renamed.map(base))]
  return new Map([...files].map(([path, bytes]) => {
    // As one sign a byte, so that a file that is no text comes out as it was.
    let told = bytes.toString('latin1')
    for (const name of names) told = told.replaceAll(name, plain(name))
    return [renamed.includes(path) ? plain(path) : path, Buffer.from(told, 'latin1')]
  }))
}

/** Where two trees differ: `{ page, kind, old, new }` for every stretch. */
export function treeDifferences(old, now) {
  const [before, after] = [withoutHashes(old), withoutHashes(now)]
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((page) => {
    if (!after.has(page)) return [{ page, kind: 'files', old: 'there', new: '' }]
    if (!before.has(page)) return [{ page, kind: 'files', old: '', new: 'there' }]
    return fileDifferences(page, before.get(page), after.get(page)).map((one) => ({ page, ...one }))
  })
}
