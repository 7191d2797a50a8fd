// The published server/nginx.conf in a real nginx: every file has its type, and the page of accounts has its script.
// DEMO names the published demo; nginx must be there.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'

const demo = resolve(process.env.DEMO)
const room = mkdtempSync(join(tmpdir(), 'limpido-'))
let nginx
let origin
let browser

/** A port that nobody listens on. */
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => done(port))
  })
})

before(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${room}/${name};`)
  writeFileSync(join(room, 'nginx.conf'), `daemon off; ${process.getuid() === 0 ? 'user root;' : ''} pid ${room}/pid; error_log stderr warn; events {}
    http { access_log off; ${temporary.join(' ')} server { listen 127.0.0.1:${port}; root ${demo}; include ${demo}/server/nginx.conf; } }`)
  nginx = spawn('nginx', ['-p', room, '-c', join(room, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const failed = new Promise((_, fail) => nginx.once('exit', (code) => fail(new Error(`nginx ends with ${code}`))))
  const answers = async () => { while (!(await fetch(origin).catch(() => null))) await new Promise((next) => setTimeout(next, 50)) }
  await Promise.race([answers(), failed])
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

after(async () => {
  await browser?.close()
  nginx?.kill()
  rmSync(room, { recursive: true })
})

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.md': 'text/plain; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
}

test('every published file has its type', async () => {
  const files = readdirSync(demo, { recursive: true }).filter((path) => statSync(join(demo, path)).isFile())
  const seen = new Set()
  for (const path of files) {
    const kind = extname(path)
    // What is for the administrators of hosts is not for visitors.
    if (path.startsWith('server/') || path.startsWith('_') || path.startsWith('.')) continue
    const answer = await fetch(`${origin}/${path}`)
    assert.equal(answer.status, 200, path)
    assert.equal(answer.headers.get('content-type'), types[kind], path)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path)
    const kept = /-[0-9a-f]{8}\.(css|js)$/.test(path) ? /max-age=31536000/ : /^no-cache$/
    assert.match(answer.headers.get('cache-control'), kept, path)
    seen.add(kind)
  }
  assert.ok(seen.has('.js') && seen.has('.woff2'), [...seen].join(' '))
})

test('the box on the page of accounts answers', async () => {
  const tab = await (await browser.newContext()).newPage()
  const complaints = []
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  await tab.goto(`${origin}/account-ufficiali.html`)
  await tab.fill('#verifica-testo', 'https://t.me/borgochiaro_example')
  await tab.press('#verifica-testo', 'Enter')
  assert.equal(await tab.locator('.account-check-answer').getAttribute('data-answer'), 'official')
  assert.deepEqual(complaints, [])
})
