import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { aide } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'AIDE',
  toolVersion: '0.19.1',
  producedAt: '2025-09-01T06:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(aide, fixture('empty.txt'))).toEqual([header])
})

test('one added file in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(aide, fixture('one.txt'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'added',
    title: 'File added: /srv/shop/d.txt',
    description: 'f++++++++++++++++++',
    severity: 'unknown',
    location: { path: 'srv/shop/d.txt' },
    fingerprints: { aide: 'added /srv/shop/d.txt' },
    raw: 'f++++++++++++++++++: /srv/shop/d.txt',
  })
})

test('changed entries come with their details', async () => {
  const items = await itemsOfFile(aide, fixture('many.txt'))
  expect(observationsIn(items).map(({ rule, title }) => [rule, title])).toEqual([
    ['added', 'File added: /srv/shop/e.txt'],
    ['removed', 'Directory removed: /srv/shop/old'],
    ['changed', 'File changed: /srv/shop/a.txt'],
    ['changed', 'File changed: /srv/shop/b.txt'],
  ])
  expect(observationsIn(items)[2]?.description).toBe(
    'Size      : 13                               | 19\nSHA256    : AAAA                             | BBBB\nAA=                              | BB=',
  )
  expect(problemsIn(items)).toEqual([])
})

test('without details, and the words of before 0.16', async () => {
  const items = await itemsOfFile(aide, fixture('version-0-15.txt'))
  expect(observationsIn(items).map(({ rule, location }) => [rule, location?.path])).toEqual([
    ['added', 'srv/a'],
    ['changed', 'srv/b'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 17'])
})

test('JSON', async () => {
  const items = await itemsOfFile(aide, fixture('report.json'))
  expect(items[0]).toEqual(header)
  expect(observationsIn(items).map(({ title, description }) => [title, description])).toEqual([
    ['File added: /srv/d', 'f+++'],
    ['Entry changed: /srv/a', 'size: 13 → 19\nsha256: "x"'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/removed/~1srv~1c'])
})

test.each(['{}', 'Changed entries:\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(aide, text)).rejects.toThrow(UnreadableReport)
})

test('is known by what it found', () => {
  const detect = (head: string, outline?: unknown) => aide.detect({ syntax: 'text', head, outline })
  expect(detect('x\nAIDE found differences between database and filesystem!!\n')).toBe(1)
  expect(detect('AIDE 0.16 found NO differences between database and filesystem. Okay!!\n')).toBe(1)
  expect(detect('AIDE is a tool')).toBe(0)
  expect(detect('{', { aide_version: '0.18', outline: 'AIDE found' })).toBe(1)
})
