import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const ANSWER_MS = 3_000

/** How the command line of this machine reaches a running server: for whoever may read the data folder. */
export interface LocalServer {
  url: string
  token: string
  pid: number
}

const fileIn = (data: string): string => join(data, 'server.json')

/** Tells this machine's command line about a server; the returned function takes it back. */
export async function publishLocalServer(data: string, server: LocalServer): Promise<() => Promise<void>> {
  const partial = `${fileIn(data)}.${process.pid}`
  // Made with its rights: it opens everything.
  await writeFile(partial, JSON.stringify(server), { mode: 0o600 })
  await rename(partial, fileIn(data))
  return async () => {
    const published = await read(data)
    if (published?.pid === server.pid) await rm(fileIn(data), { force: true })
  }
}

/** The server that runs on a data folder, if one answers; what a killed one left behind is not an answer. */
export async function findLocalServer(data: string): Promise<LocalServer | undefined> {
  const server = await read(data)
  if (!server) return undefined
  const answer = await fetch(`${server.url}/api/v1/me`, {
    headers: { authorization: `Bearer ${server.token}` },
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => undefined)
  return answer?.ok ? server : undefined
}

const read = (data: string): Promise<LocalServer | undefined> =>
  readFile(fileIn(data), 'utf8').then(
    (text) => JSON.parse(text) as LocalServer,
    () => undefined,
  )
