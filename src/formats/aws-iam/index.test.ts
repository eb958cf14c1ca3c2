import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { awsIam } from './index.ts'

const read = (name: string) => itemsOf(awsIam, fixtureOf(awsIam, name))
const A = 'arn:aws:iam::111122223333:'

test('who may do what with what, by inline and by attached policies', async () => {
  const links = linksOf(await read('many.json'))
  expect(links).toEqual(
    expect.arrayContaining([
      `identity:${A}role/brew permits data-store:arn:aws:s3:::shop-logs-1`,
      `identity:${A}role/brew permits data-store:arn:aws:dynamodb:eu-west-1:111122223333:table/orders`,
      `identity:${A}group/devs permits queue:arn:aws:sqs:eu-west-1:111122223333:orders`,
      `identity:${A}user/ann uses permission:arn:aws:iam::aws:policy/AdministratorAccess`,
      `identity:${A}user/ann uses identity:${A}group/devs`,
    ]),
  )
})

test('of a policy the version in force counts, everything is a wildcard', async () => {
  const nodes = nodesOf(await read('many.json'))
  expect(nodes['permission:arn:aws:iam::aws:policy/AdministratorAccess']?.attributes?.wildcard).toBe('true')
  expect(nodes[`permission:${A}policy/own`]?.attributes).not.toHaveProperty('wildcard')
})

test('what is only named is no asset, broken parts are told', async () => {
  const claims = (await read('many.json')).flatMap((one) => (one.type === 'asset' ? one.name : []))
  expect(claims).toEqual([`${A}user/ann`, `${A}group/devs`, `${A}role/brew`])
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})
