// Every example of every component. COMPONENTS names the folder that `LIMPIDO_COMPONENTS=DIR cargo test components` wrote.
import assert from 'node:assert/strict'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright-core'

const folder = process.env.COMPONENTS
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
let browser

before(async () => {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(() => browser?.close())

for (const colorScheme of ['light', 'dark']) {
  for (const path of ['componenti.html', 'en/componenti.html']) {
    test(`axe finds nothing on the components, ${path}, ${colorScheme}`, { skip: !folder && 'COMPONENTS is not set' }, async () => {
      const page = await (await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } })).newPage()
      await page.goto(pathToFileURL(join(resolve(folder), path)).href)
      // What is folded away is looked at too.
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true }))
      // The page has an index of its own beside the example of one.
      const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(['landmark-unique']).setLegacyMode().analyze()
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), [])
    })
  }
}
