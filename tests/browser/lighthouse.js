// Lighthouse on three pages, by hand, for its clock depends on the machine: `DEMO=folder node lighthouse.js [page…]` after `npm ci`.
// A phone on a slow line is simulated; `--desktop` takes a desk instead.
import { createServer } from 'node:net'
import lighthouse, { desktopConfig } from 'lighthouse'
import { address, start, stop } from './site.js'

const args = process.argv.slice(2)
const named = args.filter((it) => !it.startsWith('--'))
const paths = named.length ? named : ['index.html', 'account-ufficiali.html', 'informativa-privacy.html']

const freePort = () => new Promise((resolve) => {
  const socket = createServer().listen(0, '127.0.0.1', () => {
    const { port } = socket.address()
    socket.close(() => resolve(port))
  })
})

const port = await freePort()
await start([`--remote-debugging-port=${port}`])
for (const path of paths) {
  const options = { port, logLevel: 'error', output: 'json' }
  const { lhr } = await lighthouse(address(path), options, args.includes('--desktop') ? desktopConfig : undefined)
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
  console.log(`${path}: ${Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`).join(', ')}`)
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift']
  console.log(`  ${times.map((id) => `${lhr.audits[id].title} ${lhr.audits[id].displayValue}`).join(', ')}`)
  const counted = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id))
  for (const { id, title, score, scoreDisplayMode, displayValue, details } of Object.values(lhr.audits)) {
    if (score === null || score >= 0.9 || !['binary', 'numeric', 'metricSavings'].includes(scoreDisplayMode)) continue
    const fails = counted.includes(id)
    console.log(`  ${fails ? 'fails' : 'hint'}: ${id} (${score}) ${title} ${displayValue ?? ''}`)
    for (const item of (fails && details?.items?.slice(0, 5)) || []) console.log(`    ${item.node?.selector ?? item.url ?? JSON.stringify(item).slice(0, 160)}`)
  }
}
await stop()
