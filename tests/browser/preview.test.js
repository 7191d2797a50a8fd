// The preview in a browser: the page follows the file, scroll and focus stay, the panel appears and goes. LIMPIDO names the program.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright-core'

const program = process.env.LIMPIDO
if (!program) throw new Error('LIMPIDO names the program: LIMPIDO=target/debug/limpido node --test')

const folder = mkdtempSync(join(tmpdir(), 'limpido-'))
const site = join(folder, 'sito')
const path = (name) => join(site, name)
const edit = (name, from, to) => {
  const text = readFileSync(path(name), 'utf8')
  assert.ok(text.includes(from), `${name} does not hold ${from}`)
  writeFileSync(path(name), text.replace(from, to))
}

let browser
let server
let address

/** Starts the program and waits for its address. */
function serve(...options) {
  server = spawn(program, ['serve', site, '--editor', 'vscode', ...options], { stdio: ['ignore', 'ignore', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (data) => {
      said += data
      const found = said.match(/http:\S+/)
      if (found) resolve(found[0])
    })
    server.on('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)))
  })
}

function fill() {
  rmSync(site, { recursive: true, force: true })
  cpSync(fileURLToPath(new URL('../../content', import.meta.url)), site, { recursive: true })
  mkdirSync(path('themes/mio/css'), { recursive: true })
  writeFileSync(path('themes/mio/theme.yaml'), 'name: Mio\ncontract: 2\nextends: italia\nstylesheets: [css/mio.css]\n')
  writeFileSync(path('themes/mio/css/mio.css'), 'h1 { outline: 2px solid rgb(1, 2, 3); }\n')
  writeFileSync(path('site.yaml'), `${readFileSync(path('site.yaml'), 'utf8')}\ntheme: mio\n`)
}

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})
// Each test has a site and a server of its own: nothing that one saves reaches another.
beforeEach(fill)
afterEach(() => {
  address = undefined
  server.removeAllListeners('exit')
  const ended = new Promise((resolve) => server.on('exit', resolve))
  server.kill('SIGINT')
  return ended
})

/**
 * Opens a page of the preview and collects what the browser complains about; a mark on the window tells a reload.
 * The server starts with the first page: what a test writes before it is there from the start, and no reload comes in between.
 */
async function open(name, options = {}) {
  address ??= await serve('--port', '0')
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address + name)
  // The style sheet of the panel is there when the panels may be seen.
  await page.waitForFunction(() => document.querySelector('limpido-preview')?.shadowRoot.querySelector('.panels:not([hidden])'))
  await page.evaluate(() => { window.isSame = true })
  return { page, complaints, isSame: () => page.evaluate(() => window.isSame === true), close: () => context.close() }
}

const body = (text) => `\n---\n${text}\n`

/** A site with an error and with advice on the page of contacts. */
function spoil() {
  edit('accounts.yaml', 'purpose:', 'porpose:')
}

test('a save updates the page; scroll, focus and what was open stay', async () => {
  const { page, complaints, isSame, close } = await open('contatti.html')
  const link = page.locator('main a').last()
  // Without the smooth way to the link, which would go on under the test.
  await link.evaluate((element) => element.focus({ preventScroll: true }))
  const focused = await page.evaluate(() => document.activeElement.href)
  await page.evaluate(() => document.fonts.ready.then(() => scrollTo({ top: 240, behavior: 'instant' })))
  edit('it/contatti.md', body('').trimEnd(), body('Parole appena scritte.').trimEnd())
  await page.getByText('Parole appena scritte.').waitFor()
  await page.waitForLoadState()
  assert.equal(await isSame(), false, 'the page was loaded anew')
  assert.equal(await page.evaluate(() => document.fonts.ready.then(() => Math.round(scrollY))), 240)
  assert.equal(await page.evaluate(() => document.activeElement.href), focused)
  assert.deepEqual(complaints, [])
  await close()
})

test('another page is left alone', async () => {
  const [one, other] = [await open('contatti.html'), await open('personale.html')]
  edit('it/contatti.md', body('').trimEnd(), body('Parole appena scritte.').trimEnd())
  await one.page.getByText('Parole appena scritte.').waitFor()
  assert.equal(await other.isSame(), true)
  await one.close()
  await other.close()
})

