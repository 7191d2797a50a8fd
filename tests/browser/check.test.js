// The box that tells whether an account is official: every question of tests/it/verify.txt, and the page without its script.
// DEMO names the published demo, LIMPIDO the program that publishes the site of the questions.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const room = mkdtempSync(join(tmpdir(), 'limpido-'))
const published = join(room, 'fuori')
const page = (folder) => pathToFileURL(join(folder, 'account-ufficiali.html')).href
const demo = page(resolve(process.env.DEMO))
let browser

before(async () => {
  const site = join(room, 'sito')
  cpSync(here('../minimal'), site, { recursive: true })
  cpSync(here('../verify'), site, { recursive: true })
  const env = { ...process.env, SOURCE_DATE_EPOCH: '1795305600' }
  const { status, stderr } = spawnSync(resolve(process.env.LIMPIDO), ['build', site, '--out', published], { env, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(async () => {
  await browser?.close()
  rmSync(room, { recursive: true })
})

/** A window with a page; `requests` are those made since. */
async function open(address, options) {
  const tab = await (await browser.newContext(options)).newPage()
  const requests = []
  await tab.goto(address)
  tab.on('request', (request) => requests.push(request.url()))
  return { tab, requests }
}

async function ask(tab, question) {
  await tab.locator('.account-check-result').evaluate((result) => { result.textContent = '' })
  await tab.fill('#verifica-testo', question)
  await tab.press('#verifica-testo', 'Enter')
  return tab.locator('.account-check-answer').evaluate((said) => ({
    answer: said.dataset.answer,
    accounts: [...said.querySelectorAll('[data-account]')].map((item) => item.dataset.account).join(', '),
    words: said.innerText,
  }))
}

test('every question of the table has its answer in a browser', async () => {
  const { tab, requests } = await open(page(published))
  let count = 0
  const wrong = []
  for (const line of readFileSync(here('../it/verify.txt'), 'utf8').split('\n')) {
    if (line.startsWith('#') || !line) continue
    if (line.startsWith('= ')) {
      await tab.clock.setFixedTime(new Date(`${line.slice(2)}T12:00:00`))
      continue
    }
    const [question, expected, ids] = line.split('|')
    const asked = question.replace(/\\u\{([0-9a-f]+)\}/g, (_, number) => String.fromCodePoint(parseInt(number, 16)))
    const { answer, accounts, words } = await ask(tab, asked)
    if (answer !== expected.trim() || accounts !== ids.trim()) wrong.push(`${question}| ${answer} | ${accounts}`)
    assert.ok(words.length > 10 && !/undefined|[{}]/.test(words), `${question}: ${words}`)
    count++
  }
  assert.deepEqual(wrong, [])
  assert.ok(count >= 150, String(count))
  assert.equal(await tab.locator('.account-check-result img').count(), 0)
  const asked = requests.map((url) => url.split('/').pop()).filter((name) => !name.endsWith('.svg'))
  assert.match(asked.sort().join(' '), /^verifica-dati\.js verifica-risposte-[0-9a-f]{8}\.js$/, 'what a visitor writes stays on the page')
})

test('an answer says what to do next, leads to the account and to whom to ask, and is read out', async () => {
  const { tab } = await open(demo)
  const yes = await ask(tab, 'https://t.me/borgochiaro_example')
  assert.match(yes.words, /^Sì, è un nostro account ufficiale:\s+Borgo Chiaro informa \(Telegram\): t\.me\/borgochiaro_example\s+Prima di fidarti/)
  assert.equal(await tab.locator('.account-check-result').getAttribute('role'), 'status')
  await tab.click('.account-check-result a')
  assert.ok(tab.url().endsWith('#telegram-borgochiaro-example'), tab.url())
  const no = await ask(tab, 'comune.borgochiaro.examp1e')
  assert.match(no.words, /Ha «1» dove il nostro ha «l»\./)
  await tab.click('.account-check-result p a')
  assert.ok(tab.url().endsWith('contatti.html#ufficio-comunicazione'), tab.url())
})

test('with the keyboard alone: field, button, answer', async () => {
  const { tab } = await open(`${demo}#verifica`)
  await tab.focus('#verifica-testo')
  await tab.keyboard.type('https://www.instagram.com/p/CxYz123/')
  await tab.keyboard.press('Tab')
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), 'Controlla')
  await tab.keyboard.press('Enter')
  assert.equal(await tab.locator('.account-check-answer').getAttribute('data-answer'), 'post')
})

test('after its last day an account is no longer called official', async () => {
  const { tab } = await open(page(published))
  const chips = () => tab.locator('#festa .chip:visible').allInnerTexts()
  assert.deepEqual((await chips()).map((chip) => chip.trim()), ['Ufficiale'])
  await tab.clock.setFixedTime(new Date('2099-01-01T08:00:00'))
  await tab.reload()
  assert.deepEqual((await chips()).map((chip) => chip.trim()), ['Non più attivo'])
})

test('without its script the box is not there, and the list says the same', async () => {
  for (const [how, options] of [['no script', { javaScriptEnabled: false }], ['a script that is refused', {}]]) {
    const tab = await (await browser.newContext(options)).newPage()
    await tab.route('**/*.js', (route) => route.abort())
    await tab.goto(demo)
    assert.equal(await tab.locator('.account-check').isVisible(), false, how)
    assert.ok(await tab.locator('#telegram-borgochiaro-example').isVisible(), how)
  }
})

test('where what it answers with cannot be had, the box says so', async () => {
  for (const refused of ['**/verifica-dati.js', '**/verifica-risposte-*']) {
    const tab = await (await browser.newContext()).newPage()
    await tab.route(refused, (route) => route.abort())
    await tab.goto(demo)
    await tab.fill('#verifica-testo', 'https://t.me/borgochiaro_example')
    await tab.press('#verifica-testo', 'Enter')
    await tab.getByText('Il controllo non funziona in questo momento').waitFor()
    assert.equal(await tab.locator('.account-check form').isVisible(), false, refused)
  }
})

test('the page asks for what the box answers with only when somebody turns to it', async () => {
  const tab = await (await browser.newContext()).newPage()
  const scripts = []
  tab.on('request', (request) => request.url().endsWith('.js') && scripts.push(request.url()))
  await tab.goto(demo)
  assert.equal(scripts.length, 1)
  await tab.focus('#verifica-testo')
  await tab.waitForFunction(() => 'verificaDati' in self)
  assert.equal(scripts.length, 3)
})

test('the scripts keep names that change with them', () => {
  const scripts = readdirSync(join(resolve(process.env.DEMO), 'assets')).filter((name) => name.endsWith('.js'))
  assert.deepEqual(scripts.map((name) => name.replace(/[0-9a-f]{8}/, 'HASH')).sort(), ['verifica-HASH.js', 'verifica-risposte-HASH.js'])
})
