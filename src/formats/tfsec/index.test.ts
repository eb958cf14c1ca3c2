import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { tfsec } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(tfsec, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'tfsec' }])
})

test('one result in all its fields', async () => {
  const [, observation, ...others] = await itemsOfFile(tfsec, fixture('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'aws-s3-enable-bucket-logging',
    title: 'S3 Bucket does not have logging enabled.',
    description: 'Bucket does not have logging enabled\n\nNobody sees a leak',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    location: { path: 'work/infra/main.tf', line: 4, endLine: 9 },
    resource: { address: 'aws_s3_bucket.logs', type: 'aws_s3_bucket', provider: 'aws' },
    references: ['https://docs.example/s3/logging'],
    remediation: 'Add a logging block',
    tags: ['AVD-AWS-0089', 'aws', 's3'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('passed, ignored, and results of before version 1', async () => {
  const items = await itemsOfFile(tfsec, fixture('many.json'))
  const [ignored, old, data, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(ignored).toMatchObject({ verdict: { state: 'accepted', source: 'tfsec-ignore' } })
  expect(old).toMatchObject({
    rule: 'GCP008',
    severity: 'high',
    resource: {
      address: 'module.k8s.google_container_cluster.till[0]',
      type: 'google_container_cluster',
    },
    references: ['https://docs.example/GCP008/'],
  })
  expect(data).toMatchObject({
    severity: 'medium',
    resource: { address: 'data.aws_ami.base', type: 'aws_ami' },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/5'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(tfsec, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its rules and places', () => {
  const detect = (outline: unknown) => tfsec.detect({ syntax: 'json', head: '', outline })
  const result = { rule_id: 'a', rule_description: 'b', location: { filename: 'c' } }
  expect(detect({ results: [result] })).toBe(1)
  expect(detect({ results: [{ rule_id: 'a' }] })).toBe(0)
  expect(detect({ results: null })).toBe(0)
})

test('its table: what did not pass', async () => {
  const found = observationsIn(await itemsOfFile(tfsec, fixture('table.csv')))
  expect(found).toMatchObject([
    {
      rule: 'aws-ebs-enable-volume-encryption',
      title: 'EBS volume is not encrypted.',
      severity: 'high',
      location: { path: 'modules/data/main.tf', line: 45, endLine: 45 },
      references: ['https://aquasecurity.github.io/tfsec/latest/checks/aws/ebs/enable-volume-encryption/'],
    },
    { rule: 'aws-ebs-encryption-customer-key', severity: 'low', location: { line: 42, endLine: 46 } },
  ])
})
