// What the first look at a page costs. `DEMO=folder node weight.js` prints it as a table; weight.test.js holds it to its limits.
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { everyPage, pages, pathOf, read, start, stop } from './site.js'

export const kinds = ['html', 'css', 'script', 'fonts', 'images']
const kindOf = { '.html': 'html', '.css': 'css', '.js': 'script', '.woff2': 'fonts' }
const closed = ['.woff2', '.png', '.jpg', '.jpeg', '.webp'] // packed in themselves: a host sends them as they are

/** Bytes of every page and of all that the browser fetches for it, as files and packed with gzip -9. */
export async function weights(paths = pages) {
  const all = []
  await everyPage(async ({ page, path, requests }) => {
    const icon = await page.evaluate(() => document.querySelector('link[rel~="icon"]')?.href)
    all.push(weigh(path, new Set([path, ...[...requests, icon].filter((url) => /^http/.test(url)).map(pathOf)])))
  }, { paths })
  return all.sort((one, two) => (one.path < two.path ? -1 : 1))
}

function weigh(path, names) {
  const weight = Object.fromEntries(kinds.map((kind) => [kind, { raw: 0, packed: 0 }]))
  for (const name of names) {
    const bytes = read(name)
    const kind = weight[kindOf[extname(name)] ?? 'images']
    kind.raw += bytes.length
    kind.packed += closed.includes(extname(name)) ? bytes.length : gzipSync(bytes, { level: 9 }).length
  }
  const sum = (...left) => kinds.filter((kind) => !left.includes(kind)).reduce((all, kind) => all + weight[kind].packed, 0)
  return { path, weight, requests: names.size, packed: sum(), withoutFonts: sum('fonts') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await start()
  console.log(`| page | ${kinds.join(' | ')} | all, gzip | without fonts | requests |`)
  console.log(`|---|${'---:|'.repeat(kinds.length + 3)}`)
  const chosen = pages.filter((path) => process.argv.includes('--all') || !path.includes('/'))
  for (const { path, weight, requests, packed, withoutFonts } of await weights(chosen)) {
    const cells = kinds.map((kind) => (weight[kind].raw === weight[kind].packed ? weight[kind].raw : `${weight[kind].raw} → ${weight[kind].packed}`))
    console.log(`| ${path} | ${cells.join(' | ')} | ${packed} | ${withoutFonts} | ${requests} |`)
  }
  await stop()
}
