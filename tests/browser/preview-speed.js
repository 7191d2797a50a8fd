// How fast the preview is, run by hand: LIMPIDO=target/dist/limpido node tests/browser/preview-speed.js [ENTI]
// From the write of a file to its new bytes over HTTP, asked for when the event comes: 20 edits each of a page, accounts.yaml, a component's template, a style
// sheet. Then the first page after the command, and the memory after 10 and after 1,000 edits. With ENTI, in a workspace of so many.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = process.env.LIMPIDO
if (!program) throw new Error('LIMPIDO names the program: LIMPIDO=target/dist/limpido node tests/browser/preview-speed.js')
const enti = Number(process.argv[2] ?? 1)

const project = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'limpido-'))
const name = (number) => (enti === 1 ? '' : `ente-${number}`)
for (let number = 0; number < enti; number++) cpSync(join(project, 'content'), join(folder, name(number)), { recursive: true })
const site = join(folder, name(0))
const base = enti === 1 ? '/' : '/ente-0/'

function start(...at) {
  const began = performance.now()
  const child = spawn(program, ['serve', ...at, '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  return new Promise((resolve) => {
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
      const port = said.match(/127\.0\.0\.1:(\d+)/)?.[1]
      if (port) resolve({ child, port, began })
    })
  })
}

const agent = new Agent({ keepAlive: true })
const ask = (port, path) => new Promise((resolve, reject) => {
  get({ host: '127.0.0.1', port, path, agent }, (response) => {
    let body = ''
    response.setEncoding('utf8').on('data', (data) => { body += data }).on('end', () => resolve(body))
  }).on('error', reject)
})
const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const sorted = (times) => times.sort((a, b) => a - b)
/** Milliseconds of the processor that a process has used: on a busy machine they say more than the clock. */
const used = ({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + 10 * ticks, 0)
const told = (what, times, cpu) => {
  sorted(times)
  console.log(`${what.padEnd(34)} median ${times[times.length >> 1].toFixed(1).padStart(6)} ms   worst ${times.at(-1).toFixed(1).padStart(6)} ms   of ${times.length}${cpu === undefined ? '' : `   processor ${cpu.toFixed(1)} ms an edit`}`)
}

// A theme of the site's own, so that its template and its style can be edited.
mkdirSync(join(site, 'themes/mio/css'), { recursive: true })
mkdirSync(join(site, 'themes/mio/blocks/contact'), { recursive: true })
const template = readFileSync(join(project, 'themes/italia/blocks/contact/template.html'), 'utf8')
const withTheme = () => {
  writeFileSync(join(site, 'themes/mio/theme.yaml'), 'name: Mio\ncontract: 2\nextends: italia\nstylesheets: [css/mio.css]\n')
  writeFileSync(join(site, 'themes/mio/css/mio.css'), 'h1 { color: #123456 }\n')
  writeFileSync(join(site, 'themes/mio/blocks/contact/template.html'), template)
  writeFileSync(join(site, 'site.yaml'), `${readFileSync(join(site, 'site.yaml'), 'utf8')}\ntheme: mio\n`)
}

const page = readFileSync(join(site, 'it/contatti.md'), 'utf8')
const accounts = readFileSync(join(site, 'accounts.yaml'), 'utf8')
const kinds = {
  'a page': ['it/contatti.md', 'contatti.html', (mark) => `${page}\n${mark}\n`],
  'accounts.yaml': ['accounts.yaml', 'account-ufficiali.html', (mark) => accounts.replace('Avvisi di servizio', `Avvisi di servizio ${mark}`)],
  "a component's template": ['themes/mio/blocks/contact/template.html', 'contatti.html', (mark) => template.replace('<ul class', `<ul data-giro="${mark}" class`)],
  'a style sheet': ['themes/mio/css/mio.css', 'contatti.html', (mark) => `h1 { color: #123456 } .${mark} { color: red }\n`],
}
let edits = 0

/** Waits as a browser does: for the event that says that the page or its style is another. */
function listen(port, html) {
  const data = Object.fromEntries(['own', 'site', 'page', 'version', 'sheet', 'lang'].map((name) => [name, html.match(new RegExp(`data-${name}="([^"]*)"`))[1]]))
  const { own, ...look } = data
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `${own}events?${new URLSearchParams(look)}`, agent: false }, (response) => {
      const told = new Promise((tell) => {
        response.setEncoding('utf8').on('data', (text) => /event: (reload|css)/.test(text) && tell())
      })
      resolve({ told, close: () => response.destroy() })
    }).on('error', reject)
  })
}

async function edit(port, [file, path, text]) {
  const mark = `giro-${++edits}`
  const isStyle = file.endsWith('.css')
  let html = await ask(port, base + path)
  let stream = await listen(port, html)
  const before = performance.now()
  writeFileSync(join(site, file), text(mark))
  for (;;) {
    await stream.told
    html = await ask(port, base + path)
    const body = isStyle ? await ask(port, base + html.match(/href="(assets\/[^"]+\.css)"/)[1]) : html
    const after = performance.now()
    stream.close()
    if (body.includes(mark)) return after - before
    stream = await listen(port, html)
  }
}

const memory = (child) => Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024

try {
  const firsts = []
  for (let turn = 0; turn < 10; turn++) {
    const { child, port, began } = await start(join(project, 'content'))
    await ask(port, '/')
    firsts.push(performance.now() - began)
    child.kill('SIGINT')
    await rest(50)
  }
  told('first page after the command', firsts)

  for (const theme of ['italia', 'mio']) {
    if (theme === 'mio') withTheme()
    const { child, port } = await start(folder)
    await ask(port, base)
    for (const [what, kind] of Object.entries(kinds)) {
      if (theme === 'italia' && kind[0].startsWith('themes/')) continue
      const times = []
      const before = used(child)
      for (let turn = 0; turn < 21; turn++) {
        times.push(await edit(port, kind))
        await rest(60)
      }
      // The first one warms up.
      told(`${what}, theme ${theme}`, times.slice(1), (used(child) - before) / times.length)
    }
    child.kill('SIGINT')
    await rest(50)
  }

  const { child, port } = await start(folder)
  await ask(port, base)
  const all = Object.values(kinds)
  const measured = [10, 100, 1000, 2000]
  for (let turn = 1; turn <= measured.at(-1); turn++) {
    await edit(port, all[turn % all.length])
    if (measured.includes(turn)) console.log(`memory after ${turn} edits`.padEnd(34), `${memory(child).toFixed(1)} MiB`)
  }
  child.kill('SIGINT')
} finally {
  agent.destroy()
  rmSync(folder, { recursive: true })
}
