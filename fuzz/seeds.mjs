// Writes the corpus that the fuzzer begins with, and the words it may put in, from examples that are in the repository.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = path => readFileSync(join(root, path), 'utf8')
const folder = (path, ending) => readdirSync(join(root, path)).filter(name => name.endsWith(ending)).map(name => `${path}/${name}`)
const lines = path => read(path).split('\n').filter(line => line !== '')
const json = value => JSON.stringify(value)

// Raw strings of a Rust file that look like JSON.
const problems = path => [...read(path).matchAll(/r#"(\{.*?\})"#/gs)].map(match => match[1])
// The first customers of an instance: the rest only takes time.
const beginning = text => text.split('\n').slice(0, 22).join('\n')
const question = ({ id, fn, in: input }) => json({ id, fn, in: input })
const examples = read('docs/insight.md').matchAll(/^ {4}\$ echo '([^']*)'/gm)
// What a test puts between quotes: amounts, telephone numbers and serials, those that read and those that do not.
const quoted = path => [...read(path).matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(match => match[1])
const typed = ['money', 'phone', 'imei', 'serial', 'document'].flatMap(name => quoted(`crates/kernel/src/${name}.rs`))
const tables = quoted('crates/app/tests/desk/imports.rs').filter(text => text.includes(',')).map(text => text.replaceAll('\\n', '\n'))

const days = [...folder('fuzz/seeds/plan', '.json').map(read), ...problems('crates/server/tests/program/plan.rs')]
// An earlier plan says who goes where; the rest of an answer is put beside it.
const inspected = days.map(text => JSON.parse(text)).map(problem => {
  const stop = { start: '10:00', leave: '10:40', travel_minutes: 5 }
  const routes = (problem.previous?.routes ?? []).map(route => ({
    ...route, stops: route.stops.map(told => ({ ...told, ...stop })), breaks: [{ start: '12:00' }],
    travel_minutes: 9, overtime_minutes: 0, end: '18:00',
  }))
  const unserved = problem.visits.map(visit => ({ visit: visit.id, why: 'window', detail: 'too late' }))
  const cost = { unserved_weight: 1, late_minutes: 0, travel_minutes: 9 }
  return json({ problem, plan: { routes, unserved, changed: [], cost } })
})

const seeds = {
  plan: days,
  inspect: inspected,
  vrptw: folder('crates/planner/tests/data', '.txt').map(read).map(beginning),
  decide: lines('crates/domain/tests/data/warranty.cases.jsonl').map(line => json(JSON.parse(line).facts)),
  regimes: folder('regimes', '.toml').map(read),
  insight: [...lines('crates/insight/tests/data/cases.jsonl').map(line => question(JSON.parse(line))), ...[...examples].map(match => match[1])],
  import: ['0', '1', '2', '@'].flatMap(first => tables.map(text => first + text)),
  typed,
}

const words = text => text.match(/[A-Za-z_][\w.-]{1,40}/g) ?? []

for (const [target, texts] of Object.entries(seeds)) {
  if (texts.length === 0) throw new Error(`no example for ${target} was found`)
  const corpus = join(root, 'fuzz/corpus', `${target}.seeds`)
  rmSync(corpus, { recursive: true, force: true })
  mkdirSync(corpus, { recursive: true })
  for (const text of texts) writeFileSync(join(corpus, createHash('sha1').update(text).digest('hex')), text)
  mkdirSync(join(root, 'fuzz/dictionaries'), { recursive: true })
  const dictionary = [...new Set(texts.flatMap(words))].map(word => `"${word}"`)
  writeFileSync(join(root, 'fuzz/dictionaries', target), dictionary.join('\n') + '\n')
}
