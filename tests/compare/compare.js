// Compares what two programs make of the same sites: pages as they are read, links, data, findings, files.
//
//   (cd tests/compare && npm ci)
//   node tests/compare/compare.js OLD NEW          two programs; or by environment: OLD=… NEW=… node tests/compare/compare.js
//   node tests/compare/compare.js FOLDER FOLDER    two published folders
//
// Each line says `site page kind: old | new`. Equal differences of several pages are one line. It ends with 0 when nothing differs but what is
// expected, with 1 when something does, with 2 when it could not compare.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { tree, treeDifferences } from './differ.js'
import { sites, throughBoth } from './sites.js'

const usage = `node tests/compare/compare.js [OLD NEW] [options]
  OLD, NEW           two programs, or two published folders; without them the variables OLD and NEW
  --only A,B         only these sites (${sites().map(({ name }) => name).join(', ')})
  --kinds A,B        only differences of these kinds (words, links, findings…)
  --most N           at most N lines of each kind (20)
  --expected FILE    differences that are known: lines \`PATTERN ## REASON\`, where * stands for anything
  --keep FOLDER      leave there what both programs have made`

class Wrong extends Error {}

/** Signs that nobody sees, by their number. */
const hidden = /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]/g
const visible = (text) => text.replace(hidden, (sign) => `<U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`)

/** Two long texts, cut to where they differ: `most` signs, and some of what is the same before. */
function cut(old, now, most = 200, before = 40) {
  if (old.length <= most && now.length <= most) return [old, now]
  let same = 0
  while (same < old.length && old[same] === now[same]) same += 1
  const from = Math.max(0, same - before)
  return [old, now].map((text) => {
    const part = text.slice(from, from + most)
    return (from && text ? '…' : '') + part + (from + most < text.length ? '…' : '')
  })
}

const line = ({ site, page, kind, old, new: now }) => `${site} ${page} ${told({ kind, old, new: now })}`
function told({ kind, old, new: now }) {
  const [before, after] = cut(visible(old), visible(now)).map((text) => text || '(nothing)')
  return `${kind}: ${before} | ${after}`
}

/** The lines of a file of expected differences. */
function expectations(path) {
  const lines = readFileSync(path, 'utf8').split('\n').map((text, at) => [text.trim(), at + 1])
  return lines.filter(([text]) => text && !text.startsWith('#')).map(([text, at]) => {
    const [pattern, reason] = text.split(' ## ').map((part) => part.trim())
    if (!pattern || !reason) throw new Wrong(`${path}:${at}: an expected difference is «PATTERN ## REASON»`)
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return { pattern, fits: new RegExp(`^${parts.join('.*')}$`), used: 0 }
  })
}

/** Equal differences of several pages as one. */
function grouped(differences) {
  const groups = new Map()
  for (const one of differences) {
    const key = told(one)
    if (!groups.has(key)) groups.set(key, { first: one, pages: new Set() })
    groups.get(key).pages.add(`${one.site} ${one.page}`)
  }
  return [...groups.values()]
}

function print(differences, most) {
  for (const kind of [...new Set(differences.map((one) => one.kind))].sort()) {
    const groups = grouped(differences.filter((one) => one.kind === kind))
    for (const { first, pages } of groups.slice(0, most)) {
      const others = [...pages].slice(1)
      const more = others.length ? `  (and on ${others.length} more: ${others.slice(0, 3).join(', ')}${others.length > 3 ? '…' : ''})` : ''
      console.log(line(first) + more)
    }
    if (groups.length > most) console.log(`… and ${groups.length - most} more lines of the kind ${kind}`)
  }
}

function options() {
  const text = { type: 'string' }
  const given = (() => {
    try {
      return parseArgs({ allowPositionals: true, options: { only: text, kinds: text, most: text, expected: text, keep: text, help: { type: 'boolean' } } })
    } catch (error) {
      throw new Wrong(`${error.message}\n${usage}`)
    }
  })()
  if (given.values.help) {
    console.log(usage)
    process.exit(0)
  }
  const pair = given.positionals.length ? given.positionals : [process.env.OLD, process.env.NEW]
  if (pair.length !== 2 || pair.some((one) => !one)) throw new Wrong(usage)
  const most = Number(given.values.most ?? 20)
  if (!(most >= 0)) throw new Wrong('--most is a number')
  const names = (value) => value?.split(',').map((name) => name.trim())
  return { ...given.values, most, only: names(given.values.only), kinds: names(given.values.kinds), pair: pair.map((one) => resolve(one)) }
}

/** Compares all sites, one after the other; gives every difference and the number of files that were compared. */
async function compareSites({ pair, only, keep }) {
  const chosen = sites().filter(({ name }) => !only || only.includes(name))
  const unknown = (only ?? []).filter((name) => !chosen.some((site) => site.name === name))
  if (unknown.length || !chosen.length) throw new Wrong(`no such site: ${unknown}\n${usage}`)
  const room = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'limpido-compare-'))
  if (keep) {
    for (const side of ['old', 'new']) rmSync(join(room, side), { recursive: true, force: true })
    mkdirSync(room, { recursive: true })
  } else {
    process.on('exit', () => rmSync(room, { recursive: true, force: true }))
    process.on('SIGINT', () => process.exit(130))
  }
  const differences = []
  let files = 0
  for (const site of chosen) {
    const [old, now] = (await throughBoth(site, pair, room)).map(tree)
    files += old.size
    differences.push(...treeDifferences(old, now).map((one) => ({ site: site.name, ...one })))
  }
  return { differences, files, sites: chosen.length }
}

async function main() {
  const given = options()
  const known = given.expected ? expectations(given.expected) : []
  const folders = given.pair.map((one) => statSync(one, { throwIfNoEntry: false })?.isDirectory())
  if (folders[0] !== folders[1]) throw new Wrong('compare two programs, or two folders')
  const began = Date.now()
  const found = folders[0]
    ? (([old, now]) => ({ differences: treeDifferences(old, now).map((one) => ({ site: 'folder', ...one })), files: old.size, sites: 1 }))(given.pair.map(tree))
    : await compareSites(given)
  const left = found.differences.filter((one) => {
    const fits = known.filter(({ fits }) => fits.test(line(one)))
    for (const pattern of fits) pattern.used += 1
    return !fits.length && (!given.kinds || given.kinds.includes(one.kind))
  })
  print(left, given.most)
  for (const { pattern } of known.filter(({ used }) => !used)) console.log(`note: nothing differs like this any more: ${pattern}`)
  const counts = Object.entries(left.reduce((all, { kind }) => ({ ...all, [kind]: (all[kind] ?? 0) + 1 }), {})).map(([kind, count]) => `${kind} ${count}`)
  const expected = known.reduce((sum, { used }) => sum + used, 0)
  console.log(`${left.length} differences${counts.length ? ` (${counts.sort().join(', ')})` : ''}, ${expected} expected; ${found.files} files of ${found.sites} sites in ${Math.round((Date.now() - began) / 1000)} s`)
  process.exitCode = left.length ? 1 : 0
}

main().catch((error) => {
  console.error(error instanceof Wrong ? error.message : error.stack)
  process.exitCode = 2
})
