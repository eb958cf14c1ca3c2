import { expect, it } from 'vitest'
import { viewOf } from './views.ts'

it('everyone begins with what their role needs', () => {
  expect(viewOf(undefined, 'auditor', false)).toBe('auditor')
  expect(viewOf(undefined, 'administrator', false)).toBe('posture')
  expect(viewOf('ciso', 'developer', false)).toBe('ciso')
})

it('a dashboard set for the role comes first, and only where there is one', () => {
  expect(viewOf(undefined, 'developer', true)).toBe('dashboard')
  expect(viewOf('posture', 'developer', true)).toBe('posture')
  expect(viewOf('dashboard', 'developer', false)).toBe('developer')
  expect(viewOf('nothing', 'security', false)).toBe('security')
})
