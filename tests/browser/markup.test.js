// The HTML as it is published, without a browser: html-validate reads what a browser would silently mend.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { pages, read } from './site.js'

const rules = {
  'attr-quotes': 'off', // the minifier leaves quotes away where HTML needs none
  'attribute-boolean-style': 'off', // open="" is as right as open, and what one page takes over from another is written so
  'doctype-style': 'off', // "doctype" in small letters is the same word to every parser
  'long-title': ['error', { maxlength: 90 }], // ours end with the ente's name, so that a bookmark says whose page it is
  'no-raw-characters': ['error', { relaxed: true }], // an ampersand that nothing can take for a reference is right as it is (HTML 13.1.4)
  'no-implicit-button-type': 'off', // the minifier leaves away what is the default
  'tel-non-breaking': 'off', // a number may wrap in a narrow window: better than a sideways scroll
}
const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules })

async function findings(html) {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, line, selector, message }) => `${line}: ${ruleId}: ${selector ?? ''} ${message}`))
}

test('html-validate finds nothing on any page', async () => {
  const found = []
  for (const path of pages) for (const finding of await findings(read(path).toString())) found.push(`${path}:${finding}`)
  assert.deepEqual(found, [])
})

test('the net holds: planted mistakes of markup are found', async () => {
  const html = read('index.html').toString()
  const mistakes = {
    'no-dup-id': [/<main id=[^ >]*/, '$& ><p id="doppio"></p><p id="doppio"></p'],
    'close-order': ['</main>', '</p></main>'],
    'element-permitted-content': ['<main', '<span><div></div></span><main'],
    'wcag/h37': ['<main', '<img src="x.png"><main'],
    'no-inline-style': ['<main', '<p style="color:red">x</p><main'],
    'unique-landmark': ['<main', '<nav></nav><nav></nav><main'],
    'empty-heading': ['<main', '<h2></h2><main'],
    'long-title': ['<title>', `<title>${'lungo '.repeat(20)}`],
  }
  for (const [rule, [where, mistake]] of Object.entries(mistakes)) {
    const spoilt = html.replace(where, mistake)
    assert.notEqual(spoilt, html, rule)
    const found = await findings(spoilt)
    assert.ok(found.some((finding) => finding.includes(` ${rule}:`)), `${rule}: ${found.join('; ')}`)
  }
})
