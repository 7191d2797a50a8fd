// The page for wrong addresses, shown at any depth as hosts do: with a base address it has its style and its links, on any host; without
// one it asks for nothing. DEMO names the published folder, LIMPIDO the program.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
const room = mkdtempSync(join(tmpdir(), 'limpido-404-'))
let browser

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
})

after(async () => {
  await browser?.close()
  rmSync(room, { recursive: true })
})

/** Serves a published folder below a path; every wrong address gets its 404.html. */
async function serve(folder, base) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(normalize(new URL(request.url, 'http://demo').pathname))
    const name = path.startsWith(base) ? path.slice(base.length) : '404.html'
    const file = join(folder, name === '' || name.endsWith('/') ? `${name}index.html` : name)
    const found = existsSync(file) && statSync(file).isFile()
    const bytes = readFileSync(found ? file : join(folder, '404.html'))
    response.writeHead(found ? 200 : 404, { 'content-type': types[found ? extname(file) : '.html'] ?? 'application/octet-stream' }).end(bytes)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

const depths = ['manca.html', 'en/manca', 'a/b/c/d/', 'contatti.html/x?y=1']

test('with a base address the page has its style and its links at any depth, on another host', async () => {
  const site = join(room, 'sito')
  cpSync(fileURLToPath(new URL('../../content', import.meta.url)), site, { recursive: true })
  appendFileSync(join(site, 'site.yaml'), 'base_url: https://www.comune.example.it/social/policy\n')
  const out = join(room, 'fuori')
  execFileSync(process.env.LIMPIDO, ['build', site, '--out', out])
  const { server, origin } = await serve(out, '/social/policy/')
  const page = await browser.newPage()
  const broken = []
  page.on('response', (response) => response.status() >= 400 && response.request().resourceType() !== 'document' && broken.push(response.url()))
  page.on('requestfailed', (request) => broken.push(request.url()))
  for (const depth of depths) {
    assert.equal((await page.goto(`${origin}/social/policy/${depth}`)).status(), 404)
    assert.match(await page.evaluate(() => getComputedStyle(document.body).fontFamily), /Titillium/, depth)
    const links = await page.evaluate(() => [...document.querySelectorAll('a')].map((link) => link.href.split('#')[0]))
    const own = [...new Set(links.filter((link) => link.startsWith(origin)))]
    assert.ok(own.length > 20, `${depth}: ${own}`)
    for (const link of own.filter((link) => link !== page.url())) assert.equal((await page.request.get(link)).status(), 200, link)
  }
  assert.deepEqual(broken, [])
  await page.close()
  server.close()
})

test('without a base address the page is text in both languages, and asks for nothing', async () => {
  const { server, origin } = await serve(process.env.DEMO, '/')
  const page = await browser.newPage()
  const requests = []
  page.on('request', (request) => requests.push(request.url()))
  for (const depth of depths) {
    requests.length = 0
    await page.goto(`${origin}/${depth}`)
    assert.deepEqual(requests, [`${origin}/${depth}`])
    assert.equal(await page.locator('a[href]').count(), 0)
    const text = await page.innerText('body')
    assert.ok(text.includes('Pagina non trovata') && text.includes('Page not found'), text)
  }
  await page.close()
  server.close()
})
