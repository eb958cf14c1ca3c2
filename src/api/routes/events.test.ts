import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/notify.ts'

let it: TestApp
let address: string
beforeAll(async () => {
  it = await testApp()
  address = await it.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => it.close())

interface Stream {
  /** Everything said so far. */
  text(): string
  /** Waits until something was said. */
  hears(part: string): Promise<void>
  close(): void
  /** Resolves when the server ends it. */
  ended: Promise<void>
}

async function open(headers: Somebody['headers']): Promise<Stream> {
  const leaving = new AbortController()
  const response = await fetch(`${address}/api/v1/events`, { headers, signal: leaving.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
  let said = ''
  const read = async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      said += Buffer.from(chunk).toString()
  }
  const ended = read().catch(() => {})
  const stream: Stream = {
    text: () => said,
    hears: (part) => expect.poll(() => said, { timeout: 5_000 }).toContain(part),
    close: () => leaving.abort(),
    ended,
  }
  await stream.hears('retry: 2000')
  return stream
}

const tell = (topic: string, data: object) => transaction(it.pool, (tx) => notify(tx, { topic, ...data }))

test('nobody listens without signing in', async () => {
  expect((await fetch(`${address}/api/v1/events`)).status).toBe(401)
})

test('what commits is told, with its ids; other topics are not', async () => {
  const stream = await open(local)
  const asset = newId()
  await tell('internal', { asset })
  await tell('report', { asset, report: 'r1' })
  await stream.hears(`event: report\ndata: {"asset":"${asset}","report":"r1"}\n\n`)
  expect(stream.text()).not.toContain('internal')
  stream.close()
})

test('a change over the API arrives', async () => {
  const stream = await open(local)
  await it.app.inject({
    method: 'POST',
    url: '/api/v1/assets',
    headers: local,
    payload: { kind: 'host', name: 'h' },
  })
  await stream.hears('event: inventory')
  stream.close()
})

test('developers hear of their teams’ assets only, also of new ones', async () => {
  const make = async (url: string, payload: object) =>
    (await it.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: local, payload })).json()
  const team = await make('/teams', { name: 'Ours' })
  const { id: applicationId } = await make('/applications', { name: 'Ours', teamId: team.id })
  const theirs = await make('/assets', { kind: 'service', name: 'theirs' })
  const { headers } = await it.somebody('developer', [team.id])
  const stream = await open(headers)
  const ours = await make('/assets', { kind: 'service', name: 'ours', applicationId })
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  await tell('finding', { asset: theirs.id })
  await tell('finding', { asset: ours.id })
  await stream.hears(ours.id)
  expect(stream.text()).not.toContain(theirs.id)
  stream.close()
})

test('a connection that was opened and never used does not hold up the end', async () => {
  const other = await testApp()
  const { port } = new URL(await other.app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  const start = Date.now()
  await other.close()
  expect(Date.now() - start).toBeLessThan(5_000)
  socket.destroy()
})

test('many listen at once over one subscription; closing the server ends them all', async () => {
  const other = await testApp()
  const otherAddress = await other.app.listen({ host: '127.0.0.1', port: 0 })
  const mine = address
  address = otherAddress
  const streams = await Promise.all(Array.from({ length: 100 }, () => open(local)))
  address = mine
  const asset = newId()
  await transaction(other.pool, (tx) => notify(tx, { topic: 'finding', asset }))
  await Promise.all(streams.map((stream) => stream.hears(asset)))
  const { rows } = await other.pool.query(
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'stance listens'`,
  )
  expect(rows[0].n).toBe(1)
  await other.close()
  await Promise.all(streams.map((stream) => stream.ended))
})
