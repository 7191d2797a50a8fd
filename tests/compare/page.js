// What a page says and where it leads, taken from its HTML as a browser reads it. Each aspect is a list, so that lists can be compared.
import { parse } from 'parse5'

/**
 * Elements that separate no words: what stands on both sides of their tags is one word unless there is white space. Every other element stands on
 * lines of its own. An element that is missing here would hide words that were glued together or split, so the list holds all of HTML's.
 */
const inline = new Set(('a abbr audio b bdi bdo button canvas cite code data del dfn em i iframe img input ins kbd label map mark meter object ' +
  'output picture progress q s samp small span strong sub sup svg time u var video wbr').split(' '))
/** What a reader never sees as text. */
const silent = new Set(['script', 'style', 'svg', 'template'])
/** White space as HTML folds it; a no-break space is a sign of its own. */
const space = /[ \t\n\r\f]+/g
const spoken = ['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'placeholder', 'title', 'value']
const leading = ['action', 'cite', 'data', 'formaction', 'href', 'poster', 'src', 'srcset', 'xlink:href']
/** Attributes that have an aspect of their own; all others are compared with the tags. */
const own = new Set(['id', 'lang', 'rel', ...spoken, ...leading])

const attribute = (node, name) => node.attrs?.find((given) => (given.prefix ? `${given.prefix}:${given.name}` : given.name) === name)?.value
const fold = (text) => text.replace(space, ' ').trim()
const textIn = (node) => (node.childNodes ?? []).map((child) => child.value ?? '').join('')

/** The text of an element, block by block: each a line without white space around it, none empty. */
function lines(node) {
  let text = ''
  const walk = (at, exact) => {
    if (at.nodeName === '#text') text += exact ? at.value.replaceAll('\n', '\0').replaceAll(' ', '␣') : at.value
    if (silent.has(at.nodeName) || at.nodeName === '#comment') return
    const block = at.tagName && !inline.has(at.tagName)
    if (block) text += '\0'
    for (const child of at.childNodes ?? []) walk(child, exact || at.tagName === 'pre' || at.tagName === 'textarea')
    if (block) text += '\0'
  }
  walk(node, false)
  return text.split('\0').map(fold).filter(Boolean)
}

function tag(node) {
  const given = node.attrs.filter(({ name }) => !own.has(name)).map(({ name, value }) => {
    const said = name === 'class' ? fold(value).split(' ').sort().join(' ') : fold(value)
    return said ? `${name}="${said}"` : name
  })
  return `<${[node.tagName, ...given.sort()].join(' ')}>`
}

function data(text) {
  try {
    return JSON.parse(text)
  } catch {
    return `not JSON: ${text}`
  }
}

/**
 * All aspects of a page:
 *
 * - `words`: what a reader sees, word by word; `blocks`: the same, block by block; `texts`: attributes that are read aloud or shown;
 * - `ids`, `links` (where, and the words of the link), `lang` (of which part), `headings` (level and text), all in their order;
 * - `head` (title and meta), `rel` (canonical, alternates, me, style sheets), in the order of the alphabet, because a page's head has none;
 * - `tags`: elements with the attributes that no other aspect holds; `script`: scripts and styles that stand in the page;
 * - `json-ld`: the data for search engines, as data.
 */
export function aspects(html) {
  const found = { words: [], blocks: [], texts: [], ids: [], links: [], lang: [], headings: [], head: [], rel: [], tags: [], script: [], 'json-ld': [] }
  const look = (node) => {
    const { tagName: name } = node
    const get = (key) => attribute(node, key)
    if (get('id') !== undefined) found.ids.push(get('id'))
    if (get('lang') !== undefined) found.lang.push(`${name} ${get('lang')}: ${name === 'html' ? '' : lines(node).join(' ').split(' ').slice(0, 4).join(' ')}`)
    if (get('rel') !== undefined) found.rel.push([name, ...['rel', 'href', 'hreflang', 'type', 'media'].map(get).filter(Boolean)].join(' '))
    if (/^h[1-6]$/.test(name)) found.headings.push(`${name} ${lines(node).join(' ')}`)
    if (name === 'title' && node.parentNode.tagName === 'head') found.head.push(`title: ${fold(textIn(node))}`)
    else if (name === 'title') found.texts.push(`title: ${fold(textIn(node))}`)
    if (name === 'meta') {
      found.head.push(['charset', 'name', 'property', 'http-equiv', 'media', 'content'].filter((key) => get(key) !== undefined).map((key) => `${key}=${get(key)}`).join(' '))
    }
    if (name === 'script' || name === 'style') {
      if (get('type') === 'application/ld+json') found['json-ld'].push(data(textIn(node)))
      else found.script.push(...textIn(node).split('\n').map(fold).filter(Boolean))
    }
    if (!['link', 'meta', 'title'].includes(name)) {
      found.tags.push(tag(node))
      for (const key of spoken) if (get(key) !== undefined) found.texts.push(`${name} ${key}: ${fold(get(key))}`)
      for (const key of leading) if (get(key) !== undefined) found.links.push(`${name} ${get(key)} «${lines(node).join(' ')}»`)
    }
  }
  const walk = (node) => {
    if (node.tagName) look(node)
    for (const child of (node.content ?? node).childNodes ?? []) walk(child)
  }
  // Without scripts, as the site must be readable: what stands in a `noscript` is read.
  const page = parse(html, { scriptingEnabled: false })
  walk(page)
  const body = page.childNodes.find((node) => node.tagName === 'html').childNodes.find((node) => node.tagName === 'body')
  found.blocks = lines(body)
  found.words = found.blocks.flatMap((line) => line.split(' '))
  found.head.sort()
  found.rel.sort()
  return found
}
