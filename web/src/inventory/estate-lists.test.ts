import { expect, it } from 'vitest'
import { kindWord, listOfKind } from './estate-lists.ts'

it('says one and many of a kind', () => {
  expect([kindWord('endpoint', 1), kindWord('endpoint', 31)]).toEqual(['endpoint', 'endpoints'])
  expect([kindWord('third-party', 2), kindWord('gateway', 2), kindWord('ai', 2)]).toEqual([
    'third parties',
    'gateways',
    'AI',
  ])
})

it('leads to the list of a kind, else to the map', () => {
  expect((['endpoint', 'field', 'action', 'queue'] as const).map(listOfKind)).toEqual([
    '/estate/apis',
    '/estate/data',
    '/estate/pipelines',
    '/estate/map',
  ])
})
