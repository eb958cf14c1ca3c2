import { expect, test } from 'vitest'
import type { Component } from '../model/component.ts'
import { mayBeLong } from './bound-texts.ts'

const LONG = 'x'.repeat(1024 * 1024 + 1)
const TEXTS = {
  name: LONG,
  group: LONG,
  version: LONG,
  purl: LONG,
  cpe: LONG,
  componentType: LONG,
  licenses: ['MIT', LONG],
  hashes: { 'SHA-1': LONG },
  deprecated: LONG,
  wanted: [LONG],
  supplier: LONG,
  path: LONG,
  reach: { level: 'imported', atMost: false, confidence: 1, evidence: LONG },
} satisfies Partial<Component>

test.each(Object.entries(TEXTS))(
  'a component with a long text in its %s is looked through',
  (field, value) => {
    expect(mayBeLong({ type: 'component', ref: 'a', name: 'a', [field]: value })).toBe(true)
  },
)

test('a component of short texts is not', () => {
  const one: Component = {
    type: 'component',
    ref: 'a',
    name: 'a',
    licenses: ['MIT'],
    hashes: { 'SHA-1': '0' },
  }
  expect(mayBeLong(one)).toBe(false)
})
