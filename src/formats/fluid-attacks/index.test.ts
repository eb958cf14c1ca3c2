import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fluidAttacks } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header and nothing else', async () => {
  expect(await itemsOfFile(fluidAttacks, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Fluid Attacks' },
  ])
})

test('a row of old', async () => {
  expect(observationsIn(await itemsOfFile(fluidAttacks, fixture('one.csv')))).toStrictEqual([
    {
      type: 'observation',
      kind: 'code',
      rule: 'F001',
      title: 'SQL injection - Java SQL API',
      severity: 'unknown',
      cwes: [89],
      location: { path: 'shop/src/main/java/shop/Orders.java', line: 41 },
      tags: ['F001'],
      raw: 'F001. SQL injection - Java SQL API,shop/src/main/java/shop/Orders.java,41,89',
    },
  ])
})

test('a row with the method, the code and a vector; two CWEs', async () => {
  const [first, second] = observationsIn(await itemsOfFile(fluidAttacks, fixture('many.csv')))
  expect(first).toMatchObject({
    rule: 'java.sql_injection',
    description: 'Request values reach the statement',
    location: { snippet: 'db.query("select " + id)' },
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N', version: '3.1' }],
  })
  expect(second?.cwes).toEqual([310, 327])
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOf(fluidAttacks, 'title,what,where,cwe\nF001. A,a.java,1,89\n,b.java,2,79\n')
  expect([observationsIn(items).length, problemsIn(items).length]).toEqual([1, 1])
})

test('refuses other tables', async () => {
  await expect(itemsOf(fluidAttacks, 'a,b\n1,2\n')).rejects.toThrow(UnreadableReport)
})
