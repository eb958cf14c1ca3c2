import { expect, it } from 'vitest'
import type { CombinationVocabulary } from '../api/types.ts'
import { combinationCompletions } from './combination-completions.ts'

const key = (within: string, name: string, values: string[] = []) => ({ within, name, doc: name, values })
const fact = (name: string, type: string, values: string[] = []) => ({ name, type, doc: name, values })
const WORDS: CombinationVocabulary = {
  keys: [
    key('', 'title'),
    key('', 'severity', ['high', 'low']),
    key('', 'chain'),
    key('', 'findings'),
    key('findings', 'step'),
    key('findings', 'kind', ['code', 'secret']),
    key('beside', 'finding'),
    key('beside', 'thing'),
    key('beside.finding', 'kind', ['identity']),
    key('tests.findings', 'cwes'),
  ],
  things: ['internet', 'deployable'],
  links: ['exposes', 'reads'],
  facts: [
    fact('exposure', 'string', ['internet', 'isolated']),
    fact('data', 'list<string>', ['pii']),
    fact('authenticated', 'bool'),
  ],
}

it.each([
  ['', ['title', 'severity', 'chain', 'findings']],
  ['severity: ', ['high', 'low']],
  ['findings:\n  - ', ['step', 'kind']],
  ['findings:\n  - { step: 1, kind: [code, ', ['code', 'secret']],
  ['beside:\n  - { within: asset, finding: { kind: [', ['identity']],
  ['tests:\n  - name: one\n    findings: [{ ', ['cwes']],
  ['chain: ', ['internet', 'deployable']],
  ['chain: internet -> dep', ['internet', 'deployable']],
  ['chain: internet -> deployable ', ['->', '-[', '<-']],
  ['chain: internet -[exposes, re', ['exposes', 'reads']],
  ['chain: internet -> deployable[', ['exposure', 'data', 'authenticated']],
  ['chain: internet -> deployable[exposure == ', ['internet', 'isolated']],
  ['chain: internet -> deployable["pi', ['pii']],
  ['beside:\n  - thing: dep', ['internet', 'deployable']],
  ['title: any', []],
])('after %j come %j', (before, expected) => {
  expect(combinationCompletions(before, WORDS).options.map(({ label }) => label)).toEqual(expected)
})

it('writes what is still missing', () => {
  const at = (before: string, label: string) => {
    const { typed, options } = combinationCompletions(before, WORDS)
    const option = options.find((one) => one.label === label)
    return before.slice(0, before.length - typed) + (option?.apply ?? label)
  }
  expect(at('tit', 'title')).toBe('title: ')
  expect(at('find', 'findings')).toBe('findings:\n  - ')
  expect(at('chain: data-store -> dep', 'deployable')).toBe('chain: data-store -> deployable')
  expect(at('chain: internet[exposure == is', 'isolated')).toBe('chain: internet[exposure == "isolated"')
})
