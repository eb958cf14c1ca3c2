import { expect, test } from 'vitest'
import { awsFinding } from './aws-finding.ts'

test.each([
  [
    { Arn: 'a', Resource: { ResourceType: 'b', Tags: [{ Key: 'c' }] } },
    { arn: 'a', resource: { resourceType: 'b', tags: [{ key: 'c' }] } },
  ],
  [{ 'detail-type': 'GuardDuty Finding', detail: { arn: 'a' } }, { arn: 'a' }],
  [{ detail: { arn: 'a' } }, { detail: { arn: 'a' } }],
  ['text', undefined],
  [[1], undefined],
])('%j is %j', (given, finding) => {
  expect(awsFinding(given)).toEqual(finding)
})
