// The sites that both programs get, and what each program makes of them.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')
/** The day of the runs, 22 November 2026, as in `it/harness.rs`: what is due does not change while two programs run. */
const today = '1795305600'
const placeholder = 'DA COMPILARE'

const read = (...path) => readFileSync(join(...path), 'utf8')
function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}
const lay = (from, over) => cpSync(join(project, from), over, { recursive: true })

/** Runs a program to its end in a folder. */
function run(program, args, folder) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'C', LC_ALL: '', SOURCE_DATE_EPOCH: today } })
    const [out, err] = [[], []]
    child.stdout.on('data', (bytes) => out.push(bytes))
    child.stderr.on('data', (bytes) => err.push(bytes))
    child.on('error', failed)
    child.on('close', (code, signal) => done({ code: code ?? signal, out: Buffer.concat(out), err: Buffer.concat(err) }))
  })
}

/** What goes in the place of what only an ente can fill in: whatever the finding asks for. */
function filled(finding) {
  const what = finding.message
  const hint = finding.hints[0].message
  if (hint.includes('e-mail')) return 'ufficio@ente.example'
  if (what.includes('dichiarazione')) return 'https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000001'
  if (hint.includes('indirizzo web') || what.includes('.url')) return 'https://www.ente.example'
  if (hint.includes('telefono')) return '+39 0123 456789'
  if (hint.includes('data')) return '2026-11-22'
  if (what.includes('[mastodon].handle')) return 'ente@social.ente.example'
  if (what.includes('platform')) return 'facebook'
  return what.includes('handle') ? 'entediprova' : 'Testo vero'
}

/** Fills in a new site and confirms all of it, so that it can be published. */
async function fillIn(program, room, folder) {
  const report = JSON.parse((await run(program, ['check', folder, '--format', 'json'], room)).out)
  for (const finding of report.findings.filter(({ rule }) => rule === 'placeholder-left')) {
    const lines = read(room, finding.path).split('\n')
    lines[finding.line - 1] = lines[finding.line - 1].replace(placeholder, filled(finding))
    write(join(room, finding.path), lines.join('\n'))
  }
  write(join(room, folder, 'confirm.yaml'), 'unconfirmed: []\n')
}

/** New sites by name: the answers of each. */
const answers = {
  'init-plain': 'name: Comune di Prova\n',
  'init-two-languages': `name: Istituto comprensivo Manzoni
kind: scuola
languages: [it, en]
province: MI
site: https://www.icmanzoni.example
ipa: istsc_mi001
address: Via Roma 1, 20100 Prova
pec: scuola@pec.icmanzoni.example
email: scuola@icmanzoni.example
phone: +39 0123 456789
act: { organ: Consiglio d'istituto, number: "24", date: 2026-02-12 }
in_force: 2026-03-01
platforms: [facebook, instagram, youtube, https://mastodon.uno/@icmanzoni, 'https://www.facebook.com/groups/provacreativa']
`,
  'init-messages': `name: ASL Prova 2
kind: azienda-sanitaria
offices:
  comunicazione: { name: Ufficio stampa, email: stampa@asl.example }
  cup: { name: Centro unico di prenotazione, phone: +39 0123 456700 }
platforms: [wa.me/393331234567, 'telegram:aslprova', 'whatsapp: https://whatsapp.com/channel/0029Va', x, linkedin, tiktok, threads, 'bluesky:aslprova.example']
`,
  'init-workspace': 'name: Unione dei Comuni della Valle\nkind: unione\nlanguages: [it, en]\nplatforms: [facebook, whatsapp, telegram]\n',
}

/** Makes a workspace of a site: the site is the base of two enti of a table, of one with mistakes, and of one with a folder of its own. */
function workspaceOver(room) {
  cpSync(join(room, 'sito'), join(room, 'base'), { recursive: true })
  rmSync(join(room, 'sito'), { recursive: true })
  cpSync(join(room, 'base'), join(room, 'sito/base'), { recursive: true })
  rmSync(join(room, 'base'), { recursive: true })
  write(join(room, 'sito/workspace.yaml'), 'edition: 1\nmembers: ["comuni/*", enti.csv]\nbase: base\nassets: shared\n')
  write(join(room, 'sito/base/base.yaml'), 'edition: 1\nlocked: [it/oblio.md]\n')
  write(join(room, 'sito/enti.csv'), `ente.name;ente.ipa;ente.site;ente.rpd.email;account.facebook;acts.in_force;base_url
Comune di Borgo Uno;c_u001;https://www.borgouno.example;rpd@borgouno.example;borgouno;2026-05-01;https://social.borgouno.example
Comune di Borgo Due;c_d002;https://www.borgodue.example;;;;https://social.borgodue.example/policy
Comune di Borgo Tre;c_t003;non lo so;;;domani;https://social.borgotre.example
`)
  write(join(room, 'sito/comuni/valle/site.yaml'), `edition: 1
base_url: https://social.valle.example
ente:
  name: { it: Comune di Valle, en: Municipality of Valle }
  ipa: c_v004
  site: https://www.valle.example
`)
  write(join(room, 'sito/comuni/valle/it/contatti.md'), '---\ntitle: Contatti del Comune\n---\n\nScrivi al [Comune](mailto:valle@valle.example) o leggi le [regole](moderazione.md).\n')
}

/** The fenced blocks of a section of a rule's page: ```` ```yaml accounts.yaml riga=2 ````. */
function examples(page, section) {
  const text = (page.split(`## ${section}\n`)[1] ?? '').split('\n## ')[0]
  return text.split('```').filter((_, at) => at % 2).map((block) => {
    const end = block.indexOf('\n')
    return { file: block.slice(0, end).split(' ')[1], text: block.slice(end + 1) }
  })
}

