// Other eyes and other hands: large text, deep zoom, forced colours, no motion, a finger.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lost, moving, small, stuck } from './eyes.js'
import { blank, everyPage, open, pages, start, stop, walk } from './site.js'

before(() => start())
after(stop)

const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'
const narrow = { viewport: { width: 320, height: 256 }, reducedMotion: 'reduce', bypassCSP: true }

const findings = walk(async ({ page }) => {
  const styled = async (content, look) => {
    const style = await page.addStyleTag({ content })
    const found = await page.evaluate(look)
    await style.evaluate((element) => element.remove())
    return found
  }
  await page.setViewportSize(narrow.viewport)
  const motion = await page.evaluate(moving)
  const covered = await page.evaluate(stuck)
  const deep = [...(await page.evaluate(lost)), ...(covered > 0.5 ? [`${Math.round(covered * 100)} % of the window stay covered`] : [])]
  const spaced = await styled(spacing, lost)
  await page.setViewportSize({ width: 375, height: 667 })
  const finger = await page.evaluate(small)
  await page.setViewportSize({ width: 1280, height: 900 })
  return { deep, spaced, finger, motion, wide: await page.evaluate(lost), large: await styled('html { font-size: 200% !important }', lost) }
}, { ...narrow, hasTouch: true })

test('nothing is lost, laid over or scrolled sideways at 400 % zoom, and bars that stay leave half of the window free', async () => {
  assert.deepEqual(await findings('deep'), [])
})

test('nothing is lost with the text spacing of WCAG 1.4.12 at 320 pixels', async () => {
  assert.deepEqual(await findings('spaced'), [])
})

test('nothing is lost in a wide window, nor there with text at 200 %', async () => {
  assert.deepEqual(await findings('wide'), [])
  assert.deepEqual(await findings('large'), [])
})

test('a finger meets at least 24 by 24 pixels', async () => {
  assert.deepEqual(await findings('finger'), [])
})

test('with reduced motion nothing moves', async () => {
  assert.deepEqual(await findings('motion'), [])
})

test('what has the focus is not under something else at 400 % zoom', async () => {
  for (const path of ['index.html', 'account-ufficiali.html']) {
    const { page, close } = await open(path, narrow)
    const stops = new Set()
    for (;;) {
      await page.keyboard.press('Tab')
      const { name, over } = await page.evaluate(() => {
        const element = document.activeElement
        if (element === document.body) return {}
        const { left, top, width, height } = element.getClientRects()[0]
        const hit = document.elementFromPoint(left + width / 2, top + height / 2)
        const clear = hit && (element.contains(hit) || hit.contains(element))
        return { name: element.outerHTML, over: clear ? null : hit?.outerHTML.slice(0, 100) ?? 'the edge of the window' }
      })
      if (!name) break
      stops.add(name)
      assert.equal(over, null, `${path}: ${name}`)
    }
    assert.ok(stops.size > 20, `${path}: ${stops.size} stops`)
    await close()
  }
})

/** How many pixels of two pictures differ by a contrast of 3 to 1 or more. */
async function apart(sheet, one, two) {
  return sheet.evaluate(async (pictures) => {
    const [before, after] = await Promise.all(pictures.map(async (picture) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob())
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      canvas.drawImage(bitmap, 0, 0)
      return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data
    }))
    const linear = (value) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
    const light = (data, at) => 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]) + 0.05
    let pixels = 0
    for (let at = 0; at < before.length; at += 4) {
      const [x, y] = [light(before, at), light(after, at)]
      if (Math.max(x, y) / Math.min(x, y) >= 3) pixels++
    }
    return pixels
  }, [one.toString('base64'), two.toString('base64')])
}

/** Pictures of the place of an element before and after `change`. */
async function beforeAndAfter(page, element, change) {
  await element.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await element.boundingBox()
  const clip = { x: Math.max(0, x - 4), y: Math.max(0, y - 4), width: width + 8, height: height + 8 }
  const one = await page.screenshot({ clip })
  await element.evaluate(change)
  return [one, await page.screenshot({ clip })]
}

const schemes = { 'forced colours': { forcedColors: 'active' }, 'forced colours, dark': { forcedColors: 'active', colorScheme: 'dark' }, light: {}, dark: { colorScheme: 'dark' } }

