import { expect, it } from 'vitest'
import { yamlPlace } from './yaml-place.ts'

const HEAD = 'policy: mine\nversion: 1\nrules:\n'

it.each([
  ['', [], 'key', ''],
  ['pol', [], 'key', 'pol'],
  ['policy: mi', ['policy'], 'value', 'mi'],
  [`${HEAD}  - i`, ['rules'], 'key', 'i'],
  [`${HEAD}- i`, ['rules'], 'key', 'i'],
  [`${HEAD}  - id: one\n    wh`, ['rules'], 'key', 'wh'],
  [`${HEAD}- id: one\n  wh`, ['rules'], 'key', 'wh'],
  [`${HEAD}  - id: one\n    when: finding.`, ['rules', 'when'], 'value', 'finding.'],
  [
    `${HEAD}  - id: one\n    when: >-\n      finding.kind == "code" &&\n      asset.`,
    ['rules', 'when'],
    'value',
    'asset.',
  ],
  [`${HEAD}  - id: one\n    when: >-\n      asset.name\n    th`, ['rules'], 'key', 'th'],
  [`${HEAD}  - id: one\n    for: { ki`, ['rules', 'for'], 'key', 'ki'],
  [`${HEAD}  - id: one\n    for: { kind: co`, ['rules', 'for', 'kind'], 'value', 'co'],
  [`${HEAD}  - id: one\n    for: { kind: [code, we`, ['rules', 'for', 'kind'], 'value', '[code, we'],
  [`${HEAD}  - id: one\n    for: { kind: [code, web], pa`, ['rules', 'for'], 'key', 'pa'],
  [`${HEAD}  - { id: one, wh`, ['rules'], 'key', 'wh'],
  [`${HEAD}  - { id: one, for: { kind: [code, we`, ['rules', 'for', 'kind'], 'value', '[code, we'],
  [`rules: [{ id: one, when: finding.`, ['rules', 'when'], 'value', 'finding.'],
  [`rules: [{ id: one }, { id: two, then: { block: "a, b: {", ta`, ['rules', 'then'], 'key', 'ta'],
  [`${HEAD}  - id: one\n    for:\n      kind: code\n    then:\n      bl`, ['rules', 'then'], 'key', 'bl'],
  [
    `${HEAD}  - id: one\n    then:\n      block: why\n\n  # next\n  - id: two\n    then:\n      sla:\n        da`,
    ['rules', 'then', 'sla'],
    'key',
    'da',
  ],
  [
    `${HEAD}  - id: one\n    then: { block: why }\ntests:\n  - name: a\n    finding: { sev`,
    ['tests', 'finding'],
    'key',
    'sev',
  ],
] as const)('%j is at %j', (before, path, writing, written) => {
  expect(yamlPlace(before)).toEqual({ path, writing, written })
})
