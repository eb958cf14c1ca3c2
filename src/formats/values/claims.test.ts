import { expect, test } from 'vitest'
import { eachOnce, resourceClaim } from './claims.ts'

test('a claim says what is known of the resource, and not its address again', () => {
  expect(
    resourceClaim(
      'cloud-resource',
      { address: 'arn:aws:s3:::shop-logs', type: 'AwsS3Bucket', provider: 'aws' },
      { name: 'shop-logs', id: 'arn:aws:s3:::shop-logs', owner: undefined },
    ),
  ).toStrictEqual({
    type: 'asset',
    kind: 'cloud-resource',
    name: 'arn:aws:s3:::shop-logs',
    attributes: { name: 'shop-logs', type: 'AwsS3Bucket', provider: 'aws' },
  })
  expect(resourceClaim('host', { address: 'db1.example' })).toStrictEqual({
    type: 'asset',
    kind: 'host',
    name: 'db1.example',
  })
})

test('each asset passes once', () => {
  const once = eachOnce()
  const host = { type: 'asset', kind: 'host', name: 'a' } as const
  expect(once([host, undefined, { ...host, kind: 'service' }])).toHaveLength(2)
  expect(once([host])).toEqual([])
})
