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
