import { expect, it } from 'vitest'
import type { PolicyVocabulary } from '../api/types.ts'
import { completions } from './completions.ts'

const field = (name: string, type: string, values: string[] = []) => ({
  name,
  type,
  doc: `${name} of it`,
  values,
})
const WORDS: PolicyVocabulary = {
  variables: [
    {
      name: 'finding',
      fields: [
        field('kind', 'string', ['code', 'secret']),
        field('title', 'string'),
        field('isNew', 'bool'),
        field('tools', 'list<string>'),
      ],
    },
    { name: 'asset', fields: [field('exposure', 'string', ['internet', 'internal'])] },
  ],
  functions: [
    { name: 'matches', signature: 'text.matches("pattern")', doc: 'By a pattern' },
    { name: 'exists', signature: 'list.exists(one, condition)', doc: 'Any of it' },
    { name: 'size', signature: 'size(text or list)', doc: 'How many' },
    { name: 'in', signature: 'value in list', doc: 'The list has it' },
  ],
  effects: [
    { name: 'block', doc: 'Refuses it', example: 'block: why' },
    { name: 'sla', doc: 'A due date', example: 'sla: 14' },
  ],
  targets: [
    { name: 'kind', doc: 'Its kind' },
    { name: 'path', doc: 'Where' },
  ],
  ruleKeys: [
    { name: 'id', doc: 'Its name' },
    { name: 'when', doc: 'The condition' },
  ],
}
const RULE = 'rules:\n  - id: one\n    '
const labels = (before: string) => completions(before, WORDS).options.map(({ label }) => label)

it.each([
  ['', ['policy', 'version', 'description', 'rules', 'tests']],
  ['rules:\n  - ', ['id', 'when']],
  [RULE, ['id', 'when']],
  [`${RULE}for: { `, ['kind', 'path']],
  [`${RULE}for: { kind: `, ['code', 'secret']],
  [`${RULE}then: { `, ['block', 'sla']],
  [`${RULE}applies: `, ['new', 'old', 'all']],
  [`${RULE}when: finding.`, ['kind', 'title', 'isNew', 'tools']],
  [`${RULE}when: finding.isNew && as`, ['finding', 'asset', 'size', 'in']],
  [`${RULE}when: finding.kind == `, ['code', 'secret']],
  [`${RULE}when: finding.kind in ["code", "se`, ['code', 'secret']],
  [`${RULE}when: finding.title.ma`, ['matches']],
  [`${RULE}when: finding.tools.`, ['exists']],
  [`${RULE}when: >-\n      finding.isNew &&\n      asset.`, ['exposure']],
  ['tests:\n  - ', ['name', 'expect', 'rule', 'finding', 'asset']],
  ['tests:\n  - finding: { ', ['kind', 'title', 'isNew', 'tools']],
  ['tests:\n  - finding: { isNew: ', ['true', 'false']],
  ['tests:\n  - expect: ', ['none', 'block', 'sla']],
  ['description: any', []],
])('after %j come %j', (before, expected) => {
  expect(labels(before)).toEqual(expected)
})

it('writes what is still missing, and takes what is typed for its beginning', () => {
  const at = (before: string, label: string) => {
    const { typed, options } = completions(before, WORDS)
    const apply = options.find((option) => option.label === label)?.apply ?? label
    return before.slice(0, before.length - typed) + apply
  }
  expect(at(`${RULE}wh`, 'when')).toBe(`${RULE}when: `)
  expect(at(`${RULE}when: fin`, 'finding')).toBe(`${RULE}when: finding.`)
  expect(at(`${RULE}when: finding.ki`, 'kind')).toBe(`${RULE}when: finding.kind`)
  expect(at(`${RULE}when: finding.kind == `, 'code')).toBe(`${RULE}when: finding.kind == "code"`)
  expect(at(`${RULE}when: finding.kind == "co`, 'code')).toBe(`${RULE}when: finding.kind == "code`)
  expect(at(`${RULE}when: finding.title.mat`, 'matches')).toBe(`${RULE}when: finding.title.matches(`)
  expect(at(`${RULE}when: 79 i`, 'in')).toBe(`${RULE}when: 79 in `)
})
