// The national validator's checks that concern such a site (italia/pa-website-validator-ng), done on the page as it does them.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { framed, address, isOwn, open, start, stop, walk } from './site.js'

before(() => start())
after(stop)

/** Every class that a selector of Bootstrap Italia names. */
function kitClasses() {
  const file = createRequire(import.meta.url).resolve('bootstrap-italia/dist/css/bootstrap-italia.min.css')
  const css = readFileSync(file, 'utf8').replace(/\/\*.*?\*\/|url\([^)]*\)|"[^"]*"|'[^']*'/gs, '')
  const selectors = css.match(/[^{};]+(?=\{)/g).filter((selector) => !selector.trim().startsWith('@'))
  return new Set(selectors.join().match(/\.-?[_a-z][\w-]*/gi).map((name) => name.slice(1)))
}

/** C.SI.1.2 counts unique classes, those of the kit against all, and rounds. */
const share = async (page) => {
  const classes = await page.evaluate(() => [...new Set([...document.getElementsByTagName('*')].flatMap((e) => (e.getAttribute('class') ?? '').split(' ')))].filter(Boolean))
  const own = classes.filter((name) => !kit.has(name))
  return { percent: Math.round(((classes.length - own.length) / classes.length) * 100), own }
}

/** C.SI.1.1 looks at headings and paragraphs, here at everything: the first font that each element asks for. */
const strangeFonts = (page) => page.evaluate(() => {
  const allowed = ['titillium web', 'lora', 'roboto mono']
  const strange = new Map()
  for (const element of document.querySelectorAll('body, body *')) {
    const first = getComputedStyle(element).fontFamily.split(',', 1)[0].replace(/^"|"$/g, '')
    if (!allowed.includes(first.toLowerCase())) strange.set(`${element.localName}.${element.className?.baseVal ?? element.className}: ${first}`, 1)
  }
  return [...strange.keys()]
})

/** C.SI.3.2 and 3.3: marked links in a footer, the declaration with AgID, the privacy notice on a page that exists. */
async function missingLinks(page) {
  const href = (mark) => page.evaluate((it) => document.querySelector(`footer [data-element="${it}"]`)?.getAttribute('href') ?? null, mark)
  const found = []
  const declaration = await href('accessibility-link')
  if (!declaration?.includes('https://form.agid.gov.it/')) found.push(`accessibility-link: ${declaration}`)
  for (const mark of ['privacy-policy-link', 'legal-notes']) {
    const target = await href(mark)
    const url = target && target !== '#' ? new URL(target, page.url()).href : ''
    if (!isOwn(url) || !(await page.request.get(url)).ok()) found.push(`${mark}: ${target}`)
  }
  return found
}

/** C.SI.3.4: the page behind the legal notes has the title and, word for word, the paragraph (known by its hash). */
async function licenceFaults(page) {
  await page.goto(new URL(await page.locator('footer [data-element="legal-notes"]').first().getAttribute('href'), page.url()).href)
  const texts = (mark) => page.evaluate((it) => [...document.querySelectorAll(`[data-element="${it}"]`)].map((e) => e.textContent), mark)
  const title = (await texts('legal-notes-section')).join('').trim().toLowerCase()
  const body = (await texts('legal-notes-body')).join(' ').trim().toLowerCase().replaceAll(/\s+/g, ' ').replaceAll("'", '’')
  const found = []
  if (title !== 'licenza dei contenuti') found.push(`legal-notes-section says: ${title.slice(0, 60)}`)
  const hash = createHash('sha256').update(body).digest('hex')
  if (hash !== '4af8bff63c4e094b9d1a4d60da1a6092068dd73de4d3da76cbbeec9577aac6ae') found.push(`legal-notes-body says: ${body.slice(0, 60)}`)
  return found
}

const kit = kitClasses()
const findings = walk(async ({ page }) => {
  const { percent, own } = await share(page)
  return {
    classes: percent < 30 ? [`${percent} %; not of the kit: ${own.join(' ')}`] : [], fonts: await strangeFonts(page), links: await missingLinks(page),
  }
}, { paths: framed })

test('at least 30 % of the classes on every page are of Bootstrap Italia', async () => {
  assert.ok(kit.size > 1500 && kit.has('it-header-wrapper') && !kit.has('css'), `${kit.size} classes`)
  assert.deepEqual(await findings('classes'), [])
})

test('every element is set in a font that the validator allows', async () => {
  assert.deepEqual(await findings('fonts'), [])
})

test('every footer leads to the declaration of accessibility, the privacy notice and the legal notes', async () => {
  assert.deepEqual(await findings('links'), [])
})

test('the legal notes hold the licence as the validator wants it', async () => {
  const { page, close } = await open('index.html')
  assert.deepEqual(await licenceFaults(page), [])
  await close()
})

test('the net holds: what the validator would blame is found', async () => {
  const { page, close } = await open('index.html')
  await page.evaluate(() => {
    document.querySelector('h1').style.fontFamily = 'Arial'
    document.querySelector('footer [data-element="privacy-policy-link"]').href = 'manca.html'
    document.querySelector('footer [data-element="accessibility-link"]').href = 'https://example.org/'
    document.querySelector('main').className = Array.from({ length: 400 }, (_, n) => `proprio-${n}`).join(' ')
  })
  assert.equal((await strangeFonts(page)).length, 1)
  assert.equal((await missingLinks(page)).length, 2)
  assert.ok((await share(page)).percent < 30)
  await page.goto(address('index.html'))
  await page.route('**/note-legali.html', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('senza apporre', 'senza mettere') })
  })
  assert.ok((await licenceFaults(page)).some((fault) => fault.startsWith('legal-notes-body')))
  await close()
})
