import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../platform/errors.ts'

export interface FetchedFile {
  /** Where it lies on this machine. */
  file: string
  etag: string | undefined
  sha256: string
  bytes: number
}

export interface FetchArgs {
  /** `https:`, `http:` or `file:`. */
  url: string
  /** Of the version that is known: if the server has no other, nothing is fetched. */
  etag: string | null
  /** Where to keep it; what an interrupted fetch left there is gone on with. */
  to: string
}

const MOST_BYTES = 8 * 2 ** 30
const SILENCE_MS = 60_000

/**
 * Fetches a feed's file unless the known version is the current one (undefined). Throws `feed_missing` where there is none, and
 * `feed_unreachable` when it cannot be had in whole.
 */
export async function fetchFile(args: FetchArgs): Promise<FetchedFile | undefined> {
  const url = new URL(args.url)
  try {
    return url.protocol === 'file:' ? await fromDisk(fileURLToPath(url), args) : await fromServer(url, args)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code, cause, message } = error as NodeJS.ErrnoException & { cause?: Error }
    if (code === 'ENOENT') throw missing(args.url)
    throw unreachable(args.url, cause?.message || message)
  }
}

const unreachable = (url: string, why: string): AppError =>
  new AppError('feed_unreachable', 502, `${withoutSecrets(url)} could not be had: ${why}.`)

const missing = (url: string): AppError =>
  new AppError('feed_missing', 404, `There is no ${withoutSecrets(url)}.`)

function withoutPassword(address: string | URL): URL {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  return url
}

/** An address for people: those of mirrors may carry a password, or a key in their query. */
export function withoutSecrets(address: string): string {
  const url = withoutPassword(address)
  url.search = ''
  return url.href
}

async function fromDisk(file: string, { etag }: FetchArgs): Promise<FetchedFile | undefined> {
  const { size, mtimeMs } = await stat(file)
  const own = `${size}-${mtimeMs}`
  if (own === etag) return undefined
  return { file, etag: own, bytes: size, sha256: await digest(file) }
}

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** What an interrupted fetch left: how far it came, and of which version. */
interface Begun {
  bytes: number
  etag: string
}

async function fromServer(url: URL, args: FetchArgs): Promise<FetchedFile | undefined> {
  const { to, etag } = args
  await mkdir(dirname(to), { recursive: true })
  const [part, note] = [`${to}.part`, `${to}.part.etag`]
  const begun = await findBegun(part, note)
  const silence = new AbortController()
  const patience = setTimeout(() => silence.abort(new Error('the server fell silent')), SILENCE_MS)
  try {
    const answer = await fetch(withoutPassword(url), {
      headers: headersOf(url, etag, begun),
      signal: silence.signal,
    })
    if (url.protocol === 'https:' && !answer.url.startsWith('https:'))
      throw unreachable(url.href, 'the server sent us on to an address that is not encrypted')
    if (answer.status === 304) return undefined
    if (answer.status === 416) {
      await rm(part, { force: true })
      return await fromServer(url, args)
    }
    if (answer.status === 404) throw missing(url.href)
    if (!answer.ok || !answer.body) throw unreachable(url.href, `the server answered ${answer.status}`)
    const goesOn = answer.status === 206 && begun !== undefined
    const version = answer.headers.get('etag') ?? undefined
    if (version) await writeFile(note, version)
    const length = Number(answer.headers.get('content-length')) || undefined
    const start = goesOn ? begun.bytes : 0
    const total = length === undefined ? undefined : start + length
    let bytes = start
    // Written chunk by chunk: what came before a break is there to go on from.
    const file = await open(part, goesOn ? 'a' : 'w')
    try {
      for await (const chunk of answer.body) {
        patience.refresh()
        bytes += chunk.length
        if (bytes > MOST_BYTES) throw unreachable(url.href, 'it is larger than any feed')
        await file.write(chunk)
      }
    } finally {
      await file.close()
    }
    // fetch() undoes a content encoding: then the length is of something else.
    if (total !== undefined && bytes !== total && !answer.headers.has('content-encoding'))
      throw unreachable(url.href, `${bytes} of ${total} bytes came`)
    await rename(part, to)
    await rm(note, { force: true })
    return { file: to, etag: version, bytes, sha256: await digest(to) }
  } finally {
    clearTimeout(patience)
  }
}

async function findBegun(part: string, note: string): Promise<Begun | undefined> {
  try {
    const [{ size }, etag] = [await stat(part), await readFile(note, 'utf8')]
    return size > 0 && etag && !etag.startsWith('W/') ? { bytes: size, etag } : undefined
  } catch {
    return undefined
  }
}

function headersOf(url: URL, etag: string | null, begun: Begun | undefined): Record<string, string> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity', 'user-agent': 'stance' }
  if (url.username)
    headers.authorization = `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`
  // Only the very version that was begun is gone on with.
  if (begun) return { ...headers, range: `bytes=${begun.bytes}-`, 'if-range': begun.etag }
  return etag ? { ...headers, 'if-none-match': etag } : headers
}
