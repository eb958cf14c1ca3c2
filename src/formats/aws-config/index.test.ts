import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { awsConfig } from './index.ts'

const read = (name: string) => itemsOf(awsConfig, fixtureOf(awsConfig, name))
const EC2 = 'arn:aws:ec2:eu-west-1:111122223333:'

test('what stands behind an open group with a public address is on the internet', async () => {
  const items = await read('many.json')
  const host = nodesOf(items)[`host:${EC2}instance/i-0abc12345678`]
  expect(host).toMatchObject({ exposure: 'internet', attributes: { account: '111122223333' } })
  expect(host?.attributes?.exposedBy).toContain('0.0.0.0/0 on port 22')
  expect(linksOf(items)).toContain(
    `network:${EC2}vpc/vpc-0abc1234 contains host:${EC2}instance/i-0abc12345678`,
  )
  expect(nodesOf(items)['data-store:arn:aws:rds:eu-west-1:111122223333:db:shop']?.exposure).toBe('internal')
})

test('policies say who may read what', async () => {
  const links = linksOf(await read('many.json'))
  const role = 'identity:arn:aws:iam::111122223333:role/brew'
  expect(links).toContain(`${role} permits data-store:arn:aws:s3:::shop-logs-1`)
  expect(links).toContain(
    'function:arn:aws:lambda:eu-west-1:111122223333:function:brew reads data-store:arn:aws:s3:::shop-logs-1',
  )
})

test('deleted resources are history, results of queries are read as well', async () => {
  expect(JSON.stringify(await read('many.json'))).not.toContain('AWS::EC2::Volume')
  expect(Object.keys(nodesOf(await read('one.json')))).toEqual([
    'data-store:arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
  ])
})

test('no variable of an environment and no user data leaves', async () => {
  expect(JSON.stringify(await read('many.json'))).not.toContain('brew-secret')
})

test('broken parts are told', async () => {
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(3)
})

test('a bucket is open by its policy or its grants, which Config keeps beside it as texts', async () => {
  const bucket = (name: string, supplementaryConfiguration: object) => ({
    resourceType: 'AWS::S3::Bucket',
    resourceId: name,
    arn: `arn:aws:s3:::${name}`,
    configuration: JSON.stringify({ name }),
    supplementaryConfiguration,
  })
  const statement = (principal: unknown) => ({
    policyText: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: '*' }],
    }),
  })
  const grants = (grantee: unknown) => JSON.stringify({ grantList: [{ grantee, permission: 'Read' }] })
  const items = await itemsOf(
    awsConfig,
    JSON.stringify({
      configurationItems: [
        bucket('by-policy', { BucketPolicy: JSON.stringify(statement('*')) }),
        bucket('by-grants', { AccessControlList: JSON.stringify(grants('AllUsers')) }),
        bucket('own', { BucketPolicy: JSON.stringify(statement({ AWS: 'arn:aws:iam::111122223333:root' })) }),
        bucket('granted', { AccessControlList: JSON.stringify(grants({ id: '1', displayName: null })) }),
      ],
    }),
  )
  const nodes = nodesOf(items)
  expect(
    ['by-policy', 'by-grants', 'own', 'granted'].map(
      (name) => nodes[`data-store:arn:aws:s3:::${name}`]?.exposure,
    ),
  ).toEqual(['internet', 'internet', 'internal', 'internal'])
})