test('a style is swapped without a reload', async () => {
  const { page, complaints, isSame, close } = await open('contatti.html')
  const outline = () => getComputedStyle(document.querySelector('h1')).outlineColor
  assert.equal(await page.evaluate(outline), 'rgb(1, 2, 3)')
  for (const colour of ['rgb(4, 5, 6)', 'rgb(7, 8, 9)']) {
    writeFileSync(path('themes/mio/css/mio.css'), `h1 { outline: 2px solid ${colour}; }\n`)
    await page.waitForFunction((colour) => getComputedStyle(document.querySelector('h1')).outlineColor === colour, colour)
  }
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1)
  assert.equal(await isSame(), true)
  assert.deepEqual(complaints, [])
  await close()
})

test('the panel of errors appears over the last good page and goes when they are mended', async () => {
  const { page, complaints, isSame, close } = await open('contatti.html')
  const panel = page.getByRole('region', { name: 'Da correggere prima di pubblicare' })
  spoil()
  await panel.waitFor()
  const text = await panel.innerText()
  for (const words of ['1 errore', 'Errore', 'porpose', 'purpose', 'accounts.yaml:', 'le pagine restano quelle di prima']) {
    assert.ok(text.includes(words), `${words}: ${text}`)
  }
  assert.match(await panel.locator('.place a').getAttribute('href'), /^vscode:\/\/file\/.+\/accounts\.yaml:\d+:\d+$/)
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
  assert.ok((await page.getByRole('status').allInnerTexts()).includes('1 errore'))
  // The keyboard alone folds and opens it.
  const button = panel.getByRole('button')
  await button.focus()
  await page.keyboard.press('Escape')
  assert.equal(await button.getAttribute('aria-expanded'), 'false')
  assert.equal(await panel.locator('.body').isVisible(), false)
  await page.keyboard.press('Enter')
  assert.equal(await button.getAttribute('aria-expanded'), 'true')
  edit('accounts.yaml', 'porpose:', 'purpose:')
  await panel.waitFor({ state: 'detached' })
  assert.match((await page.getByRole('status').allInnerTexts()).join(), /Errori corretti/)
  assert.equal(await isSame(), true, 'the page never changed')
  assert.deepEqual(complaints, [])
  await close()
})

test('notes stand in a side panel of the page that they are about, and stay folded over a reload', async () => {
  edit('it/contatti.md', body('').trimEnd(), body('[Qui](https://www.example.org/)').trimEnd())
  const { page, close } = await open('contatti.html')
  const panel = page.getByRole('region', { name: 'Segnalazioni su questa pagina' })
  await panel.waitFor()
  const button = panel.getByRole('button')
  assert.equal(await button.getAttribute('aria-expanded'), 'true')
  const rule = panel.getByRole('link', { name: 'vague-link' })
  const [page2] = await Promise.all([page.context().waitForEvent('page'), rule.click()])
  await page2.getByRole('heading', { level: 1 }).waitFor()
  const { violations } = await new AxeBuilder({ page: page2 }).setLegacyMode().analyze()
  assert.deepEqual(violations.map(({ id }) => id), [])
  await page2.close()
  await button.click()
  await page.reload()
  await panel.waitFor()
  assert.equal(await button.getAttribute('aria-expanded'), 'false')
  await close()
  const other = await open('personale.html')
  assert.equal(await other.page.getByRole('region', { name: 'Segnalazioni su questa pagina' }).count(), 0)
  await other.close()
})

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1366, 375, 320]) {
    test(`axe finds nothing on the panels, ${colorScheme}, ${width} px`, async () => {
      edit('it/contatti.md', body('').trimEnd(), body('[Qui](https://www.example.org/)').trimEnd())
      spoil()
      const { page, close } = await open('contatti.html', { colorScheme, viewport: { width, height: 800 } })
      await page.getByRole('region', { name: 'Da correggere prima di pubblicare' }).waitFor()
      for (const opened of ['errors', 'notes']) {
        const { violations, passes } = await new AxeBuilder({ page }).include('limpido-preview').analyze()
        assert.deepEqual(violations.map(({ id, nodes }) => `${opened} ${id}: ${nodes.map(({ target }) => target)}`), [])
        assert.ok(passes.some(({ id }) => id === 'color-contrast'), 'the net holds: the panel was looked at')
        const inside = await page.evaluate(() => {
          const boxes = [...document.querySelector('limpido-preview').shadowRoot.querySelectorAll('section')].map((section) => section.getBoundingClientRect())
          return boxes.every(({ left, right, top, bottom }) => left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight)
        })
        assert.ok(inside, `${opened}: the panels stay within the window`)
        if (opened === 'errors') {
          for (const name of ['Da correggere prima di pubblicare', 'Segnalazioni su questa pagina']) {
            const button = page.getByRole('region', { name }).getByRole('button')
            if (await button.count()) await button.click()
          }
        }
      }
      await close()
    })
  }
}

