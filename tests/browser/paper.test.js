// Without a script and without a screen: every page must say the same.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pieces } from './eyes.js'
import { everyPage, framed, open, pages, read, start, stop } from './site.js'

const folder = mkdtempSync(join(tmpdir(), 'limpido-paper-'))
before(() => start())
after(async () => {
  await stop()
  rmSync(folder, { recursive: true })
})

const bare = (text) => text.normalize('NFKC').toLowerCase().replace(/[\s\u00ad‐-]/g, '')

/** The text of each sheet of a page printed on A4. */
async function sheets(page, path) {
  const file = join(folder, `${path.replaceAll('/', '-')}.pdf`)
  writeFileSync(file, await page.pdf({ format: 'A4', preferCSSPageSize: true }))
  return execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: 1e8 }).toString().split('\f').slice(0, -1)
}

/** What stands on the page and not on paper; a piece may begin on one sheet and end on the next. */
function missing(texts, papers) {
  const sheets = papers.map(bare)
  const whole = sheets.join('')
  const overleaf = (text) => sheets.some((sheet, index) => {
    for (let cut = 1; cut < text.length; cut++) if (sheet.includes(text.slice(0, cut)) && sheets[index + 1]?.includes(text.slice(cut))) return true
    return false
  })
  return texts.filter((text) => bare(text) && !whole.includes(bare(text)) && !overleaf(bare(text)))
}

async function printed(page, path) {
  const papers = await sheets(page, path)
  // Where an address is printed after its link is known without the scheme, for one whose text it is already.
  const links = await page.evaluate(() => [...document.querySelectorAll('main a[href^="http"]')].map((link) => link.getAttribute('href').replace(/^https?:\/\/|\/$/g, '')))
  const texts = await page.evaluate(pieces, 'h1, .lead, .page-content')
  const name = bare((await page.title()).split(' – ').pop())
  const nameless = papers.flatMap((text, sheet) => {
    const lines = text.split('\n').filter((line) => line.trim())
    const edges = [...lines.slice(0, 6), ...lines.slice(-4)].join(' ')
    return bare(edges).includes(name) && /\b20\d\d\b/.test(edges) ? [] : [`sheet ${sheet + 1} of ${papers.length} does not say whose it is, or of when`]
  })
  return [...nameless, ...missing(texts, papers).map((text) => `not on paper: ${text.trim()}`), ...missing([...new Set(links)], papers).map((link) => `no address: ${link}`)]
}

test('paper keeps all text of every page, closed parts too, with the addresses of links and on every sheet the ente and the revision', async () => {
  assert.deepEqual(await everyPage(({ page, path }) => printed(page, path), { paths: framed }), [])
})

test('paper has no menus', async () => {
  const { page, close } = await open('moderazione.html')
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('nav:visible').count(), 0)
  await close()
})

test('the net holds: text that paper loses is found', async () => {
  const { page, close } = await open('oblio.html', { bypassCSP: true })
  await page.addStyleTag({ content: '@media print { h2, .print-line { display: none !important } main a::after { content: none !important } header, .it-footer-main { display: none !important } }' })
  const found = await printed(page, 'oblio.html')
  for (const kind of ['not on paper: ', 'no address: ', 'sheet 1 of ']) assert.ok(found.some((finding) => finding.startsWith(kind)), kind)
  await close()
})

test('with the script off every page says the same, but for what is marked as the script’s', async () => {
  // A page without a script of its own cannot differ, nor is anything written into attributes: the policy forbids it.
  const scripted = pages.filter((path) => /<script(?![^>]*ld\+json)/.test(read(path).toString()))
  const said = (page) => page.evaluate(pieces, 'body')
  const withScript = new Map()
  await everyPage(async ({ page, path }) => void withScript.set(path, await said(page)), { paths: scripted })
  assert.deepEqual(await everyPage(async ({ page, path }) => {
    assert.equal(await page.locator('[data-script]:visible').count(), 0, 'what needs the script is not shown without it')
    const without = await said(page)
    assert.ok(without.length > 50, path)
    return JSON.stringify(without) === JSON.stringify(withScript.get(path)) ? [] : ['differs']
  }, { paths: scripted, javaScriptEnabled: false }), [])
})
