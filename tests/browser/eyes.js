// Functions that run inside a page and tell what a reader would not see: each stands alone, for it is sent there as text.

/** Text that lies over other text or a picture, is cut off, or leaves the window. With every disclosure open. */
export function lost() {
  scrollTo({ top: 0, behavior: 'instant' })
  for (const details of document.querySelectorAll('details')) {
    details.removeAttribute('name')
    details.open = true
  }
  const styles = new Map()
  const styleOf = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element)
  const lineage = (element) => (element ? [element, ...lineage(element.parentElement)] : [])
  const forEars = (element) => lineage(element).some((it) => styleOf(it).clipPath.startsWith('inset(50%'))
  const floats = (element) => lineage(element).some((it) => styleOf(it).position === 'fixed')
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !forEars(element) && !floats(element)
  const cutter = (element) => lineage(element).find((it) => /hidden|clip/.test(styleOf(it).overflow) && it !== document.body && it !== document.documentElement)
  const boxes = []
  const found = []
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node; (node = words.nextNode()); ) {
    const element = node.parentElement
    if (!node.data.trim() || !seen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const cut = cutter(element)?.getBoundingClientRect()
    for (const { left, right, top, height, bottom } of range.getClientRects()) {
      if (right - left < 1 || bottom + scrollY < 0) continue
      const name = `«${node.data.trim().slice(0, 30)}»`
      // The middle of the line only: ascenders of one line may reach into the one above.
      const box = { name, node, left, right, top: top + height * 0.28, bottom: bottom - height * 0.28 }
      if (left < -1 || right > innerWidth + 1) found.push(`${name} leaves the window (${Math.round(left)} to ${Math.round(right)})`)
      if (cut && (box.left < cut.left - 1 || box.right > cut.right + 1 || box.top < cut.top - 1 || box.bottom > cut.bottom + 1)) found.push(`${name} is cut off`)
      boxes.push(box)
    }
  }
  for (const picture of document.querySelectorAll('img, svg')) {
    const { left, right, top, bottom, width, height } = picture.getBoundingClientRect()
    if (width > 6 && height > 6 && seen(picture)) boxes.push({ name: `<${picture.localName}>`, node: picture, left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 })
  }
  boxes.sort((one, two) => one.top - two.top)
  boxes.forEach((one, index) => {
    for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 1; next++) {
      const two = boxes[next]
      if (one.node !== two.node && Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2) found.push(`${one.name} lies over ${two.name}`)
    }
  })
  const { scrollWidth } = document.scrollingElement
  if (scrollWidth > innerWidth) found.push(`scrolls sideways: ${scrollWidth} in ${innerWidth}`)
  return [...new Set(found)]
}

/** The share of the window's height that stays covered while the page scrolls, at its worst. */
export function stuck() {
  const held = () => new Map([...document.querySelectorAll('body *')]
    .filter((it) => /fixed|sticky/.test(getComputedStyle(it).position) && it.checkVisibility({ visibilityProperty: true }))
    .map((it) => [it, it.getBoundingClientRect()]))
  let worst = 0
  for (const part of [0.3, 0.6, 0.9]) {
    scrollTo({ top: part * (document.scrollingElement.scrollHeight - innerHeight), behavior: 'instant' })
    const before = held()
    scrollBy({ top: -30, behavior: 'instant' })
    const rows = new Set()
    for (const [it, { top, bottom }] of held()) {
      if (before.get(it)?.top !== top) continue
      for (let row = Math.max(0, Math.round(top)); row < Math.min(innerHeight, bottom); row++) rows.add(row)
    }
    worst = Math.max(worst, rows.size / innerHeight)
  }
  return worst
}

/** Links, buttons and fields under 24 by 24 pixels, but for links in the middle of a sentence. */
export function small() {
  for (const details of document.querySelectorAll('details')) details.open = true
  const inSentence = (link) => {
    if (getComputedStyle(link).display !== 'inline') return false
    let block = link.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    const around = block.cloneNode(true)
    for (const other of around.querySelectorAll('a, .visually-hidden')) other.remove()
    return /[\p{L}\p{N}]/u.test(around.textContent)
  }
  return [...document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex="0"]')]
    .filter((it) => it.checkVisibility({ visibilityProperty: true }))
    .map((it) => ({ it, box: it.getBoundingClientRect() }))
    .filter(({ it, box }) => box.bottom + scrollY > 0 && (box.width < 24 || box.height < 24) && !inSentence(it))
    .map(({ it, box }) => `${it.localName}.${it.className} «${it.textContent.trim().slice(0, 30)}» ${Math.round(box.width * 10) / 10}×${Math.round(box.height * 10) / 10}`)
}

/** Whatever still moves: transitions and animations over a hundredth of a second, and smooth scrolling. */
export function moving() {
  const found = new Set()
  const seconds = (list) => Math.max(...list.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)))
  for (const element of document.querySelectorAll('*')) {
    for (const part of [null, '::before', '::after', '::details-content']) {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element, part)
      const name = `${element.localName}.${element.getAttribute('class') ?? ''}${part ?? ''}`
      if (seconds(transitionDuration) > 0.01) found.add(`${name}: transition ${transitionDuration}`)
      if (animationName !== 'none' && !(seconds(animationDuration) <= 0.01)) found.add(`${name}: animation ${animationDuration}`)
      if (!part && scrollBehavior === 'smooth') found.add(`${name}: smooth scrolling`)
    }
  }
  return [...found]
}

/** The pieces of text that a reader gets with every disclosure open, but for what needs the script; `within` a selector. */
export function pieces(within) {
  const without = '[data-script], nav, button, script, style, template, .visually-hidden, [hidden]'
  for (const details of document.querySelectorAll('details')) details.open = true
  const out = []
  for (const root of document.querySelectorAll(within)) {
    const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node; (node = words.nextNode()); ) {
      if (node.data.trim() && !node.parentElement.closest(without) && node.parentElement.checkVisibility({ visibilityProperty: true })) out.push(node.data)
    }
  }
  return out
}
