// axe on every page, in both schemes, and proof that it would find what people get wrong.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import { open, start, stop, walk } from './site.js'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

before(() => start())
after(stop)

async function findings(page) {
  // Our pages have no frames: the old way of running saves a window for each.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)
}

const everywhere = walk(async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await findings(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return { light, dark: await findings(page) }
})

for (const scheme of ['light', 'dark']) {
  test(`axe finds nothing on any page, ${scheme}`, async () => {
    assert.deepEqual(await everywhere(scheme), [])
  })
}

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