test('text of the author is never markup in the panel', async () => {
  const { page, close } = await open('contatti.html')
  edit('accounts.yaml', 'purpose:', '"<img src=x onerror=alert(1)>":')
  const panel = page.getByRole('region', { name: 'Da correggere prima di pubblicare' })
  await panel.waitFor()
  assert.ok((await panel.innerText()).includes('<img src=x onerror=alert(1)>'))
  assert.equal(await panel.locator('img').count(), 0)
  await close()
})

/** A server that stays as long as the test; its port. */
async function listen(context, answer) {
  const other = createServer(answer)
  context.after(() => other.closeAllConnections() ?? other.close())
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  return other.address().port
}

test('a link that leads out tells nobody the secret of a preview for devices, whatever a theme says', async (context) => {
  const asked = []
  const port = await listen(context, (request, response) => {
    asked.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`)
    response.end('<!doctype html><title>Fuori</title>')
  })
  const out = `http://127.0.0.1:${port}/fuori`
  const frame = readFileSync(fileURLToPath(new URL('../../themes/italia/page.html', import.meta.url)), 'utf8')
  // What a template prints is looked at by nobody before it is shown.
  const link = `<meta name="{{ 'referrer' }}" content=unsafe-url><a href="{{ '${out}' }}" referrerpolicy="unsafe-url" ping="${out}">Portami fuori</a>`
  writeFileSync(path('themes/mio/page.html'), frame + link)
  address = await serve('--port', '0', '--host', '127.0.0.1')
  const secret = new URL(address).pathname.split('/')[1]
  assert.match(secret, /^[0-9a-f]{32}$/)
  const { page, close } = await open('contatti.html')
  await page.getByText('Portami fuori').click()
  await page.waitForURL(out)
  const left = asked.filter((one) => one.includes(' /fuori\n')).join('\n\n')
  assert.match(left, /^GET/m)
  assert.doesNotMatch(left, /referer|ping-from/i)
  assert.ok(!asked.join().includes(secret))
  await close()
})

test('by a name that is allowed the preview works whole, and through what forwards a port', async (context) => {
  address = await serve('--port', '0', '--allow-host', 'anteprima.localhost')
  const own = new URL(address)
  // What forwards a port may call by a name of its own; the browser knows nothing of it.
  const port = await listen(context, ({ method, url, headers }, response) => {
    const asked = request({ host: own.hostname, port: own.port, method, path: url, headers: { ...headers, host: own.host } }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers)
      answer.pipe(response)
    })
    asked.on('error', () => response.destroy())
    response.on('close', () => asked.destroy())
    asked.end()
  })
  for (const name of [`anteprima.localhost:${own.port}`, `anteprima.localhost:${port}`]) {
    address = `http://${name}/`
    const { page, complaints, close } = await open('contatti.html')
    const words = `Parole viste da ${name}.`
    edit('it/contatti.md', body('').trimEnd(), body(words).trimEnd())
    await page.getByText(words).waitFor()
    assert.deepEqual(complaints, [])
    await close()
  }
})
