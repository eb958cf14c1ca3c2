import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { humble } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one finding in all its fields', async () => {
  const items = await itemsOfFile(humble, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'humble',
      toolVersion: '2025-08-13',
      target: 'https://shop.example',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
  expect(items).toHaveLength(3)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'insecure:Cache-Control (Recommended Values)',
    title: 'Deprecated or insecure HTTP header: Cache-Control (Recommended Values)',
    description: 'Set no-store.',
    severity: 'unknown',
    endpoint: {
      url: 'https://shop.example',
      parameter: 'Cache-Control',
      response: 'Cache-Control: public',
      evidence: 'public',
    },
    references: ['https://docs.example/cache'],
    tags: ['insecure'],
  })
  expect(JSON.parse(raw)).toMatchObject({ Issue: 'Cache-Control (Recommended Values)' })
})

test('older reports list names alone', async () => {
  const items = await itemsOfFile(humble, fixture('many.json'))
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual([
    'missing:NEL',
    'missing:X-Frame-Options',
    'fingerprint:Server',
    'insecure:Pragma (Deprecated Header)',
    'insecure:Nothing that is a name, though one of two',
  ])
  expect(observationsIn(items)[2]?.endpoint).toMatchObject({
    evidence: 'nginx',
    response: 'Server: nginx\nX-A: 1, 2',
  })
  expect(problemsIn(items)).toEqual([])
})

test('in Spanish, with a section that is missing', async () => {
  const items = await itemsOfFile(humble, fixture('version-spanish.json'))
  expect(headersIn(items)).toMatchObject([{ target: 'https://shop.example', toolVersion: '2025-08-13' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'missing:NEL', description: 'Informa de errores.', tags: ['missing', 'experimental'] },
    { rule: 'fingerprint:Server (nginx)', endpoint: { parameter: 'Server', evidence: 'nginx 1' } },
    { rule: 'empty:X-A' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/[2. Cabeceras HTTP de seguridad ausentes]/1',
    '',
  ])
})

test.each(['{}', '[]', '{"[0. Info]":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(humble, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its sections', () => {
  const detect = (outline: unknown) => humble.detect({ syntax: 'json', head: '', outline })
  expect(detect({ '[0. Info]': {}, '[1. Missing HTTP Security Headers]': [] })).toBe(1)
  expect(detect({ '[0. Info]': {} })).toBe(0)
})
