import { expect, test } from 'vitest'
import type { Observation } from '../model/observation.ts'
import { secretHider } from './hide-secrets.ts'

const observation: Observation = {
  type: 'observation',
  kind: 'code',
  rule: 'root-user',
  title: 'The token tok_0123456789abcdef is used',
  severity: 'low',
  location: { path: 'root/app.py', line: 3, snippet: 'connect(\'root\', "tok_0123456789abcdef")' },
  flow: [{ path: 'a.py', snippet: 'tok_0123456789abcdef' }],
  tags: ['root'],
  raw: '{"code":"connect(\'root\', \\"tok_0123456789abcdef\\") # root of all"}',
}

test('masks the report’s secrets in an observation that is not theirs', () => {
  const hidden = secretHider(new Set(['tok_0123456789abcdef', 'root', '']))(observation)
  expect(hidden).toEqual({
    ...observation,
    title: 'The token tok_…ef is used',
    location: { path: 'root/app.py', line: 3, snippet: 'connect(\'••••\', "tok_…ef")' },
    flow: [{ path: 'a.py', snippet: 'tok_…ef' }],
    raw: '{"code":"connect(\'••••\', \\"tok_…ef\\") # root of all"}',
  })
})

test('a word is masked in quotes only', () => {
  const text = { ...observation, title: 'localhost is in "localhost"' }
  expect(secretHider(new Set(['localhost']))(text).title).toBe('localhost is in "••••"')
})

test('what holds none of them is left as it is, without a copy', () => {
  expect(secretHider(new Set(['tok_of_another_place']))(observation)).toBe(observation)
})

test('leaves an observation’s own secret to the pipeline', () => {
  const own = { ...observation, secret: 'tok_0123456789abcdef' }
  expect(secretHider(new Set(['tok_0123456789abcdef']))(own).secret).toBe('tok_0123456789abcdef')
})

test('a secret with special characters, as it is and in JSON', () => {
  const secret = 'a.b*c"d\\e(f'
  const text = { ...observation, title: secret, raw: JSON.stringify({ code: `x = '${secret}'` }) }
  const hidden = secretHider(new Set([secret]))(text)
  expect(hidden.title).toBe('••••')
  expect(JSON.parse(hidden.raw)).toEqual({ code: "x = '••••'" })
})

test('without secrets nothing changes', () => {
  expect(secretHider(new Set())(observation)).toBe(observation)
})

test('thousands of secrets', () => {
  const secrets = Array.from(
    { length: 20_000 },
    (_, index) => `tok_${String(index * 7919).padStart(16, '0')}`,
  )
  const text = { ...observation, title: `${secrets[0]} and ${secrets[19_999]}` }
  expect(secretHider(new Set(secrets))(text).title).toBe('tok_…00 and tok_…81')
})
