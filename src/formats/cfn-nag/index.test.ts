import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cfnNag } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cfnNag, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'cfn_nag' }])
})

test('one violation in all its fields', async () => {
  const [, observation, ...others] = await itemsOfFile(cfnNag, fixture('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'W35',
    title: 'Bucket should have access logging',
    severity: 'medium',
    toolSeverity: 'WARN',
    location: { path: 'stacks/shop.yaml', line: 7 },
    resource: { address: 'Logs', type: 'AWS::CloudFormation', provider: 'aws' },
    tags: ['S3BucketAccessLoggingRule', 'resource'],
  })
  expect(JSON.parse(raw)).toMatchObject({ filename: './stacks/shop.yaml', id: 'W35' })
})

test('each resource is an observation; every violation is something', async () => {
  const items = await itemsOfFile(cfnNag, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, resource, location }) => [
      rule,
      severity,
      resource?.address,
      location?.line,
    ]),
  ).toEqual([
    ['F3', 'high', 'Reader', 3],
    ['F3', 'high', 'Writer', undefined],
    ['FATAL', 'unknown', undefined, undefined],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/file_results/violations/2', '/2'])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cfnNag, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its files', () => {
  const detect = (outline: unknown) => cfnNag.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ filename: 'a', file_results: { failure_count: 0, violations: [] } }])).toBe(1)
  expect(detect([{ filename: 'a' }])).toBe(0)
  expect(detect([])).toBe(0)
})
