import { expect, it } from 'vitest'
import { isAllowed } from './allowed-range.ts'

it.each([
  ['npm', '^1.2.0', '1.9.0', true],
  ['npm', '^1.2.0', '2.0.0', false],
  ['npm', '~1.2.0', '1.3.0', false],
  ['npm', '1.2.3', '1.2.4', false],
  ['npm', '>=1 <3 || 4.x', '4.2.0', true],
  ['npm', 'npm:other@^2.0.0', '2.1.0', true],
  ['npm', 'github:acme/other', '2.1.0', false],
  ['crates.io', '1.2', '1.9.0', true],
  ['crates.io', '0.3', '0.4.0', false],
  ['crates.io', '>=1.2, <1.5', '1.5.0', false],
  ['crates.io', '=1.2.3', '1.2.4', false],
  ['Packagist', '~1.2', '1.9.0', true],
  ['Packagist', '~1.2.3', '1.3.0', false],
  ['Packagist', '^1.0|^2.0', 'v2.4.1', true],
  ['PyPI', '>=2.0,<3', '2.9', true],
  ['PyPI', '>=2.0,<3', '3.0', false],
  ['PyPI', '~=1.4.2', '1.4.9', true],
  ['PyPI', '~=1.4.2', '1.5.0', false],
  ['PyPI', '==1.4.*', '1.4.9', true],
  ['PyPI', '!=1.4.*', '1.4.9', false],
  ['PyPI', '^1.4', '1.9.1', true],
  ['PyPI', '==1.4', '1.4.0', true],
  ['RubyGems', '~> 1.4.2', '1.4.9', true],
  ['RubyGems', '~> 1.4.2', '1.5.0', false],
  ['RubyGems', '~> 2', '2.9', true],
  ['RubyGems', '>= 1.0, < 2', '1.9', true],
  ['Maven', '[1.0,2.0)', '1.5', undefined],
])('%s %s of %s: %s', (ecosystem, range, version, expected) => {
  expect(isAllowed(ecosystem, range, version)).toBe(expected)
})
