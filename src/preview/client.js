// The preview's own script, on every page that it shows: it waits for events, reloads or swaps the style, and draws the panel.
// All that comes from the report is set as text, never as HTML.
(() => {
  const { own, base, site, page, version, sheet, lang } = document.currentScript.dataset
  const words = {
    it: {
      errors: (n) => (n === 1 ? '1 errore' : `${n} errori`), notes: (n) => (n === 1 ? '1 segnalazione' : `${n} segnalazioni`),
      errorsTitle: 'Da correggere prima di pubblicare', notesTitle: 'Segnalazioni su questa pagina',
      kept: 'Finché non correggi, le pagine restano quelle di prima.', why: 'Che cosa vuol dire:', cause: 'Vedi anche', replace: 'Scrivi',
      newTab: '(si apre in un’altra scheda)', open: 'Apri nell’editor:', hide: 'Riduci', show: 'Mostra', mended: 'Errori corretti',
      none: 'Nessuna segnalazione', more: (n) => `Altre ${n} non sono elencate.`, waived: (n) => (n === 1 ? '1 deroga in corso.' : `${n} deroghe in corso.`),
      lost: 'L’anteprima non risponde: forse «limpido serve» è stato chiuso.', found: 'L’anteprima risponde di nuovo.',
    },
    en: {
      errors: (n) => (n === 1 ? '1 error' : `${n} errors`), notes: (n) => (n === 1 ? '1 note' : `${n} notes`),
      errorsTitle: 'To mend before publishing', notesTitle: 'Notes on this page',
      kept: 'Until you mend this, the pages are those of before.', why: 'What this means:', cause: 'See also', replace: 'Write',
      newTab: '(opens in another tab)', open: 'Open in the editor:', hide: 'Fold', show: 'Show', mended: 'Errors mended',
      none: 'No notes', more: (n) => `${n} more are not listed.`, waived: (n) => (n === 1 ? '1 waiver in force.' : `${n} waivers in force.`),
      lost: 'The preview does not answer: perhaps `limpido serve` was closed.', found: 'The preview answers again.',
    },
  }[lang === 'en' ? 'en' : 'it']

  // What must outlive a reload: this tab's memory, which may be refused.
  const memory = {
    get: (key) => { try { return JSON.parse(sessionStorage.getItem(`limpido ${key}`)) } catch { return null } },
    set: (key, value) => { try { sessionStorage.setItem(`limpido ${key}`, JSON.stringify(value)) } catch { /* without it */ } },
  }

  /** An element: its properties (`class`, `text`, attributes) and its children. */
  function make(name, { class: names, text, ...attributes } = {}, ...children) {
    const element = document.createElement(name)
    if (names) element.className = names
    if (text !== undefined) element.textContent = text
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value)
    element.append(...children.filter(Boolean))
    return element
  }

  const host = make('limpido-preview', { lang: lang === 'en' ? 'en' : 'it' })
  const root = host.attachShadow({ mode: 'open' })
  const status = make('p', { class: 'spoken', role: 'status' })
  const panels = make('div', { class: 'panels' })
  const style = make('link', { rel: 'stylesheet', href: `${own}client.css` })
  panels.hidden = true
  style.addEventListener('load', () => { panels.hidden = false })
  root.append(style, status, panels)
  document.body.append(host)

  function excerpt(lines) {
    return make('pre', {}, ...lines.map(({ line, text, mark, cut }) => {
      // Columns count characters, and a character may be two units of a text here.
      const signs = [...text]
      const code = mark
        ? [signs.slice(0, mark[0]).join(''), make('mark', { text: signs.slice(mark[0], Math.max(mark[1], mark[0] + 1)).join('') || ' ' }), signs.slice(Math.max(mark[1], mark[0] + 1)).join('')]
        : [text]
      return make('span', { class: 'line' }, make('span', { class: 'number', text: `${line} ` }), cut && '…', ...code, '\n')
    }))
  }

  function place({ path, line, column, editor }) {
    if (!path) return undefined
    const shown = [path, line, column].filter(Boolean).join(':')
    if (!editor) return make('p', { class: 'place' }, make('code', { text: shown }))
    return make('p', { class: 'place' }, make('a', { href: editor }, make('span', { class: 'spoken', text: `${words.open} ` }), make('code', { text: shown })))
  }

  // What to write, unless the sentence says it already.
  const instead = ({ message, replace }) => (replace && !message.includes(replace) ? [`. ${words.replace}: `, make('code', { text: replace })] : [])

  /** A norma with its address, `Title <https://…>`, as a link. */
  function cited(norma, outside) {
    const [, title, address] = norma.match(/^(.*?)\s*<(https:[^<>\s]+)>$/s) ?? []
    return [address ? outside(address, title) : norma]
  }

  function card(finding) {
    const { level, level_name: name, rule, page: rulePage, message, related = [], hints, norma, excerpt: lines } = finding
    const outside = (href, text) => make('a', { href, target: '_blank', rel: 'noopener' }, text, make('span', { class: 'spoken', text: ` ${words.newTab}` }))
    return make('li', { class: level },
      make('h3', {}, make('span', { class: 'level', text: name[0].toUpperCase() + name.slice(1) }), ` ${message}`),
      place(finding),
      lines?.length && excerpt(lines),
      ...related.map((other) => make('p', {}, `${words.cause} `, make('code', { text: `${other.path}:${other.line}` }), `: ${other.message}`)),
      ...hints.map((hint) => make('p', { class: 'hint' }, hint.message, ...instead(hint))),
      norma && make('p', { class: 'norma' }, ...cited(norma, outside)),
      rulePage && make('p', {}, `${words.why} `, outside(rulePage, rule)))
  }

  /** A panel that can be folded; it remembers whether it is. */
  function panel(kind, title, count, findings, remarks, isOpen) {
    const id = `limpido-${kind}`
    const button = make('button', { type: 'button', 'aria-controls': id, 'data-key': kind })
    const section = make('section', { class: kind, 'aria-label': title })
    const body = make('div', { class: 'body', id }, make('h2', { text: title }), ...remarks.map((text) => make('p', { text })), make('ul', {}, ...findings.map(card)))
    const fold = (open) => {
      button.setAttribute('aria-expanded', open)
      button.replaceChildren(`${count} `, make('span', { class: 'act', text: open ? words.hide : words.show }))
      body.hidden = !open
      section.classList.toggle('folded', !open)
    }
    fold(memory.get(kind) ?? isOpen)
    const turn = (open) => { memory.set(kind, open); fold(open) }
    button.addEventListener('click', () => turn(body.hidden))
    section.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || body.hidden) return
      turn(false)
      button.focus()
    })
    section.append(button, body)
    return section
  }

  let last
  let spoken
  let ownFocus
  /** Draws the report; what is the same as before is left alone, and with it the reader's place in it. */
  function draw(data) {
    if (data === last) return
    last = data
    const { kept, findings, hidden, waived } = JSON.parse(data)
    // What nobody has confirmed on other pages comes last: it is read there.
    const isElsewhere = ({ rule, pages }) => rule === 'unconfirmed' && pages && !pages.includes(page)
    const wrong = findings.filter(({ level }) => level === 'error')
    const errors = [...wrong.filter((found) => !isElsewhere(found)), ...wrong.filter(isElsewhere)]
    const notes = findings.filter(({ level, pages }) => level !== 'error' && (!pages || pages.includes(page)))
    const focused = root.activeElement?.dataset.key ?? ownFocus
    ownFocus = null
    const scrolled = Object.fromEntries([...panels.children].map((child) => [child.className.split(' ')[0], child.querySelector('.body').scrollTop]))
    const remarks = [hidden && words.more(hidden), waived && words.waived(waived)].filter(Boolean)
    panels.replaceChildren(...[
      errors.length && panel('errors', words.errorsTitle, words.errors(errors.length), errors, kept ? [words.kept] : [], true),
      notes.length && panel('notes', words.notesTitle, words.notes(notes.length), notes, remarks, matchMedia('(min-width: 80rem)').matches && !errors.length),
    ].filter(Boolean))
    for (const child of panels.children) child.querySelector('.body').scrollTop = scrolled[child.className.split(' ')[0]] ?? 0
    if (focused) root.querySelector(`[data-key="${focused}"]`)?.focus({ preventScroll: true })
    // An error mended and made again is worth opening again.
    if (!errors.length) memory.set('errors', null)
    const text = errors.length ? words.errors(errors.length) : notes.length ? words.notes(notes.length) : words.none
    const before = spoken ?? memory.get('spoken')
    if (text !== before?.text) status.textContent = before?.errors && !errors.length ? `${words.mended}. ${text}` : text
    spoken = { text, errors: errors.length }
    memory.set('spoken', spoken)
  }

  // Scroll and focus, kept over a reload of this address. An element is known again by what it is and says, not by its place:
  // the text before it may have grown.
  const where = location.pathname
  const known = 'a, button, input, select, textarea, summary, details, [tabindex]'
  const sign = (element) => [element.localName, element.id, element.getAttribute('href'), element.getAttribute('name'), element.textContent.trim().slice(0, 80)].join('\n')
  const alike = (signed) => [...document.querySelectorAll(known)].filter((element) => sign(element) === signed)
  const mark = (element) => ({ signed: sign(element), at: alike(sign(element)).indexOf(element) })
  const find = ({ signed, at }) => alike(signed)[at]
  function keep() {
    const active = document.activeElement
    const isOwn = active === host
    memory.set('kept', {
      where, x: scrollX, y: scrollY,
      focus: active && active !== document.body && !isOwn ? mark(active) : null, key: isOwn ? root.activeElement?.dataset.key : null,
      open: [...document.querySelectorAll('details[open]')].map(mark),
    })
  }
  const kept = memory.get('kept')
  memory.set('kept', null)
  if (kept?.where === where) {
    ownFocus = kept.key
    history.scrollRestoration = 'manual'
    for (const details of kept.open) find(details)?.setAttribute('open', '')
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' })
    back()
    if (kept.focus) find(kept.focus)?.focus({ preventScroll: true })
    // Pictures and fonts may move what stands below them.
    addEventListener('load', () => document.fonts.ready.then(() => { back(); history.scrollRestoration = 'auto' }), { once: true })
  }

  let styled = sheet
  function swap(next) {
    const old = [...document.querySelectorAll('link[rel=stylesheet]')].find((link) => new URL(link.href).pathname === new URL(base + styled, location.href).pathname)
    if (!old) return location.reload()
    const link = old.cloneNode()
    link.href = base + next
    styled = next
    // Both stand until the new one is there: the page is never bare.
    link.addEventListener('load', () => old.remove())
    old.after(link)
  }

  let stream
  let silence
  function listen() {
    const query = new URLSearchParams({ site, page, version, sheet: styled, lang })
    stream = new EventSource(`${own}events?${query}`)
    stream.addEventListener('reload', () => {
      stream.close()
      keep()
      location.reload()
    })
    stream.addEventListener('css', ({ data }) => swap(data))
    stream.addEventListener('findings', ({ data }) => draw(data))
    stream.addEventListener('open', () => {
      clearTimeout(silence)
      if (silence) status.textContent = words.found
      silence = 0
      root.querySelector('.lost')?.remove()
    })
    stream.addEventListener('error', () => {
      // What the address says is old by now; a new stream says what this page has.
      stream.close()
      silence ||= setTimeout(() => root.append(make('p', { class: 'lost', role: 'alert', text: words.lost })), 2500)
      setTimeout(() => document.hidden || listen(), 1000)
    })
  }
  // A browser opens few connections to one server: a page that nobody sees gives its own back.
  document.addEventListener('visibilitychange', () => {
    stream?.close()
    if (!document.hidden) listen()
  })
  addEventListener('pagehide', () => stream?.close())
  addEventListener('pageshow', ({ persisted }) => persisted && listen())
  if (!document.hidden) listen()
})()
