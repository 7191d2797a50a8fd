// Pictures as they came and as they are published, opened by themselves over http. PICTURES names the folder that
// `LIMPIDO_PICTURES=DIR cargo test pictures_for_a_browser` wrote.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const folder = process.env.PICTURES
const skip = !folder && 'PICTURES is not set'
const list = (kind) => readdirSync(join(folder, kind)).filter((name) => name.endsWith('.svg')).sort()
let browser
let server
let origin

before(async () => {
  server = createServer((request, response) => {
    try {
      const bytes = readFileSync(join(folder, decodeURIComponent(request.url)))
      // No policy and no other header helps: the picture alone must be harmless.
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${server.address().port}`
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(async () => {
  await browser?.close()
  server?.close()
})

/** What a picture does by itself, and when something in it is touched: programs that ran, and requests for anything else. */
async function deeds(context, kind, name) {
  const page = await context.newPage()
  const done = []
  const own = `${origin}/${kind}/${encodeURIComponent(name)}`
  page.on('dialog', async (dialog) => {
    done.push(`ran: ${dialog.message()}`)
    await dialog.dismiss()
  })
  await page.route('**', (route) => {
    const url = route.request().url()
    if (url === own) return route.continue()
    if (!url.endsWith('/favicon.ico')) done.push(`asked for: ${url}`)
    return route.abort()
  })
  await page.goto(own, { timeout: 10_000 }).catch((error) => done.push(`did not load: ${error.message.split('\n')[0]}`))
  // Where texts and links of the pictures stand.
  await page.mouse.click(3, 6)
  await page.waitForTimeout(100)
  await page.close()
  return done
}

/** What every picture of a folder does, four at a time. */
async function allDeeds(kind, names = list(kind)) {
  const [left, all] = [[...names], {}]
  const worker = async () => {
    const context = await browser.newContext({ viewport: { width: 400, height: 400 } })
    for (let name; (name = left.shift()); ) all[name] = await deeds(context, kind, name)
    await context.close()
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  return Object.entries(all).filter(([, done]) => done.length > 0)
}

async function shot(page, kind, name) {
  await page.goto(`${origin}/${kind}/${encodeURIComponent(name)}`)
  return (await page.screenshot({ animations: 'disabled' })).toString('base64')
}

test('no published picture runs a program or asks for anything', { skip }, async () => {
  assert.deepEqual([...(await allDeeds('published/hostile')), ...(await allDeeds('published/harmless'))], [])
})

test('the net holds: half of the pictures as they came do', { skip }, async () => {
  // Drawing these would keep the browser busy.
  const names = list('raw/hostile').filter((name) => !/^(too-much|drawn-by)/.test(name))
  const doing = (await allDeeds('raw/hostile', names)).filter(([, done]) => done.some((deed) => /^(ran|asked)/.test(deed)))
  assert.ok(doing.length >= 60, `${doing.length}: ${doing.map(([name]) => name).join(' ')}`)
})

test('pictures of drawing programs look as before', { skip }, async () => {
  const changed = []
  const page = await browser.newPage({ viewport: { width: 400, height: 400 } })
  for (const name of list('published/harmless')) {
    const [raw, published] = [await shot(page, 'raw/harmless', name), await shot(page, 'published/harmless', name)]
    if (raw !== published) changed.push(name)
  }
  // Its text in HTML is gone, and the text that it keeps for programs without HTML is shown.
  assert.deepEqual(changed, ['draw.io.svg'])
})
