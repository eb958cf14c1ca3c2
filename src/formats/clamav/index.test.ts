import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { clamav } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(clamav, fixture('empty.txt'))).toEqual([
    { type: 'header', tool: 'ClamAV', toolVersion: '1.4.2' },
  ])
})

test('one infected file in all its fields', async () => {
  const [header, observation, ...others] = await itemsOfFile(clamav, fixture('one.txt'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'ClamAV',
    toolVersion: '1.4.2',
    producedAt: '2025-09-01T06:30:00.000Z',
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'malware',
    rule: 'House.EvilTea-1',
    title: 'House.EvilTea-1 found',
    severity: 'unknown',
    location: { path: 'srv/shop/tea.bin' },
    fingerprints: { clamav: 'House.EvilTea-1' },
    raw: '/srv/shop/tea.bin: House.EvilTea-1 FOUND',
  })
})

test('odd paths, the log of the daemon, and what could not be scanned', async () => {
  const items = await itemsOfFile(clamav, fixture('many.txt'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'PUA.House.Cup',
      location: { path: 'srv/shop/my tea: file.bin' },
      tags: ['potentially-unwanted'],
    },
    {
      rule: 'Heuristics.House.Lid',
      location: { path: 'srv/b' },
      fingerprints: { clamav: '0123456789abcdef0123456789abcdef' },
      seenAt: '2025-09-01T06:30:00.000Z',
      tags: ['heuristic'],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4', 'line 5'])
})

test.each(['hello\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(clamav, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its summary or its results', () => {
  const detect = (head: string) => clamav.detect({ syntax: 'text', head })
  expect(detect('----------- SCAN SUMMARY -----------\nKnown viruses: 3\n')).toBe(1)
  expect(detect('/a: OK\n/b: House.EvilTea-1 FOUND\n')).toBe(0.8)
  expect(detect('/a: OK\nhello\n')).toBe(0)
  expect(detect('')).toBe(0)
})
