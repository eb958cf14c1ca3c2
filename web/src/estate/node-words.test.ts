import { expect, it } from 'vitest'
import type { EstateLink } from '../api/types.ts'
import { attributeWords } from './node-attributes.ts'
import { openNode, openOf } from './node-open.ts'
import { toggled } from './node-search.ts'
import { groupLinks, nodeName } from './node-words.ts'

const link = (
  kind: EstateLink['kind'],
  direction: 'out' | 'in',
  name: string,
  confidence = 1,
): EstateLink => ({
  kind,
  direction,
  node: { id: name, kind: 'model', name, title: null, asset: 'a' },
  evidence: '',
  confidence,
  asset: 'a',
  source: 'x',
  firstSeen: '2026-11-20T08:00:00.000Z',
  word: null,
})

it('groups links by what they say: what the thing does first, the surest first', () => {
  const groups = groupLinks([
    link('reads', 'in', 'caller'),
    link('reads', 'out', 'b', 0.5),
    link('reads', 'out', 'c', 0.9),
    link('calls', 'out', 'd'),
  ])
  expect(groups.map(({ label, links }) => [label, ...links.map(({ node }) => node.name)])).toEqual([
    ['Calls', 'd'],
    ['Reads', 'c', 'b'],
    ['Read by', 'caller'],
  ])
})

it('calls a deployable by its title and the internet by its kind', () => {
  expect(nodeName({ kind: 'deployable', name: '.', title: 'shop' })).toBe('shop')
  expect(nodeName({ kind: 'pipeline', name: 'ci.yml', title: 'CI' })).toBe('ci.yml')
  expect(nodeName({ kind: 'internet', name: '' })).toBe('Internet')
})

it('keeps what is open in one word of the address', () => {
  const node = { asset: '0198-a', node: '0198-b' }
  expect(openNode(openOf(node))).toEqual(node)
  expect(openNode(undefined)).toBeUndefined()
  expect(openNode('0198-a')).toBeUndefined()
  expect(openNode('a_b_c')).toBeUndefined()
})

it('takes a value of a filter in and off; authentication has one value at a time', () => {
  expect(toggled({ exposure: 'internet' }, 'exposure', 'partner').exposure).toBe('internet,partner')
  expect(toggled({ exposure: 'internet' }, 'exposure', 'internet').exposure).toBeUndefined()
  expect(toggled({ authenticated: 'true' }, 'authenticated', 'false').authenticated).toBe('false')
})

it('says attributes in words, the important ones first, and what is said elsewhere not again', () => {
  expect(
    attributeWords({ hostNetwork: 'true', title: 'x', evidence: 'its name', confidence: '0.7' }),
  ).toEqual([
    ['Sure', '70 %'],
    ['Why', 'its name'],
    ['Host network', 'true'],
  ])
})
