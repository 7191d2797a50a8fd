// "Is this account really ours?": compares what a visitor writes with what the site knows of its accounts (verifica-dati.js).
// Nothing leaves the page. The steps, their order and the data are those of src/verify, and tests/it/verify.txt asks both.
(() => {
  'use strict'
  const { platforms, accounts, shorteners, country, texts, tell } = self.verificaDati
  const box = document.querySelector('.account-check')
  const result = box.querySelector('.account-check-result')
  const input = box.querySelector('input')

  /** In small letters; a letter of another alphabet whose small one is Latin stays as it is: the sign for kelvin is no k. */
  const smallOf = (text) => [...text].map((sign) => (sign > '\u007f' && sign.toLowerCase()[0] <= '\u007f' ? sign : sign.toLowerCase())).join('')
  const same = (one, other) => smallOf(one) === smallOf(other)

  // What a visitor writes, cleaned.

  const around = /^[\s"'«»“”‘’<>()[\]{},;!]+|[\s"'«»“”‘’<>()[\]{},;!.]+$/g

  function cleaned(written) {
    const words = written.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '').trim().split(/\s+/)
    const address = words.length > 1 && words.find((word) => word.includes('://'))
    return (address || words.join(' ')).replace(around, '')
  }

  /** The digits of a telephone number, and whether it says its country. */
  function numberOf(text) {
    const rest = text.replace(/^\+/, '')
    const digits = rest.replace(/\D/g, '')
    if (!/^[0-9 .\-/()]*$/.test(rest) || digits.length < 6) return null
    const isWhole = rest.length < text.length
    return !isWhole && digits.startsWith('00') ? [digits.slice(2), true] : [digits, isWhole]
  }

  const plainLetters = { a: 'àáâä', e: 'èéêë', i: 'ìíîï', o: 'òóôö', u: 'ùúûü', c: 'çč', s: 'šß', z: 'ž' }

  /** A name as names are compared: letters and digits of ASCII in words. */
  function folded(name) {
    let plain = name.toLowerCase()
    for (const [letter, others] of Object.entries(plainLetters)) plain = plain.replace(new RegExp(`[${others}]`, 'g'), letter)
    return plain.split(/[^a-z0-9]+/).filter(Boolean).join(' ')
  }

  // Addresses and their shapes.

  const isHost = (host) => {
    const labels = host.split('.')
    const top = labels[labels.length - 1]
    const isLabel = (label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)
    return host.length <= 253 && labels.length >= 2 && labels.every(isLabel) && top.length >= 2 && !isNumber(top)
  }

  function urlOf(text) {
    try { return new URL(text) } catch { return null }
  }

  function decoded(step) {
    try { return decodeURIComponent(step) } catch { return '\ufffd' }
  }

  function parsed(written) {
    let url = urlOf(written.includes('://') ? written : `https://${written}`)
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.port) return null
    const host = url.hostname.replace(/\.+$/, '').toLowerCase()
    if (!isHost(host)) return null
    if (url.hash.startsWith('#!')) url = urlOf(`https://${host}/${url.hash.slice(2).replace(/^\/+/, '')}`)
    if (!url) return null
    const steps = url.pathname.split('/').filter(Boolean).map(decoded)
    return { host, steps, query: [...url.searchParams], fragment: url.hash.slice(1) }
  }

  function plain({ host, steps, query }) {
    return `${host.replace(/^www\./, '')}/${steps.join('/')}` + query.map(([key, value], at) => `${at ? '&' : '?'}${key}=${value}`).join('')
  }

  const isNumber = (text) => /^[0-9]+$/.test(text)

  /** What stands in the place of {handle} or {id}; empty for a shape without one that is just the text; null for another. */
  function between(expected, found) {
    const place = ['{handle}', '{id}'].find((name) => expected.includes(name))
    if (!place) return same(expected, found) ? '' : null
    const [before, after] = expected.split(place)
    let rest = found
    if (before.startsWith('*')) {
      const at = found.lastIndexOf(before.slice(1))
      if (at < 0) return null
      rest = found.slice(at + before.length - 1)
    } else if (found.startsWith(before)) rest = found.slice(before.length)
    else return null
    if (!rest.endsWith(after)) return null
    const inner = rest.slice(0, rest.length - after.length)
    return inner && (place === '{handle}' || isNumber(inner)) ? inner : null
  }

  function step(expected, found) {
    if (expected === '*') return ''
    if (expected === '{number}') return isNumber(found) ? '' : null
    return between(expected, found)
  }

  function shape(written) {
    let host = null
    let path = written
    if (path.startsWith('//')) {
      const at = path.indexOf('/', 2)
      host = path.slice(2, at)
      path = path.slice(at)
    }
    const [whole, fragment = ''] = path.split('#')
    const [steps, query = ''] = whole.split('?')
    return { host, steps: steps.split('/').filter(Boolean), query: query ? query.split('=') : null, fragment }
  }

  /** What an address with these steps has in the handle's place; null for another shape. */
  function matches(pattern, steps, address) {
    let handle = ''
    const isOpen = pattern.steps[pattern.steps.length - 1] === '**'
    const whole = isOpen ? pattern.steps.slice(0, -1) : pattern.steps
    if (isOpen ? steps.length <= whole.length : steps.length !== whole.length) return null
    for (const [at, expected] of whole.entries()) {
      const held = step(expected, steps[at])
      if (held === null) return null
      handle = held || handle
    }
    if (pattern.query) {
      const pair = address.query.find(([key, value]) => key === pattern.query[0] && value)
      const held = pair ? step(pattern.query[1], pair[1]) : null
      if (held === null) return null
      handle = held || handle
    }
    if (pattern.fragment) return step(pattern.fragment, address.fragment)
    return handle
  }

  // A platform's rules.

  const list = (values) => values || []
  const isFederated = (rules) => rules.hosts.includes('*')
  const hasAnyAddress = (rules) => isFederated(rules) && !list(rules.forms).length
  const inHost = (form, host) => (form.host ? between(form.host, host) : null)

  function key(rules, space, held, exact) {
    let small = exact ? held : smallOf(held)
    if (!space) small = [...small].filter((sign) => !(rules.ignored || '').includes(sign)).join('')
    return `${space} ${small}`
  }

  const withoutAt = (handle) => handle.replace(/^@+/, '')
  const keyOfHandle = (rules, handle) => key(rules, '', withoutAt(handle.trim()), rules.exact)

  function ownHost(rules, written) {
    if (isFederated(rules)) return written
    const hosts = [...rules.hosts, ...list(rules.forms).map((form) => form.host), ...list(rules.posts).map((post) => shape(post).host)]
    for (let host = written; ;) {
      if (hosts.includes(host)) return host
      const at = host.indexOf('.')
      const first = host.slice(0, at)
      const isPrefix = first === 'www' || list(rules.prefixes).includes(first) || (rules.languages && /^[a-z]{2}(-[a-z]{2})?$/.test(first))
      if (at < 0 || !isPrefix) break
      host = host.slice(at + 1)
    }
    return list(rules.forms).some((form) => inHost(form, written)) ? written : null
  }

  const isReserved = (rules, word) => list(rules.reserved).some((reserved) => same(reserved, word))

  /** The account that the first steps of an address name. */
  function account(rules, address, count, host) {
    const isFormHost = list(rules.forms).some((form) => inHost(form, host) !== null)
    const isUsualHost = !isFormHost && (isFederated(rules) || rules.hosts.includes(host))
    for (const form of list(rules.forms)) {
      const own = inHost(form, host)
      if (form.host ? own === null : !isUsualHost) continue
      let held = matches(shape(form.path), address.steps.slice(0, count), address)
      if (held === null) continue
      held = (own || held).replace(/^@/, '')
      const isOpen = form.path.startsWith('/{') || form.path.startsWith('/*/')
      const first = form.host && form.host.includes('{') ? held : isOpen && address.steps[0]
      if (first && isReserved(rules, first)) continue
      if (form.personal) return { personal: true }
      if (isFederated(rules) && held.includes('@')) return { full: held }
      if (rules.numbers && !form.space) held = held.replace(/[^0-9]/g, '')
      if (!/^[\p{L}\p{N}_\-.~+:@·]+$/u.test(held)) continue
      const name = isFederated(rules) ? `${held}@${host}` : held
      return { held, host, key: key(rules, form.space || '', name, form.exact), code: form.code }
    }
    return null
  }

  /** What an address on one of the platform's hosts is; null when it is on none. */
  function read(rules, address) {
    const host = ownHost(rules, address.host)
    if (host === null || hasAnyAddress(rules)) return null
    const { steps } = address
    const isPost = (post) => {
      const pattern = shape(post)
      const isThere = pattern.host ? pattern.host === host : rules.hosts.includes(host) || isFederated(rules)
      return isThere && matches(pattern, steps, address) !== null
    }
    if (list(rules.posts).some(isPost)) return { post: true }
    const isTail = steps.length > 1 && list(rules.tails).some((tail) => same(tail, steps[steps.length - 1]))
    const named = account(rules, address, isTail ? steps.length - 1 : steps.length, host)
    if (named) return named
    for (const post of list(rules.account_posts)) {
      const pattern = shape(post)
      const isOpen = pattern.steps[pattern.steps.length - 1] === '**'
      const starts = isOpen ? [...steps.keys()].slice(1) : [Math.max(0, steps.length - pattern.steps.length)]
      for (const start of starts.filter((at) => at < steps.length)) {
        if (matches(pattern, steps.slice(start), address) === null) continue
        const of = account(rules, address, start, host)
        if (of) return { post: true, of: of.key ? of : null }
      }
    }
    return { nothing: true }
  }

  // Likeness.

  /** How many signs differ (Levenshtein). */
  function distance(one, two) {
    let row = [...two.keys(), two.length]
    for (const [at, sign] of one.entries()) {
      let before = row[0]
      row[0] = at + 1
      for (let place = 1; place <= two.length; place++) {
        const here = row[place]
        row[place] = Math.min(here + 1, row[place - 1] + 1, before + (sign === two[place - 1] ? 0 : 1))
        before = here
      }
    }
    return row[two.length]
  }

  const withoutJoints = (handle) => handle.replace(/[._-]/g, '')

  function similar(theirs, ours) {
    const [one, two] = [[...smallOf(theirs)], [...smallOf(ours)]]
    const length = Math.min(one.length, two.length)
    if (length < 3 || one.join('') === two.join('')) return false
    const allowed = length < 5 ? 1 : Math.max(2, Math.floor(two.length / 5))
    return withoutJoints(one.join('')) === withoutJoints(two.join('')) || distance(one, two) <= allowed
  }

  /** In what a handle differs from ours, in words. */
  function difference(theirs, ours) {
    const [one, two] = [[...smallOf(theirs)], [...smallOf(ours)]]
    if (withoutJoints(one.join('')) === withoutJoints(two.join(''))) return texts['differs.signs']
    const most = Math.min(one.length, two.length)
    let start = 0
    while (start < most && one[start] === two[start]) start++
    let end = 0
    while (end < most - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end++
    const [more, less] = [one.slice(start, one.length - end).join(''), two.slice(start, two.length - end).join('')]
    const word = more && !less ? 'more' : less && !more ? 'less' : 'instead'
    return texts[`differs.${word}`].replace('{theirs}', more).replace('{ours}', less)
  }

  // The answer.

  const order = ['fake', 'personal', 'other', 'official', 'closed']
  const local = (handle) => handle.split('@')[0]
  const said = (verdict, reason, meant, held) => ({ verdict, reason: reason || '', accounts: meant || [], held: held || '' })

  function answer(written, today) {
    const text = cleaned(written)
    const isOver = (account) => Boolean(account.until) && account.until < today
    const isOurs = (account) => account.is === 'official' && !isOver(account)
    const keys = (account) => list(account.keys)

    /** What is said of accounts that are certainly meant. */
    function settle(meant) {
      if (!meant.length) return null
      const sorted = order.flatMap((is) => meant.filter((account) => account.is === is))
      const { is } = sorted[0]
      if (is !== 'official') return said('not-ours', is, sorted.filter((account) => account.is === is))
      const ours = sorted.filter(isOurs)
      return ours.length ? said('official', '', ours) : said('not-ours', 'ended', sorted.filter((account) => account.is === is))
    }

    function byNumber([digits, isWhole]) {
      const wanted = isWhole ? [digits] : [digits, country + digits]
      return settle(accounts.filter((account) => (platforms[account.platform] || {}).numbers && wanted.some((one) => account.handle === `+${one}`)))
    }

    function elsewhere(held) {
      const like = accounts.filter((account) => {
        const ours = local(account.handle || '')
        return isOurs(account) && ours && (same(ours, held) || similar(held, ours))
      })
      return said('unknown', like.length ? 'elsewhere' : '', like)
    }

    function named(platform, rules, found) {
      const on = accounts.filter((account) => account.platform === platform)
      const exact = settle(on.filter((account) => keys(account).includes(found.key)))
      if (exact) return exact
      const bare = (one) => key(rules, '', one.slice(one.indexOf(' ') + 1), false)
      const wanted = bare(found.key)
      const others = on.filter((account) => isOurs(account) && keys(account).some((one) => bare(one) === wanted))
      if (others.length) return said('which', 'form', others)
      const held = isFederated(rules) ? `${found.held}@${found.host}` : found.held
      const near = found.code ? [] : on.filter((account) => isOurs(account) && similar(held, account.handle || ''))
      return near.length ? said('not-ours', 'look-alike', near, held) : elsewhere(found.held)
    }

    function reading(platform, rules, found) {
      if (found.post) {
        const of = found.of && named(platform, rules, found.of)
        if (!of) return said('post')
        if (of.verdict === 'official') return rules.posts_prove ? { ...of, reason: 'post' } : said('post', 'names', of.accounts)
        return of.verdict === 'not-ours' && rules.posts_prove ? of : said('post')
      }
      if (found.full) {
        const ours = accounts.filter((account) => account.platform === platform && keys(account).includes(keyOfHandle(rules, found.full)))
        return ours.length ? said('which', 'form', ours) : said('unknown')
      }
      if (found.personal) return said('unknown')
      return found.nothing ? said('unknown', 'no-account') : named(platform, rules, found)
    }

    function byAddress() {
      const hasPath = text.includes('/')
      if (!hasPath && (text.includes('@') || text.includes(' ') || !text.includes('.'))) return null
      const address = parsed(text)
      if (!address) return hasPath ? said('unknown') : null
      const exact = settle(accounts.filter((account) => keys(account).includes(` ${plain(address)}`)))
      if (exact) return exact
      for (const [platform, rules] of Object.entries(platforms)) {
        const found = isFederated(rules) ? null : read(rules, address)
        if (found) return reading(platform, rules, found)
      }
      if (!hasPath) return null
      if (shorteners.some((short) => address.host === short || address.host.endsWith(`.${short}`))) return said('post', 'short')
      for (const [platform, rules] of Object.entries(platforms)) {
        const found = isFederated(rules) && read(rules, address)
        const answered = found && reading(platform, rules, found)
        if (answered && answered.accounts.length) return answered
      }
      return elsewhere(withoutAt(address.steps[address.steps.length - 1] || ''))
    }

    function hasHandle(account) {
      const bare = withoutAt(text)
      const rules = platforms[account.platform]
      if (!rules) return Boolean(account.handle) && same(account.handle, bare)
      const isCode = (one) => !one.startsWith(' ') && one.slice(one.indexOf(' ') + 1) === bare
      return keys(account).includes(keyOfHandle(rules, bare)) || keys(account).some(isCode)
    }

    function byHandle() {
      if (/[ /]/.test(text)) return null
      const meant = accounts.filter(hasHandle)
      if (!meant.some(isOurs) || withoutAt(text).includes('@')) return settle(meant)
      return said('which', 'platform', meant.filter(isOurs))
    }

    function byName(name, on) {
      const wanted = folded(name)
      if (wanted.length < 4) return null
      const holds = (whole) => ` ${whole} `.includes(` ${wanted} `)
      const fitting = accounts.filter((account) => !on || account.platform === on)
      const ours = (fits) => fitting.filter((account) => isOurs(account) && fits(folded(account.name)))
      const joined = wanted.replace(/ /g, '')
      const whole = ours((one) => one === wanted || one.replace(/ /g, '') === joined)
      const found = whole.length ? whole : ours(holds)
      if (found.length) return said('which', 'name', found.slice(0, 8))
      if (!wanted.includes(' ') || wanted.length < 10) return null
      return settle(fitting.filter((account) => !isOurs(account) && holds(folded(account.name))))
    }

    const between = ['su', 'on', 'di', 'in', 'account', 'profilo', 'pagina', 'canale']

    function withoutName(name) {
      const parts = (one) => one.split(/[\s:,\-–()]+/).filter(Boolean)
      const [words, wanted] = [parts(text), parts(name)]
      if (words.length <= wanted.length) return null
      const starts = (part) => part.length === wanted.length && part.every((word, at) => same(word, wanted[at]))
      let rest
      if (starts(words.slice(0, wanted.length))) rest = words.slice(wanted.length)
      else if (starts(words.slice(-wanted.length))) rest = words.slice(0, -wanted.length)
      else return null
      const isBetween = (word) => between.includes((word || '').toLowerCase())
      while (isBetween(rest[0])) rest.shift()
      while (isBetween(rest[rest.length - 1])) rest.pop()
      return rest.length ? rest.join(' ') : null
    }

    function withPlatform() {
      for (const [platform, rules] of Object.entries(platforms)) {
        for (const name of [...list(rules.names), rules.name]) {
          const rest = withoutName(name)
          if (!rest) continue
          const number = rules.numbers && numberOf(rest)
          if (number) return byNumber(number)
          if (!rest.includes(' ')) return named(platform, rules, { held: withoutAt(rest), key: keyOfHandle(rules, rest) })
          const found = byName(rest, platform)
          if (found) return found
        }
      }
      return null
    }

    function byLikeness() {
      if (!text.includes(' ')) {
        const bare = withoutAt(text)
        const near = accounts.filter((account) => isOurs(account) && similar(bare, local(account.handle || '')))
        if (near.length) return said('not-ours', 'look-alike', near, bare)
      }
      const names = accounts.filter((account) => isOurs(account) && similar(folded(text), folded(account.name)))
      return names.length ? said('which', 'name', names) : null
    }

    if (!text) return said('empty')
    const number = numberOf(text)
    return (number && byNumber(number)) || byAddress() || byHandle() || byName(text) || withPlatform() || byLikeness() || said('unknown')
  }

  // What the visitor reads.

  function today() {
    const now = new Date()
    const two = (number) => String(number).padStart(2, '0')
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  }

  function element(name, text, parent, className) {
    const made = document.createElement(name)
    made.textContent = text
    if (className) made.className = className
    parent.appendChild(made)
    return made
  }

  function show({ verdict, reason, accounts: meant, held }) {
    const word = reason ? `${verdict}-${reason}` : verdict
    result.textContent = ''
    const said = element('div', '', result, `account-check-answer account-check-${verdict}`)
    said.dataset.answer = reason ? `${verdict} ${reason}` : verdict
    element('p', texts[`says.${word}`], said, 'account-check-says')
    if (meant.length) {
      const items = element('ul', '', said)
      for (const account of meant) {
        const item = element('li', '', items)
        const where = account.name === account.on ? account.name : `${account.name} (${account.on})`
        if (account.id && document.getElementById(account.id)) {
          const link = element('a', where, item)
          link.href = `#${account.id}`
          item.dataset.account = account.id
        } else item.textContent = where
        if (account.url) element('span', `: ${account.url.replace('https://', '')}`, item)
        if (held) element('p', difference(held, held.includes('@') ? account.handle : local(account.handle)), item)
      }
    }
    if (texts[`do.${word}`]) element('p', texts[`do.${word}`], said)
    if (verdict !== 'empty' && verdict !== 'official') element('a', tell.say, element('p', '', said)).href = tell.href
  }

  const reply = () => show(answer(input.value, today()))
  box.querySelector('form').addEventListener('submit', reply)
  // Somebody asked before this was here.
  if ('asked' in box.dataset) reply()
})()
