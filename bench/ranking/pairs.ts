import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rankPairs } from '../../test/ranking/rank-pairs.ts'
import { benchDatabase } from '../bench-database.ts'
import { serveForBench, workForBench } from '../serve-for-bench.ts'

const PATIENCE_MS = 120_000

/** The 40 cases on a server of their own: every pair has to come in its order. */
export async function printPairs(): Promise<void> {
  await using database = await benchDatabase()
  const { folder } = database
  await using server = await serveForBench(database.url, join(folder, 'stance'), { web: false })
  await using _worker = await workForBench(database.url, join(folder, 'stance'))
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const type = path.startsWith('/reports') ? 'application/octet-stream' : 'application/json'
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const settled = async (): Promise<void> => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(500)) {
      const { items } = (await call('GET', '/reports?limit=100')) as { items: { status: string }[] }
      if (items.length > 0 && items.every(({ status }) => status === 'done')) return
    }
    throw new Error('the reports were not read in time')
  }
  const pairs = await rankPairs(call, settled)
  const right = pairs.filter(({ moreScore, lessScore }) => moreScore > lessScore).length
  console.log(
    `\nContext: ${right} of ${pairs.length} pairs in the right order (40 cases of a constructed estate)`,
  )
  for (const { id, why, moreScore, lessScore } of pairs)
    console.log(
      `${moreScore > lessScore ? '  ' : 'NO'} ${id.padEnd(30)} ${moreScore.toFixed(1).padStart(5)} > ${lessScore.toFixed(1).padStart(5)}  ${why}`,
    )
}
