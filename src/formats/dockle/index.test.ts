import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dockle } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dockle, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Dockle' }])
})

test('one detail in all its fields', async () => {
  const [header, claim, observation, ...others] = await itemsOfFile(dockle, fixture('one.json'))
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Dockle', target: 'registry.example:5000/shop/api' })
  expect(claim).toEqual({
    type: 'asset',
    kind: 'container-image',
    name: 'registry.example:5000/shop/api',
    attributes: { tag: '1.4' },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'CIS-DI-0001',
    title: 'Create a user for the container',
    description: 'Last user should not be root',
    severity: 'medium',
    toolSeverity: 'WARN',
    resource: {
      address: 'registry.example:5000/shop/api',
      type: 'container-image',
      provider: 'docker',
    },
    controls: ['CIS-Docker:4.1'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('levels, what was ignored and what could not be checked', async () => {
  const items = await itemsOfFile(dockle, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, verdict }) => [rule, severity, verdict?.state]),
  ).toEqual([
    ['DKL-DI-0001', 'critical', undefined],
    ['CIS-DI-0008', 'info', undefined],
    ['CIS-DI-0006', 'unknown', 'accepted'],
  ])
  expect(observationsIn(items)[1]?.description).toBe('setuid file: usr/bin/a\nsetuid file: usr/bin/b')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/details/3', '/details/5'])
})

test.each(['{}', '{"details":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dockle, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its summary', () => {
  const detect = (outline: unknown) => dockle.detect({ syntax: 'json', head: '', outline })
  expect(detect({ summary: { fatal: 0, warn: 0, info: 0, skip: 0, pass: 1 }, details: [] })).toBe(1)
  expect(detect({ summary: { warn: 0, pass: 1 }, details: [] })).toBe(0)
})
