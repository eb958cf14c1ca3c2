import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { crunch42 } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(crunch42, fixture('empty.json'))).toEqual([
    { type: 'header', tool: '42Crunch API Security Audit', toolVersion: '3.1.6' },
  ])
})

test('one entry in all its fields', async () => {
  const items = await itemsOfFile(crunch42, fixture('one.json'))
  expect(headersIn(items)).toMatchObject([{ target: 'Shop API', producedAt: '2025-09-01T06:30:00.000Z' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'api',
    rule: 'parameter-string-maxlength',
    title: 'String parameter has no maximum length',
    description:
      "String parameter has no maximum length\n\nString parameter 'id' has no maximum length\n\nAffects /components/security/ApiKey",
    severity: 'medium',
    toolSeverity: '3',
    endpoint: { url: '/cart/{id}', method: 'POST' },
    resource: { address: '/paths/~1cart~1{id}/post/parameters/0', type: 'openapi' },
    fingerprints: { '42crunch/fingerprint': 'fp1' },
    tags: ['data'],
  })
  expect(JSON.parse(raw)).toMatchObject({ pointer: 1 })
})

test('warnings, pointers that lead nowhere, and lists that were cut', async () => {
  const items = await itemsOfFile(crunch42, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'warning-unused', severity: 'info', resource: { address: '/definitions/a' } },
    { rule: 'warning-unused', endpoint: { url: '/stock', method: 'GET' } },
    { rule: 'emptyarray', severity: 'critical', endpoint: { url: '/stock' } },
    { rule: 'emptyarray', severity: 'high' },
  ])
  expect(observationsIn(items)[3]).not.toHaveProperty('resource')
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/report/security/issues/emptyarray/issues/2',
    '/report/security/issues/emptyarray/issues/3',
    '/report/warnings/issues/warning-unused',
  ])
})

test.each(['{}', '[]', '{"report":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(crunch42, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const detect = (outline: unknown) => crunch42.detect({ syntax: 'json', head: '', outline })
  expect(detect({ report: { assessmentVersion: '1', openapiState: 'valid' } })).toBe(1)
  expect(detect({ report: {} })).toBe(0)
})
