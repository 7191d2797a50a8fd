// The box that tells whether an account is official, and the page without it. DEMO names the published folder.
import assert from 'node:assert/strict'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const page = pathToFileURL(join(resolve(process.env.DEMO), 'account-ufficiali.html')).href
let browser

before(async () => {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(() => browser?.close())

test('the box answers official, closed, not official, look-alike or unknown', async () => {
  const tab = await (await browser.newContext()).newPage()
  const requests = []
  tab.on('request', (request) => requests.push(request.url()))
  await tab.goto(page)
  const before = requests.length
  for (const [typed, ...kinds] of [
    ['@comune.borgochiaro.example', 'official', 'official'],
    ['COMUNE.borgochiaro.example', 'official', 'official'],
    ['https://m.facebook.com/Comune.BorgoChiaro.example/?ref=x', 'official'],
    ['facebook.com/groups/partecipa.borgochiaro.example', 'official'],
    ['https://social.borgochiaro.example/@comune', 'official'],
    ['+39 300 000 1122', 'official'],
    ['https://api.whatsapp.com/send?phone=393000001122', 'official'],
    ['https://twitter.com/borgochiaro_ex', 'closed'],
    ['buoni.borgochiaro.example', 'other'],
    ['comune.borgochiaro.examp1e', 'unknown', 'similar', 'similar'],
    ['https://facebook.com/unaltro', 'unknown'],
    ['javascript:alert(1)', 'unknown'],
    ['<img src=x onerror=alert(1)>', 'unknown'],
    ['', 'empty'],
  ]) {
    await tab.fill('#verifica-testo', typed)
    await tab.click('.account-check button')
    const found = await tab.locator('.account-check-result p').evaluateAll((all) => all.map((line) => line.className.replace('account-check-', '')))
    assert.deepEqual(found, kinds, typed)
  }
  assert.equal(await tab.locator('.account-check-result img').count(), 0)
  assert.deepEqual(requests.slice(before).filter((url) => !url.endsWith('.svg')), [], 'what a reader writes stays on the page')
  // The answer leads to the account.
  await tab.fill('#verifica-testo', 'borgochiaro_example')
  await tab.press('#verifica-testo', 'Enter')
  await tab.click('.account-check-result a')
  assert.ok(tab.url().endsWith('#telegram-borgochiaro-example'), tab.url())
})

test('without script the box is not there, and the list says the same', async () => {
  const tab = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await tab.goto(page)
  assert.equal(await tab.locator('.account-check').isVisible(), false)
  assert.ok(await tab.locator('#telegram-borgochiaro-example').isVisible())
})
