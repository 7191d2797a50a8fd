// What the browser tests share: the published folder (DEMO), a server for it, a browser, and ways to look at its pages.
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'

export const demo = process.env.DEMO
if (!demo) throw new Error('DEMO names the published folder: DEMO=public node --test')

export const pages = readdirSync(demo, { recursive: true }).filter((path) => path.endsWith('.html')).sort()
/** Those in the theme's frame: without a base address the page for wrong addresses is text alone (not-found.test.js). */
export const framed = pages.filter((path) => path !== '404.html')
export const read = (path) => readFileSync(join(demo, path))

const base = '/social/policy/'
const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
}
const packed = ['.html', '.css', '.js', '.json', '.svg', '.txt']
let browser
let server
let origin

/** Serves the site under a folder, as it may be published: nothing may lean on the root. Packed, as every host does it. */
async function serve() {
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://demo').pathname)
    try {
      if (!path.startsWith(base)) throw new Error(path)
      const name = path.slice(base.length)
      const bytes = read(name)
      const gzip = packed.includes(extname(name)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      const kept = /-[0-9a-f]{8}\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache'
      response.writeHead(200, {
        'content-type': types[extname(name)] ?? 'application/octet-stream', 'cache-control': kept, 'x-content-type-options': 'nosniff',
        ...(gzip && { 'content-encoding': 'gzip' }),
      }).end(gzip ? gzipSync(bytes) : bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${server.address().port}`
}

/** Starts the server and the browser; `args` are further switches of Chromium. */
export async function start(args = []) {
  await serve()
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...quiet, ...args],
  })
  return browser
}

export async function stop() {
  await browser?.close()
  server?.close()
}

export const address = (path) => `${origin}${base}${path}`
export const isOwn = (url) => url.startsWith(`${origin}${base}`)
export const pathOf = (url) => decodeURIComponent(new URL(url).pathname).slice(base.length)

/** Opens a window and collects what the browser complains about and what it asks for; `go` empties both and loads a page. */
async function newWindow(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints = []
  const requests = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => requests.push(request.url()))
  page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`))
  const go = async (path) => {
    complaints.length = requests.length = 0
    await page.goto(address(path))
    await page.evaluate(() => document.fonts.ready.then(() => true))
  }
  return { page, complaints, requests, go, close: () => context.close() }
}

export async function open(path, options = {}) {
  const it = await newWindow(options)
  await it.go(path)
  return it
}

/** Looks at every page, two windows at a time, and returns all that `look` finds, each finding after the page it is of. */
export async function everyPage(look, { paths = pages, ...options } = {}) {
  const left = [...paths]
  const found = []
  const worker = async () => {
    const it = await newWindow(options)
    for (let path; (path = left.shift()); ) {
      await it.go(path)
      for (const finding of (await look({ ...it, path })) ?? []) found.push(`${path}: ${finding}`)
    }
    await it.close()
  }
  await Promise.all([worker(), worker()])
  return found.sort()
}

/** One walk over the pages for several tests: `look` returns findings by subject, and each test asks for its own. */
export function walk(look, options) {
  let all
  const told = async (it) => Object.entries(await look(it)).flatMap(([subject, findings]) => findings.map((finding) => `${subject}: ${finding}`))
  return async (subject) => {
    all ??= everyPage(told, options)
    return (await all).filter((finding) => finding.includes(`: ${subject}: `))
  }
}

/** A page with no policy and nothing on it, to reckon in. */
export async function blank() {
  const page = await browser.newPage()
  return { page, close: () => page.close() }
}
