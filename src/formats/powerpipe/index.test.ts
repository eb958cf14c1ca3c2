import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { powerpipe } from './index.ts'

const items = async (name: string) => itemsOfFile(powerpipe, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'Powerpipe' }])
})

test('one alarm in all its fields, deep in groups', async () => {
  const found = await items('one.json')
  expect(found[0]).toEqual({ type: 'header', tool: 'Powerpipe', target: 'aws_compliance.benchmark.cis_v300' })
  expect(assetsIn(found).map(({ name }) => name)).toEqual(['arn:aws:s3:::ledger', 'arn:aws:s3:::shop'])
  expect(found).toHaveLength(4)
  const { raw, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 'control.cis_v300_2_1_4',
    title: '2.1.4 Ensure that buckets are closed',
    description: 'ledger is open.\n\nBuckets are closed.',
    severity: 'high',
    toolSeverity: 'high',
    resource: {
      address: 'arn:aws:s3:::ledger',
      provider: 'aws',
      region: 'eu-west-1',
      account: '123456789012',
    },
    controls: ['CIS-AWS-3.0:2.1.4'],
    tags: ['AWS/S3'],
  })
  expect(raw).not.toContain('shop is not')
})

test('what failed or could not be checked is told', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { kind: 'config', rule: 'control.s3_closed', severity: 'unknown', controls: ['pci'] },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/controls/0/results/1', undefined],
    ['/controls/0/results/3', true],
    ['/controls/1', true],
    ['/controls/2', true],
  ])
  const failed = { group_id: 'error', summary: { status: { error: 1 } }, groups: [], controls: null }
  expect(problemsIn(await itemsOf(powerpipe, JSON.stringify(failed)))).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '[]', '{"group_id":"a"}'])('refuses %s', async (text) => {
  await expect(itemsOf(powerpipe, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root group', () => {
  const detect = (outline: unknown) => powerpipe.detect({ syntax: 'json', head: '', outline })
  expect(detect({ group_id: 'a', summary: { status: {} }, groups: [] })).toBe(1)
  expect(detect({ group_id: 'a', groups: [] })).toBe(0)
})
