import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { xeol } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(xeol, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Xeol', toolVersion: '0.10.8', target: '.' },
  ])
})

test('one package and its end in all their fields', async () => {
  const items = await itemsOfFile(xeol, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([{ name: 'registry.example/shop/api', attributes: { tag: '1.0' } }])
  const place = { version: '1.4.1', purl: 'pkg:npm/tea-pot@1.4.1', path: 'srv/app/package.json' }
  expect(items.find(({ type }) => type === 'component')).toEqual({
    type: 'component',
    ref: place.purl,
    name: 'tea-pot',
    ...place,
    licenses: ['MIT'],
  })
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'end-of-life',
    title: 'Tea Pot 1.4 reaches its end of life on 2025-03-01',
    description: 'Released: 2020-06-14\nLatest release: 1.4.9',
    severity: 'unknown',
    component: { name: 'tea-pot', ...place },
    references: ['https://tea.example/pot'],
    tags: ['end-of-life', 'eol:2025-03-01'],
  })
  expect(JSON.parse(raw)).toHaveProperty('Cycle.Eol', '2025-03-01')
})

test('without a day, without a package; every match is an observation or a problem', async () => {
  const items = await itemsOfFile(xeol, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      title: 'Kettle 5.38 reaches its end of life',
      references: ['https://pkg.xeol.io/component/c_1'],
    },
    { component: { name: 'Alpine' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/matches/2'])
})

test.each(['{}', '[]', '{"matches":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(xeol, text)).rejects.toThrow(UnreadableReport)
})