/** Every example of the pages of the rules is laid over the smallest site: what is found there is the whole of the findings, one by one. */
function ruleExamples(room) {
  const folder = join(project, 'src/check/rules')
  const made = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md') && !name.endsWith('.en.md')).sort()) {
    const rule = file.slice(0, -'.md'.length)
    for (const [section, word] of [['Sbagliato', 'wrong'], ['Giusto', 'right']]) {
      examples(read(folder, file), section).forEach((example, at) => {
        if (!example.file) return
        const name = `${rule}-${word}-${at + 1}`
        lay('tests/minimal', join(room, name))
        write(join(room, name, example.file), example.text)
        made.push(name)
      })
    }
  }
  return made
}

/**
 * The sites by name. `lay` puts a site into the folder `sito` of a room; `answers` are given to `init` instead, and the site is filled in. A site of
 * which `stopped` is said has mistakes, and so has one ente of the `workspace`; the program of before must publish everything else, or the net would
 * have a hole.
 */
export function sites() {
  const story = (name) => ({
    name, stopped: name === 'difetti', lay: (room) => { lay('tests/minimal', join(room, 'sito')); lay(`tests/cases/${name}/in`, join(room, 'sito')) },
  })
  const stories = readdirSync(join(project, 'tests/cases'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => story(entry.name)).sort((a, b) => (a.name < b.name ? -1 : 1))
  return [
    { name: 'demo', lay: (room) => lay('content', join(room, 'sito')) },
    { name: 'minimal', lay: (room) => lay('tests/minimal', join(room, 'sito')) },
    ...stories,
    ...Object.keys(answers).map((name) => ({ name, answers: answers[name], workspace: name === 'init-workspace' })),
    { name: 'rules', rules: true },
  ]
}

/** Reports by language. In the second language two are enough: the others draw the same findings. */
const formats = { it: ['json', 'human', 'sarif', 'github', 'gitlab', 'html'], en: ['json', 'human'] }
const endings = { human: 'txt', github: 'github.txt' }

/** Takes a site through a program: reports in all formats, and the site as it is, readable, and with an address and fragments for a CMS. */
async function make(program, room, site) {
  const exits = {}
  const told = async (name, args) => {
    const done = await run(program, args, room)
    exits[name] = done.code
    return done
  }
  if (site.rules) {
    // One run for all of them: starting a program that was built to be debugged costs more than a check.
    write(join(room, 'made/checked/rules.json'), (await told('rules', ['check', ...ruleExamples(room), '--format', 'json'])).out)
  } else {
    for (const [lang, all] of Object.entries(formats)) {
      for (const format of all) {
        const name = `checked/${lang}.${endings[format] ?? format}`
        const { out, err } = await told(name, ['check', 'sito', '--lang', lang, '--format', format])
        write(join(room, 'made', name), out)
        if (err.length) write(join(room, `made/checked/${lang}.${format}.stderr.txt`), err)
      }
    }
    const report = site.workspace ? (name) => ['--report', `made/report-${name}`, '--all'] : () => []
    await told('public', ['build', 'sito', '-o', 'made/public', '--no-sync', ...report('public')])
    await told('readable', ['build', 'sito', '-o', 'made/readable', '--no-sync', '--no-minify', ...report('readable')])
    const text = site.workspace ? undefined : read(room, 'sito/site.yaml')
    if (text && !/^base_url:/m.test(text)) write(join(room, 'sito/site.yaml'), `${text.trimEnd()}\nbase_url: https://social.prova.example/policy\n`)
    await told('cms', ['build', 'sito', '-o', 'made/cms', '--no-sync', '--fragments', ...report('cms')])
  }
  write(join(room, 'made/checked/exits.json'), JSON.stringify(exits, undefined, 1))
  return exits
}

/** A new site of its answers; what `init` has written and said, and what is found before anything is filled in, is compared too. */
async function init(program, room, site) {
  write(join(room, 'risposte.yaml'), site.answers)
  const { code, out, err } = await run(program, ['init', 'sito', '--answers', 'risposte.yaml'], room)
  write(join(room, 'made/init.txt'), Buffer.concat([Buffer.from(`${code}\n`), out, err]))
  if (!existsSync(join(room, 'sito'))) return
  cpSync(join(room, 'sito'), join(room, 'made/init'), { recursive: true })
  write(join(room, 'made/checked/unfilled.json'), (await run(program, ['check', 'sito', '--format', 'json'], room)).out)
}

/** Takes one site through both programs, side by side, in two folders of a room; both get the same files. Gives the two folders of what was made. */
export async function throughBoth(site, programs, room) {
  const rooms = programs.map((_, at) => join(room, at ? 'new' : 'old', site.name))
  for (const one of rooms) mkdirSync(one, { recursive: true })
  if (site.answers) {
    await Promise.all(programs.map((program, at) => init(program, rooms[at], site)))
    await fillIn(programs[0], rooms[0], 'sito')
    if (site.workspace) workspaceOver(rooms[0])
    rmSync(join(rooms[1], 'sito'), { recursive: true, force: true })
    cpSync(join(rooms[0], 'sito'), join(rooms[1], 'sito'), { recursive: true })
  } else if (site.lay) {
    rooms.forEach(site.lay)
  }
  const [exits] = await Promise.all(programs.map((program, at) => make(program, rooms[at], site)))
  const expected = site.stopped || site.workspace ? 1 : 0
  const hole = site.rules ? [] : ['public', 'readable', 'cms'].filter((name) => exits[name] !== expected)
  if (hole.length) throw new Error(`${site.name}: the old program ended otherwise than with ${expected} (${hole}); look with --keep`)
  return rooms.map((one) => join(one, 'made'))
}
