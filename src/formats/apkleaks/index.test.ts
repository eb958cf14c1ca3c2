import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { apkleaks } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(apkleaks, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'APKLeaks', target: 'example.shop' },
  ])
})

test('one match in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(apkleaks, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'Generic_API_Key',
    title: 'Generic API Key',
    severity: 'unknown',
    resource: { address: 'example.shop', type: 'app' },
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
  })
})

test('addresses are none of the secrets; each match is one observation', async () => {
  const items = await itemsOfFile(apkleaks, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'config',
      severity: 'info',
      endpoint: { url: 'https://api.shop.example/v1/' },
      resource: { address: 'example.shop/https://api.shop.example/v1/' },
    },
    { kind: 'config', title: 'LinkFinder: /tills' },
    { kind: 'secret', secret: 'exmpl_ffeeddccbbaa9988' },
    { kind: 'secret', secret: 'exmpl_0011223344556677' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/2'])
})

test.each(['{}', '[]', '{"package":"a"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(apkleaks, text)).rejects.toThrow(UnreadableReport)
})
