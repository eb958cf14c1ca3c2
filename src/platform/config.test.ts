import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../formats/limits.ts'
import { readConfig } from './config.ts'

test('an empty environment is enough', () => {
  expect(readConfig({})).toMatchObject({
    data: resolve('.stance'),
    host: '127.0.0.1',
    port: 7400,
    databaseUrl: undefined,
    secret: undefined,
  })
  expect(readConfig({ STANCE_PORT: '' }).port).toBe(7400)
})

test('whoever reads without a configuration reads by its defaults', () => {
  expect(readConfig({}).limits).toEqual(DEFAULT_LIMITS)
})

test('sizes are read with their unit', () => {
  expect(readConfig({ STANCE_MAX_REPORT: '1.5GB' }).limits.maxBytes).toBe(1.5 * 2 ** 30)
  expect(readConfig({ STANCE_MAX_REPORT: '100 kb' }).limits.maxBytes).toBe(102_400)
  expect(readConfig({ STANCE_MAX_REPORT: '7' }).limits.maxBytes).toBe(7)
})

test.each([
  ['STANCE_PORT', '70000'],
  ['STANCE_PORT', 'http'],
  ['STANCE_DATABASE_URL', 'mysql://somewhere/else'],
  ['STANCE_SECRET', 'short'],
  ['STANCE_MAX_REPORT', 'plenty'],
  ['STANCE_LOG_LEVEL', 'loud'],
])('%s=%s is refused by name, without showing the value of a secret', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'bad_config', message: expect.stringContaining(name) }),
  )
})
