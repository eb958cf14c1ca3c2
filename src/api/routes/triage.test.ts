import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { newId } from '../../platform/ids.ts'

let t: TestApp
let asset = ''
beforeAll(async () => {
  t = await testApp()
  asset = await testAsset(t.pool, 'shop')
  const items = [
    code(),
    code({ path: 'src/b.ts', severity: 'low' }),
    code({ path: 'src/c.ts', rule: 'xss', cwes: [79] }),
  ]
  await ingest(t.pool, { asset, items })
  await ingest(t.pool, { asset, tool: 'bandit', items: [code({ rule: 'B608' })] })
})
afterAll(() => t.close())

type Method = 'GET' | 'POST' | 'PATCH'
const call = async (method: Method, url: string, payload?: object, headers = local) => {
  const response = await t.app.inject({ method, url: `/api/v1${url}`, headers, payload })
  return { status: response.statusCode, body: response.json() }
}
const list = async (query: string) => (await call('GET', `/findings?${query}`)).body
const first = async (query: string): Promise<string> => (await list(query)).items[0].id

it('changes what ids or a filter name, at once, and tells who listens', async () => {
  const told = new EventEmitter()
  const leave = t.deps.listener.subscribe(
    (notice) => notice.topic === 'finding' && told.emit('notice', notice),
  )
  const notice = once(told, 'notice')
  const filter = { severity: ['low'], fixable: false }
  const changed = await call('PATCH', '/findings', { filter, decision: 'accepted', reason: 'fine' })
  expect(changed).toMatchObject({ status: 200, body: { changed: 1, exception: { status: 'active' } } })
  expect(await notice).toEqual([{ topic: 'finding', asset }])
  leave()
  expect(await list('state=accepted')).toMatchObject({ total: 1, items: [{ location: 'src/b.ts:10' }] })
  const { headers, person } = await t.somebody('security')
  const id = await first('rule=xss')
  await call('PATCH', '/findings', { ids: [id], assignee: person.id, severity: 'critical' }, headers)
  // A token stands for who made it.
  expect((await call('GET', '/findings?assignee=me', undefined, headers)).body.total).toBe(1)
  expect((await call('GET', '/findings?assignee=me')).body.total).toBe(0)
  expect(await list(`assignee=${person.id}`)).toMatchObject({
    total: 1,
    items: [{ severity: 'critical', assignee: { id: person.id, name: person.name } }],
  })
  await call('PATCH', '/findings', { ids: [id], assignee: null, severity: null })
  expect(await list('assignee=none')).toMatchObject({ total: 3 })
})

it('refuses those who may not, and what makes no sense', async () => {
  const id = await first('rule=xss')
  const { headers } = await t.somebody('auditor')
  expect(await call('PATCH', '/findings', { ids: [id], note: 'x' }, headers)).toMatchObject({ status: 403 })
  expect(await call('POST', `/findings/${id}/notes`, { body: 'x' }, headers)).toMatchObject({ status: 403 })
  expect(await call('PATCH', '/findings', { ids: [id] })).toMatchObject({
    status: 400,
    body: { code: 'bad_change' },
  })
  expect(await call('PATCH', '/findings', { ids: [newId()], note: 'x' })).toMatchObject({ status: 404 })
  const { headers: stranger } = await t.somebody('developer')
  for (const [path, body] of [
    ['notes', { body: 'x' }],
    ['split', { observations: [newId()] }],
    ['join', { into: newId() }],
  ] as const)
    expect(await call('POST', `/findings/${id}/${path}`, body, stranger)).toMatchObject({ status: 404 })
})

it('notes, splits and joins', async () => {
  const id = await first('agreed=true')
  const note = await call('POST', `/findings/${id}/notes`, { body: 'Look at *this*' })
  expect(note).toMatchObject({ status: 201, body: { author: 'this machine', body: 'Look at *this*' } })
  const { body: detail } = await call('GET', `/findings/${id}`)
  expect(detail.notes).toEqual([note.body])
  const leaving = detail.observations.find((o: { tool: string }) => o.tool === 'bandit').id
  const split = await call('POST', `/findings/${id}/split`, { observations: [leaving] })
  expect(split.status).toBe(200)
  expect(await list('agreed=true')).toMatchObject({ total: 0 })
  expect(await list('tool=bandit')).toMatchObject({ total: 1, items: [{ id: split.body.id }] })
  expect(await call('POST', `/findings/${split.body.id}/join`, { into: id })).toEqual({
    status: 200,
    body: { id },
  })
  expect(await list('tool=bandit')).toMatchObject({ total: 1, items: [{ id, tools: ['bandit', 'semgrep'] }] })
  expect((await call('GET', `/findings/${split.body.id}`)).body.mergedInto).toBe(id)
  const { rows } = await t.pool.query<{ action: string }>(
    "select action from audit_entry where action like 'finding.%' order by seq",
  )
  expect(rows.map((row) => row.action).slice(-3)).toEqual(['finding.note', 'finding.split', 'finding.join'])
})
