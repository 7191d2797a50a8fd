// The built demo in a real browser: what no test of text can see. DEMO names the published folder.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { address, blank, demo, everyPage, isOwn, open, pages, read, start, stop } from './site.js'

before(() => start())
after(stop)

test('there are pages in both languages', () => {
  assert.ok(pages.includes('index.html') && pages.includes('en/index.html') && pages.length >= 23, pages.join())
})

test('no page asks another host, breaks its own policy or misses a file', async () => {
  assert.deepEqual(await everyPage(({ complaints, requests }) => [...complaints, ...requests.filter((url) => !isOwn(url))]), [])
})

test('the first stop of the keyboard leads to the content, every stop is visible and none is a trap', async () => {
  const { page, close } = await open('account-ufficiali.html', { reducedMotion: 'reduce' })
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#contenuto')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'contenuto')
  await page.goto('about:blank')
  await page.goto(address('account-ufficiali.html'))
  const stops = await page.evaluate(() => {
    globalThis.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((it) => it.checkVisibility({ visibilityProperty: true }))
    return globalThis.stops.length
  })
  assert.ok(stops > 30, `${stops} stops`)
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const { key, outline, visible, name } = await page.evaluate(() => {
      const element = document.activeElement
      const box = element.getBoundingClientRect()
      const visible = box.width > 0 && box.bottom > 0 && box.top < innerHeight
      return { key: globalThis.stops.indexOf(element), outline: getComputedStyle(element).outlineStyle, visible, name: element.outerHTML.slice(0, 100) }
    })
    assert.equal(key, stop, `the order of the page: ${name}`)
    assert.ok(outline !== 'none' && visible, name)
  }
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => globalThis.stops.indexOf(document.activeElement)), -1, 'the last stop lets go')
  await close()
})

test('pages open from a folder too, with their style', async () => {
  for (const path of ['index.html', 'en/moderation.html']) {
    const { page, close } = await blank()
    await page.goto(pathToFileURL(join(demo, path)).href)
    const colour = await page.evaluate(() => getComputedStyle(document.querySelector('.it-header-center-wrapper')).backgroundColor)
    assert.equal(colour, 'rgb(0, 98, 66)', path)
    await page.locator('.navbar a').nth(2).click()
    assert.equal(await page.locator('h1').count(), 1, path)
    await close()
  }
})

test('the open data keep their schema, and search engines are told the same accounts', async () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(read('accounts.schema.json')))
  const data = JSON.parse(read('accounts.json'))
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
