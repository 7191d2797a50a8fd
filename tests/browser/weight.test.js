// A page must open on a poor line: limits for the first look at each, with nothing in store.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { framed, start, stop } from './site.js'
import { weights } from './weight.js'

const accounts = ['account-ufficiali.html', 'en/official-accounts.html']
const limits = { packed: 60 * 1024, withoutFonts: 20 * 1024 }
// The whole policy in one page, to print or to keep, is all the others together.
const whole = ['policy-completa.html', 'en/whole-policy.html']
const limitsOfWhole = { packed: 80 * 1024, withoutFonts: 44 * 1024 }

before(() => start())
after(stop)

test('the first look at every page costs at most 60 KB, 20 KB without fonts, and only the page of accounts has a script', async () => {
  const found = []
  for (const { path, weight, packed, withoutFonts } of await weights(framed)) {
    const most = whole.includes(path) ? limitsOfWhole : limits
    if (packed > most.packed) found.push(`${path}: ${packed} bytes`)
    if (withoutFonts > most.withoutFonts) found.push(`${path}: ${withoutFonts} bytes without fonts`)
    if (weight.script.raw > 0 && !accounts.includes(path)) found.push(`${path}: a script`)
    assert.ok(weight.html.packed > 500 && weight.css.packed > 500, path)
  }
  assert.deepEqual(found, [])
})
