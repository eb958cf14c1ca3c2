import { expect, test } from 'vitest'
import { parseCondition } from './condition.ts'

const prefilter = (text: string) => parseCondition(text, 0).prefilter

test('what SQL can answer is taken out of a condition', () => {
  expect(prefilter('asset == "shop" && "pii" in data && !authenticated')).toEqual({
    asset: 'shop',
    data: ['pii'],
    authenticated: false,
  })
  expect(prefilter('"internet" == exposure && authenticated')).toEqual({
    exposure: 'internet',
    authenticated: true,
  })
  expect(prefilter('knownExploited && findings > 3.0')).toEqual({ knownExploited: true })
  expect(prefilter('"pii" in data && ("pci" in data && name == "x")')).toEqual({
    name: 'x',
    data: ['pii', 'pci'],
  })
})

test('what is only one way of several, or no text, is not', () => {
  expect(prefilter('asset == "shop" || authenticated')).toEqual({})
  expect(prefilter('!(asset == "shop")')).toEqual({})
  expect(prefilter('!knownExploited')).toEqual({})
  expect(prefilter('!(authenticated && knownExploited)')).toEqual({})
  expect(prefilter('name == asset')).toEqual({})
  expect(prefilter('name.startsWith("a")')).toEqual({})
  expect(prefilter('"pii" in leadsTo')).toEqual({})
})
