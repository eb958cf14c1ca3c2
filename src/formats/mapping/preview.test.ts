import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { uploadOf } from '../unpack/upload.ts'
import { type PreviewOptions, previewOf } from './preview.ts'
import type { Mapping } from './schema.ts'
import { exampleMapping } from './test-examples.ts'

const options: PreviewOptions = {
  limits: DEFAULT_LIMITS,
  hashSecret: () => 'hash',
  beginning: false,
  enough: () => false,
}
const sample = (name: string) =>
  readFileSync(new URL(`../../../examples/mappings/${name}`, import.meta.url), 'utf8')

test('tells what a mapping makes of a sample', async () => {
  const preview = await previewOf(uploadOf(sample('casb.json')), exampleMapping('casb'), options)
  expect(preview).toMatchObject({
    recognised: { id: 'skywarden-casb', own: true },
    tool: 'Skywarden',
    counts: { elements: 5, skipped: 1, observations: 4, assets: 3, problems: 0 },
    byKind: { data: 1, identity: 3 },
    bySeverity: { critical: 1, high: 1, medium: 1, low: 1 },
    filled: { title: 5, rule: 5, resource: 5, resourceType: 3 },
    advice: [],
    cut: false,
  })
  expect(preview.observations[0]).not.toHaveProperty('raw')
})

test('masks secrets', async () => {
  const mapping: Mapping = {
    mapping: 1,
    id: 'leaks',
    name: 'Leaks',
    syntax: 'ndjson',
    kind: 'secret',
    fields: { title: 'what', secret: 'value', description: 'context' },
  }
  const secret = 'exmpl_7h3qu1ckbr0wnf0x'
  const preview = await previewOf(
    uploadOf(JSON.stringify({ what: 'Token', value: secret, context: `key = ${secret}` })),
    mapping,
    options,
  )
  expect(JSON.stringify(preview)).not.toContain(secret)
  expect(preview.observations[0]).toMatchObject({ secretMasked: 'exmp…0x' })
})

test('the beginning of a file breaks off, and that is no problem', async () => {
  for (const name of ['casb.json', 'in-house.xml']) {
    const text = sample(name)
    const mapping = exampleMapping(name.split('.')[0] as string)
    const begun = await previewOf(uploadOf(text.slice(0, text.length * 0.8)), mapping, {
      ...options,
      beginning: true,
    })
    expect(begun.counts.observations, name).toBeGreaterThan(0)
    expect(begun.cut).toBe(true)
    expect(begun.problems, name).toEqual([])
  }
})

test('stops when it was told enough', async () => {
  let items = 0
  const preview = await previewOf(uploadOf(sample('casb.json')), exampleMapping('casb'), {
    ...options,
    enough: () => ++items === 3,
  })
  expect(preview).toMatchObject({ cut: true, counts: { observations: 1, assets: 1 } })
})

test('what cannot be read at all is a problem to go on from', async () => {
  const preview = await previewOf(uploadOf('{"other":[]}'), exampleMapping('casb'), options)
  expect(preview.counts).toMatchObject({ observations: 0, problems: 1 })
  expect(preview.problems[0]?.message).toContain('/alerts/*')
  expect(preview.recognised).toBeNull()
})

const records = (make: (i: number) => object) =>
  Array.from({ length: 20 }, (_, i) => JSON.stringify({ name: `Thing ${i}`, ...make(i) })).join('\n')
const advice = async (fields: Mapping['fields'], make: (i: number) => object, more: Partial<Mapping> = {}) =>
  (
    await previewOf(
      uploadOf(records(make)),
      { mapping: 1, id: 'a', name: 'A', syntax: 'ndjson', kind: 'config', fields, ...more },
      options,
    )
  ).advice.join(' ')

test.each<[string, Mapping['fields'], (i: number) => object, Partial<Mapping>, RegExp]>([
  ['no rule', { title: 'name' }, () => ({}), {}, /Map rule/],
  [
    'a rule for each',
    { title: 'name', rule: 'id', resource: 'name' },
    (id) => ({ id }),
    {},
    /rule of its own/,
  ],
  ['no place', { title: 'name', rule: 'r' }, () => ({ r: 'x' }), {}, /20 of 20 findings do not say where/],
  [
    'twins',
    { title: 'name', rule: 'r', resource: 'app' },
    (i) => ({ r: 'x', app: i % 2 }),
    {},
    /18 of 20 findings have the same/,
  ],
  ['no severity', { title: 'name' }, () => ({}), {}, /Map severity/],
  [
    'unknown words',
    { title: 'name' },
    () => ({ s: 'odd' }),
    { severity: { from: 's' } },
    /20 of 20 findings are of unknown/,
  ],
  [
    'nothing left',
    { title: 'name' },
    () => ({ s: 'ok' }),
    { skip: [{ from: 's', is: ['OK'] }] },
    /Every element is skipped/,
  ],
  ['not recognised', { title: 'name' }, () => ({}), {}, /name the format with each import/],
])('advises about %s', async (_, fields, make, more, message) => {
  expect(await advice(fields, make, more)).toMatch(message)
})
