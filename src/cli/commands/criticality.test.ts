import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { runHere } from '../gate/test-command-line.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
  for (const name of ['Till', 'Empty'])
    await it.app.inject({ method: 'POST', url: '/api/v1/applications', headers: local, payload: { name } })
  const asset = await testAsset(it.pool, 'till')
  await it.pool.query(
    "update asset set application_id = (select id from application where name = 'Till') where id = $1",
    [asset],
  )
  await ingest(it.pool, {
    asset,
    tool: 'Stance discovery',
    items: [{ type: 'node', kind: 'data-store', name: 'db', dataClasses: ['pci'], exposure: 'internal' }],
  })
})
afterAll(() => it.close())

const criticality = (...args: string[]) => runHere(['apps', 'criticality', ...args], apiClientOf(it.app))

test('what is proposed is listed beside what people said, told with its reasons, and accepted', async () => {
  const table = (await criticality()).stdout
  expect(table).toMatch(
    /Till +high +6 +Holds or moves pci; Only the own network reaches it; Keeps data in 1 store/,
  )
  expect(table).toMatch(/Empty +unknown +0/)
  expect((await criticality('Till')).stdout).toBe(
    'Till: nobody has said; proposed high (6 points)\n  +4  Holds or moves pci\n  +1  Only the own network reaches it\n  +1  Keeps data in 1 store\n',
  )
  expect(JSON.parse((await criticality('Till', '--accept', '--json')).stdout)).toMatchObject({
    said: 'high',
    proposed: 'high',
  })
  expect((await criticality('Till')).stdout).toContain('Till: said to be high; proposed high')
})

test('without a name or without anything known nothing is accepted', async () => {
  expect((await criticality('--accept')).stderr).toContain('--accept needs the name')
  expect((await criticality('Empty', '--accept')).stderr).toContain('discover its repositories first')
  expect((await criticality('Nobody')).stderr).toContain('Nobody')
})
