// What `check` prints for machines and for the RPD: SARIF against its schema, the page of evidence as a browser sees it.
// LIMPIDO names the program.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'

const program = process.env.LIMPIDO
if (!program) throw new Error('LIMPIDO names the program: LIMPIDO=target/debug/limpido node --test')

// What nobody has confirmed: the answer of the smallest site, and the print of its text.
const entry = '{ field: "moderation.yaml#response", kind: choice, value: "4ad86dbbd74a43d9", from: limpido }'
const unconfirmed = `unconfirmed:\n  - ${entry}\n`

const folder = mkdtempSync(join(tmpdir(), 'limpido-'))
const site = join(folder, 'sito di prova')
before(() => {
  cpSync(fileURLToPath(new URL('../minimal', import.meta.url)), site, { recursive: true })
  const edit = (name, change) => writeFileSync(join(site, name), change(readFileSync(join(site, name), 'utf8')))
  edit('accounts.yaml', (text) => text.replace('purpose:', 'porpose:'))
  const waiver = 'waivers:\n  - { rule: licence-closed, because: Cambia a gennaio., until: 2099-01-31 }\n'
  writeFileSync(join(site, 'confirm.yaml'), unconfirmed)
  edit('site.yaml', (text) => text.replace('by/4.0/deed.it"', 'by/4.0/deed.it", commercial_use: false') + waiver)
})
after(() => rmSync(folder, { recursive: true }))

function check(...options) {
  const { status, stdout, stderr } = spawnSync(program, ['check', 'sito di prova', ...options], { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 1, stderr)
  return stdout
}

test('the SARIF report is valid', () => {
  const find = createRequire(import.meta.url).resolve
  const schema = JSON.parse(readFileSync(find('schemastore/schemas/json/sarif-2.1.0.json')))
  // One pattern of the schema is none in a browser's strict way of reading them.
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)
  const report = JSON.parse(check('--format', 'sarif'))
  assert.ok(validate(report), JSON.stringify(validate.errors))
  const [{ results }] = report.runs
  assert.deepEqual(results.map(({ ruleId, suppressions }) => [ruleId, suppressions?.length ?? 0]), [['unknown-field', 0], ['unconfirmed', 0], ['licence-closed', 1]])
  results[0].level = 'fatal'
  assert.ok(!validate(report), 'the net holds: a level that the standard does not know is refused')
})

/** What a reader needs of a page: sound HTML, nothing that axe finds, light and dark, and no sideways scrolling on a phone. */
async function assertSound(html, name) {
  const rules = { 'doctype-style': 'off', 'long-title': 'off', 'require-sri': 'off' }
  const { results } = await new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules }).validateString(html)
  assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ ruleId, line, message }) => `${line}: ${ruleId}: ${message}`)), [])
  const path = join(folder, `${name}.html`)
  writeFileSync(path, html)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await (await browser.newContext()).newPage()
    const complaints = []
    page.on('console', (message) => complaints.push(message.text()))
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`file://${path}`)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), [], colorScheme)
    }
    assert.deepEqual(complaints, [])
    await page.setViewportSize({ width: 320, height: 600 })
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
  } finally {
    await browser.close()
  }
}

for (const lang of ['it', 'en']) {
  test(`the page of evidence is sound, ${lang}`, async () => {
    const html = check('--format', 'html', '--lang', lang)
    assert.match(html, lang === 'it' ? /<h3>Da confermare<\/h3>/ : /<h3>To be confirmed<\/h3>/)
    await assertSound(html, `evidence-${lang}`)
  })

  test(`the page on many enti is sound, ${lang}`, async () => {
    const enti = join(folder, 'enti')
    const minimal = fileURLToPath(new URL('../minimal', import.meta.url))
    cpSync(site, join(enti, 'wrong'), { recursive: true })
    cpSync(minimal, join(enti, 'right'), { recursive: true })
    cpSync(minimal, join(enti, 'unread'), { recursive: true })
    writeFileSync(join(enti, 'unread', 'confirm.yaml'), unconfirmed)
    const report = join(folder, 'report')
    writeFileSync(join(enti, 'workspace.yaml'), 'edition: 1\nmembers: "*"\nmembrs: x\n')
    // The second run knows the first.
    for (const expected of [1, 1]) {
      const { status, stderr } = spawnSync(program, ['build', enti, '--out', join(folder, 'public'), '--report', report, '--lang', lang], { encoding: 'utf8' })
      assert.equal(status, expected, stderr)
    }
    const html = readFileSync(join(report, 'overview.html'), 'utf8')
    const [worst, best] = [html.indexOf('<code>wrong</code>'), html.indexOf('<code>right</code>')]
    assert.ok(worst > 0 && worst < best, 'the worst comes first')
    assert.ok(html.includes(`<td class="to-confirm">${lang === 'it' ? 'da confermare' : 'to be confirmed'}</td>`), html)
    assert.match(html, lang === 'it' ? /prima 1/ : /before 1/)
    assert.ok(html.includes('workspace.yaml:3:1</code>'), 'the folder of all has its findings')
    await assertSound(html, `overview-${lang}`)
  })
}
