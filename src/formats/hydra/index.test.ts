import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { hydra } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(hydra, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Hydra', toolVersion: 'v9.5', target: 'shop.example' },
  ])
})

test('one password in all its fields', async () => {
  expect(await itemsOfFile(hydra, fixture('one.json'))).toStrictEqual([
    {
      type: 'header',
      tool: 'Hydra',
      toolVersion: 'v9.5',
      target: 'ssh shop.example',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    { type: 'asset', kind: 'host', name: '192.0.2.7' },
    {
      type: 'observation',
      kind: 'secret',
      rule: 'ssh',
      title: 'Password of ssh guessed',
      description: 'Login: clerk',
      severity: 'unknown',
      endpoint: { url: 'tcp://192.0.2.7:22' },
      resource: { address: '192.0.2.7:22/tcp', type: 'service' },
      secret: 'sesame-4711',
      raw: expect.stringContaining('"clerk"'),
    },
  ])
})

test('empty passwords, no login, errors: each is an observation or a problem', async () => {
  const items = await itemsOfFile(hydra, fixture('many.json'))
  const [empty, noLogin] = observationsIn(items)
  expect(empty).toMatchObject({ rule: 'ftp', tags: ['empty-password'] })
  expect(empty).not.toHaveProperty('secret')
  expect(noLogin).toMatchObject({ description: 'No login is needed.', secret: 'sesame-4713' })
  const lost = await itemsOf(
    hydra,
    '{"generator":{"software":"Hydra","server":"a.example"},"results":[{"service":"ftp","password":"sesame-4712"}]}',
  )
  expect(observationsIn(lost)).toMatchObject([{ resource: { address: 'a.example' } }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/errormessages/0', '/results/1'])
})

test.each(['{}', '[]', '{"generator":{"software":"Other"},"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(hydra, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the program that made it', () => {
  const detect = (outline: unknown) => hydra.detect({ syntax: 'json', head: '', outline })
  expect(detect({ generator: { software: 'Hydra' }, results: [] })).toBe(1)
  expect(detect({ service: 'Not Hydra', generator: {} })).toBe(0)
  expect(detect(undefined)).toBe(0)
})
