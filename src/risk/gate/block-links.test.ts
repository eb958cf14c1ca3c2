import { expect, test } from 'vitest'
import type { Observation } from '../../model/observation.ts'
import { group } from './group.ts'
import { seenOf } from './seen.ts'

const member = (
  id: string,
  tool: string,
  rule: string,
  [line, endLine]: [number, number],
  address?: string,
) => {
  const observation: Observation = {
    type: 'observation',
    kind: 'config',
    rule,
    title: rule,
    severity: 'high',
    location: { path: 'main.tf', line, endLine },
    ...(address && { resource: { address } }),
    raw: '{}',
  }
  return { tool, observation, at: undefined, seen: seenOf(id, tool, observation, 'mask') }
}

test('reports at the gate meet by block and control, as they do when they are stored', () => {
  const groups = group([
    member('a', 'Checkov', 'CKV_AWS_21', [1, 9], 'aws_s3_bucket.one'),
    member('b', 'Checkov', 'CKV_AWS_21', [11, 19], 'aws_s3_bucket.two'),
    member('c', 'tfsec', 'aws-s3-enable-versioning', [11, 19]),
    member('d', 'tfsec', 'aws-s3-enable-bucket-logging', [11, 19]),
  ])
  expect(groups.map((one) => one.map(({ seen }) => seen.id))).toEqual([['a'], ['b', 'c'], ['d']])
})
