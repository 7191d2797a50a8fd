// The built demo in a real browser: what no test of text can see. DEMO names the published folder.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright-core'

const demo = process.env.DEMO
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const types = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
const pages = readdirSync(demo, { recursive: true }).filter((path) => path.endsWith('.html')).sort()
let browser
let server
let origin

before(async () => {
  // Under a folder, as a site may be published: nothing may lean on the root.
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://demo').pathname)
    try {
      if (!path.startsWith('/social/policy/')) throw new Error(path)
      const bytes = readFileSync(join(demo, path.slice('/social/policy/'.length)))
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${server.address().port}`
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] })
})

after(async () => {
  await browser?.close()
  server?.close()
})

const address = (path) => `${origin}/social/policy/${path}`

/** Opens a page and collects what the browser complains about and what it asks for. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints = []
  const requests = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => requests.push(request.url()))
  page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`))
  await page.goto(address(path))
  return { page, complaints, requests, close: () => context.close() }
}

const findings = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)
}

test('there are pages in both languages', () => {
  assert.ok(pages.includes('index.html') && pages.includes('en/index.html') && pages.length >= 23, pages.join())
})

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on any page, ${colorScheme}`, async () => {
    for (const path of pages) {
      const { page, close } = await open(path, { colorScheme })
      assert.deepEqual(await findings(page), [], path)
      await close()
    }
  })
}

test('no page asks another host, breaks its own policy or misses a file', async () => {
  for (const path of pages) {
    const { complaints, requests, close } = await open(path)
    assert.deepEqual(complaints, [], path)
    assert.deepEqual(requests.filter((url) => !url.startsWith(`${origin}/social/policy/`)), [], path)
    await close()
  }
})

test('nothing scrolls sideways at 320 pixels, nor with the text spacing of WCAG 1.4.12', async () => {
  for (const path of pages) {
    const { page, close } = await open(path, { viewport: { width: 320, height: 640 }, bypassCSP: true })
    const width = () => page.evaluate(() => document.scrollingElement.scrollWidth)
    const widest = () => page.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 320).map((e) => e.className || e.tagName).join())
    assert.ok((await width()) <= 320, `${path}: ${await width()} ${await widest()}`)
    await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' })
    assert.ok((await width()) <= 320, `${path} spaced: ${await width()} ${await widest()}`)
    await close()
  }
})

test('the first stop of the keyboard leads to the content, every stop is visible and none is a trap', async () => {
  const { page, close } = await open('account-ufficiali.html', { reducedMotion: 'reduce' })
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#contenuto')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'contenuto')
  await page.goto('about:blank')
  await page.goto(address('account-ufficiali.html'))
  const stops = await page.locator('a[href]').count()
  const seen = new Set()
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const { key, outline, visible } = await page.evaluate(() => {
      const element = document.activeElement
      const box = element.getBoundingClientRect()
      const links = [...document.querySelectorAll('a[href]')]
      return { key: links.indexOf(element), outline: getComputedStyle(element).outlineStyle, visible: box.width > 0 && box.bottom > 0 && box.top < innerHeight }
    })
    assert.equal(key, stop, 'the order of the page')
    assert.ok(outline !== 'none' && visible, `stop ${stop}`)
    seen.add(key)
  }
  assert.equal(seen.size, stops)
  await close()
})

test('pages open from a folder too, with their style', async () => {
  for (const path of ['index.html', 'en/moderation.html']) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(demo, path)).href)
    const colour = await page.evaluate(() => getComputedStyle(document.querySelector('.it-header-center-wrapper')).backgroundColor)
    assert.equal(colour, 'rgb(0, 98, 66)', path)
    await page.locator('.navbar a').nth(2).click()
    assert.equal(await page.locator('h1').count(), 1, path)
    await context.close()
  }
})

test('print keeps the whole text and drops the menus', async () => {
  const { page, close } = await open('moderazione.html')
  const text = () => page.evaluate(() => document.querySelector('.page-content').innerText.replace(/\s+/g, ' ').trim())
  const onScreen = await text()
  await page.emulateMedia({ media: 'print' })
  assert.equal(await text(), onScreen)
  assert.equal(await page.locator('.navbar').isVisible(), false)
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000)
  await close()
})

test('the net holds: planted defects are found', async () => {
  const defects = {
    'color-contrast': () => document.querySelector('h1').setAttribute('style', 'color:#bbb;background:#fff'),
    'heading-order': () => document.querySelector('h1').insertAdjacentHTML('afterend', '<h5>x</h5>'),
    'link-name': () => document.querySelector('main a').replaceChildren(),
    region: () => document.body.insertAdjacentHTML('beforeend', '<p>fuori</p>'),
    'html-has-lang': () => document.documentElement.removeAttribute('lang'),
    'image-alt': () => document.querySelector('img').removeAttribute('alt'),
  }
  for (const [rule, plant] of Object.entries(defects)) {
    const { page, close } = await open('index.html', { bypassCSP: true })
    await page.evaluate(plant)
    const found = await findings(page)
    assert.ok(found.some((finding) => finding.startsWith(`${rule}:`)), `${rule}: ${found.join('; ')}`)
    await close()
  }
})

test('the open data keep their schema, and search engines are told the same accounts', async () => {
  const read = (path) => JSON.parse(readFileSync(join(demo, path), 'utf8'))
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const validate = ajv.compile(read('accounts.schema.json'))
  const data = read('accounts.json')
  assert.ok(validate(data), JSON.stringify(validate.errors))
  assert.ok(!validate({ ...data, accounts: [{ ...data.accounts[0], status: 'gone' }] }), 'the schema accepts anything')
  const { page, complaints, close } = await open('index.html')
  const linked = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent())
  assert.equal(linked['@type'], 'GovernmentOrganization')
  const opened = data.accounts.filter((account) => account.status !== 'closed').map((account) => account.service_url)
  assert.deepEqual(linked.sameAs, opened)
  assert.deepEqual(complaints, [])
  await close()
})
