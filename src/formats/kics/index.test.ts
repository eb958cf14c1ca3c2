import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kics } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'KICS',
  toolVersion: 'v2.1.3',
  producedAt: '2025-09-01T06:30:00.200Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kics, fixture('empty.json'))).toEqual([header])
})

test('one result in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(kics, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: '6726dcc0-0000-459d-b473-a780bef7665c',
    title: 'S3 Bucket Without Encryption',
    description: "Buckets should be encrypted.\n\nFound: 'encryption' is missing",
    severity: 'high',
    toolSeverity: 'HIGH',
    cwes: [311],
    location: { path: 'infra/main.tf', line: 5 },
    resource: { address: 'aws_s3_bucket.logs', type: 'aws_s3_bucket', provider: 'terraform' },
    references: ['https://docs.example/s3'],
    remediation: "'encryption' should exist",
    fingerprints: { kics: '72ad' },
    tags: ['Encryption', 'Terraform', 'AWS', 'MissingAttribute'],
  })
  expect(JSON.parse(raw)).toMatchObject({ files: [{ similarity_id: '72ad' }], cwe: '311' })
})

test('platforms have their own kinds and addresses; every file is an observation or a problem', async () => {
  const items = await itemsOfFile(kics, fixture('many.json'))
  expect(
    observationsIn(items).map(({ kind, severity, resource }) => [kind, severity, resource?.address]),
  ).toEqual([
    ['config', 'high', 'module.storage'],
    ['config', 'high', 'data.aws_iam_policy_document.read'],
    ['config', 'high', undefined],
    ['secret', 'critical', undefined],
    ['config', 'info', 'AWS::S3::Bucket.Logs'],
    ['config', 'medium', 'Deployment/api'],
    ['config', 'medium', 'Pod/old.pod'],
    ['pipeline', 'high', undefined],
    ['api', 'info', undefined],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/queries/0/files/3', '/queries/6'])
})

test.each(['{}', '{"queries":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kics, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its counts', () => {
  const detect = (outline: unknown) => kics.detect({ syntax: 'json', head: '', outline })
  expect(detect({ queries: [], queries_total: 5, files_scanned: 1 })).toBe(1)
  expect(detect({ queries: [] })).toBe(0)
})
