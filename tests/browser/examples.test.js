// The examples of docs/esempi are what they say: valid for their engines, and their own commands, run in four parts, give what
// one run gives, byte for byte. LIMPIDO names the program; GNU parallel must be there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

const program = resolve(process.env.LIMPIDO ?? '')
if (!process.env.LIMPIDO) throw new Error('LIMPIDO names the program: LIMPIDO=target/debug/limpido node --test')
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const example = (name) => readFileSync(here(`../../docs/esempi/${name}`), 'utf8')

const rooms = []
after(() => rooms.forEach((room) => rmSync(room, { recursive: true })))

/** A folder with a workspace of sixteen enti. */
function room() {
  const room = mkdtempSync(join(tmpdir(), 'limpido-'))
  rooms.push(room)
  mkdirSync(join(room, 'enti'))
  cpSync(here('../minimal'), join(room, 'enti/base'), { recursive: true })
  writeFileSync(join(room, 'enti/workspace.yaml'), 'edition: 1\nmembers: enti.csv\nbase: base\nassets: shared\n')
  const rows = Array.from({ length: 16 }, (_, at) => `Comune di Prova ${at},c_p${at},https://www.prova${at}.example\n`)
  writeFileSync(join(room, 'enti/enti.csv'), 'ente.name,ente.ipa,ente.site\n' + rows.join(''))
  return room
}

function run(room, command, environment = {}) {
  const env = { ...process.env, PATH: `${dirname(program)}:${process.env.PATH}`, SOURCE_DATE_EPOCH: '1795305600', ...environment }
  const { status, stderr } = spawnSync('sh', ['-euc', command], { cwd: room, env, encoding: 'utf8' })
  assert.equal(status, 0, `${command}\n${stderr}`)
}

/** Every file below a folder, by its path. */
function tree(folder) {
  // The lock is empty, and the dates of files are of their run.
  const isOwn = (path) => path.split('/').some((step) => step.startsWith('.limpido-'))
  const files = readdirSync(folder, { recursive: true }).filter((path) => !isOwn(path) && statSync(join(folder, path)).isFile())
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'latin1')]))
}

/** The engine's own schema accepts an example. */
function assertValid(data, schema) {
  const find = createRequire(import.meta.url).resolve
  const ajv = new Ajv({ strict: false })
  addFormats(ajv)
  const isValid = ajv.compile(JSON.parse(readFileSync(find(`schemastore/schemas/json/${schema}`))))
  assert.ok(isValid(data), JSON.stringify(isValid.errors))
}

const whole = room()
run(whole, 'limpido build enti')

function assertSame(room) {
  assert.equal(readdirSync(join(room, 'parti')).length, 4)
  assert.deepEqual(tree(join(room, 'public')), tree(join(whole, 'public')))
  assert.deepEqual(tree(join(room, 'report')), tree(join(whole, 'report')))
}

test('GNU parallel', () => {
  const parts = room()
  run(parts, example('parallel.sh'))
  assertSame(parts)
})

test('GitLab CI', () => {
  const pipeline = parse(example('gitlab-ci.yml'))
  assertValid(pipeline, 'gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json')
  const { build, pages } = pipeline
  const parts = room()
  for (let part = 1; part <= build.parallel; part++) {
    run(parts, build.script.join('\n'), { CI_NODE_INDEX: `${part}`, CI_NODE_TOTAL: `${build.parallel}` })
  }
  run(parts, pages.script.join('\n'))
  assertSame(parts)
})

test('GitHub Actions', () => {
  const workflow = parse(example('github-actions.yml'))
  assertValid(workflow, 'github-workflow.json')
  const { build, report } = workflow.jobs
  const steps = (job) => job.steps.flatMap((step) => step.run ?? [])
  const shards = build.strategy.matrix.shard
  const parts = room()
  for (const shard of shards) {
    const filled = (command) =>
      command.replaceAll('${{ matrix.shard }}', shard).replaceAll('${{ strategy.job-total }}', shards.length)
    steps(build).forEach((command) => run(parts, filled(command)))
  }
  steps(report).forEach((command) => run(parts, command))
  assertSame(parts)
})

test('Kubernetes, an Indexed Job', () => {
  const { apiVersion, kind, spec } = parse(example('kubernetes-job.yaml'))
  assert.deepEqual([apiVersion, kind, spec.completionMode], ['batch/v1', 'Job', 'Indexed'])
  const [container] = spec.template.spec.containers
  const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))
  assert.equal(environment.LIMPIDO_SHARDS, `${spec.completions}`)
  const parts = room()
  for (let index = 0; index < spec.completions; index++) {
    run(parts, container.command.at(-1), { ...environment, JOB_COMPLETION_INDEX: `${index}` })
  }
  run(parts, 'limpido report merge parti/* --out report')
  assertSame(parts)
})