for (const [scheme, options] of Object.entries(schemes)) {
  test(`the current page and language stand out in the menus: ${scheme}`, async () => {
    const sheet = await blank()
    const { page, close } = await open('account-ufficiali.html', { reducedMotion: 'reduce', ...options })
    const marks = await page.locator('header [aria-current]:visible').elementHandles()
    assert.equal(marks.length, 2)
    for (const mark of marks) {
      const pictures = await beforeAndAfter(page, mark, (element) => {
        element.removeAttribute('aria-current')
        element.classList.remove('active')
      })
      assert.ok((await apart(sheet.page, ...pictures)) >= 20, await mark.textContent())
    }
    await close()
    await sheet.close()
  })
}

/** Pictures and drawn marks, one of each kind on each ground: elements, and boxes that CSS draws before or after one. */
function marks() {
  for (const details of document.querySelectorAll('details')) details.open = true
  const kinds = new Map()
  const ground = (element) => element.closest('[class*="btn"], [class*="callout"], [class*="badge"], [class*="chip"], [class*="card"], header, footer, main')
  const add = (element, part, kind) => {
    const key = `${kind} in ${ground(element)?.className || ground(element)?.localName}`
    if (!kinds.has(key)) element.dataset[`mark${part}`] = kinds.set(key, part).size
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    const { width, height } = element.getBoundingClientRect()
    if (element.matches('img, svg') && width > 6 && height > 6) add(element, '', element.querySelector('use')?.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('viewBox'))
    for (const part of ['Before', 'After']) {
      const style = getComputedStyle(element, `::${part.toLowerCase()}`)
      const [across, down] = [parseFloat(style.width), parseFloat(style.height)]
      if (style.content === '""' && style.display !== 'none' && across >= 6 && across <= 64 && down >= 6 && down <= 64) add(element, part, `${element.className}::${part.toLowerCase()}`)
    }
  }
  return [...kinds].map(([name, part]) => ({ name, part }))
}

// The whole policy in one page holds every part of the others.
const varied = ['index.html', 'policy-completa.html', 'account-ufficiali.html', 'codici-qr.html'].filter((path) => pages.includes(path))

test('icons and pictures are seen in forced colours', async () => {
  const sheet = await blank()
  const known = new Set()
  const found = []
  for (const colorScheme of ['light', 'dark']) {
    known.clear()
    found.push(...(await everyPage(async ({ page }) => {
      await page.addStyleTag({ content: '[data-mark-before].unseen::before, [data-mark-after].unseen::after, [data-mark].unseen { visibility: hidden !important }' })
      const unseen = []
      for (const [index, { name, part }] of (await page.evaluate(marks)).entries()) {
        if (known.has(name)) continue
        known.add(name)
        const element = await page.$(`[data-mark${part && `-${part.toLowerCase()}`}="${index + 1}"]`)
        const pictures = await beforeAndAfter(page, element, (it) => it.classList.add('unseen'))
        await element.evaluate((it) => it.classList.remove('unseen'))
        const pixels = await apart(sheet.page, ...pictures)
        if (pixels < 12) unseen.push(`${colorScheme}: ${name} (${pixels} pixels)`)
      }
      return unseen
    }, { paths: varied, forcedColors: 'active', colorScheme, reducedMotion: 'reduce', bypassCSP: true })))
  }
  assert.deepEqual(found, [])
  await sheet.close()
})

test('the net holds: what would be lost, small or moving is found', async () => {
  const sheet = await blank()
  const { page, close } = await open('index.html', { ...narrow, forcedColors: 'active' })
  assert.deepEqual(await page.evaluate(lost), [])
  const plant = (css) => page.addStyleTag({ content: css })
  await plant('h1 { height: .5em; overflow: hidden }')
  assert.ok((await page.evaluate(lost)).some((finding) => finding.includes('cut off')))
  await plant('h1 { height: auto; margin-bottom: -2em }')
  assert.ok((await page.evaluate(lost)).some((finding) => finding.includes('lies over')))
  await plant('h1 { position: relative; left: -3em }')
  assert.ok((await page.evaluate(lost)).some((finding) => finding.includes('leaves the window')))
  await plant('header { position: sticky; top: 0; height: 60vh; overflow: hidden }')
  assert.ok((await page.evaluate(stuck)) > 0.5)
  await plant('footer a { font-size: 8px; padding: 0 !important; line-height: 1; min-height: 0 !important }')
  assert.ok((await page.evaluate(small)).length > 3)
  await plant('.icon { fill: Canvas !important }')
  const icon = await page.$('main .icon')
  assert.equal(await apart(sheet.page, ...(await beforeAndAfter(page, icon, (it) => { it.style.visibility = 'hidden' }))), 0)
  await plant('a { transition: color .3s } h1::before { content: ""; animation: x 2s }')
  assert.ok((await page.evaluate(moving)).length > 1)
  await close()
  await sheet.close()
})
