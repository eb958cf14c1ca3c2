import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, nodesOf } from '../test-collect.ts'
import { awsResourceExplorer } from './index.ts'
import { templateType } from './template-type.ts'

const read = (name: string) => itemsOf(awsResourceExplorer, fixtureOf(awsResourceExplorer, name))

test('lists what there is and guesses no exposure', async () => {
  const nodes = nodesOf(await read('many.json'))
  expect(Object.keys(nodes).map((one) => one.split(':')[0])).toEqual([
    'data-store',
    'network-policy',
    'function',
    'resource',
  ])
  expect(Object.values(nodes).every(({ exposure }) => exposure === undefined)).toBe(true)
})

test.each([
  ['ec2:security-group', 'AWS::EC2::SecurityGroup'],
  ['rds:db', 'AWS::RDS::DBInstance'],
  ['athena:workgroup', 'AWS::Athena::Workgroup'],
])('%s is %s', (type, template) => expect(templateType(type)).toBe(template))

test('broken parts are told', async () => {
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})
