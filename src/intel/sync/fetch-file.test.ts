import { statSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchFile, withoutSecrets } from './fetch-file.ts'

let folder: string
let server: Server
let url: string
let answer: RequestListener
const asked: Record<string, string | string[] | undefined>[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stance-fetch-'))
  server = createServer((request, response) => {
    asked.push(request.headers)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  asked.length = 0
})

const CONTENT = Buffer.from('what the feed says '.repeat(10_000))

/** A server that knows ranges; the first time it breaks off after half, once some of it is in the file that is fetched to. */
function breaking(to: string): RequestListener {
  let times = 0
  return (request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    response.writeHead(from ? 206 : 200, { etag: '"v1"', 'content-length': CONTENT.length - from })
    if (times++ > 0) response.end(CONTENT.subarray(from))
    else {
      response.write(CONTENT.subarray(0, CONTENT.length / 2))
      const begun = () => (statSync(`${to}.part`, { throwIfNoEntry: false })?.size ?? 0) > 0
      void vi.waitUntil(begun, { timeout: 10_000 }).finally(() => response.destroy())
    }
  }
}

describe('a fetch', () => {
  it('goes on where it was broken off, in the same version', async () => {
    const to = join(folder, 'broken')
    answer = breaking(to)
    await expect(fetchFile({ url, etag: null, to })).rejects.toMatchObject({ code: 'feed_unreachable' })
    const fetched = await fetchFile({ url, etag: null, to })
    expect(asked[1]).toMatchObject({ range: expect.stringMatching(/^bytes=[1-9]\d*-$/), 'if-range': '"v1"' })
    expect(fetched).toMatchObject({ bytes: CONTENT.length, etag: '"v1"' })
    expect((await readFile(to)).equals(CONTENT)).toBe(true)
  })

  it('begins anew when the version is another by then', async () => {
    const to = join(folder, 'changed')
    answer = breaking(to)
    await fetchFile({ url, etag: null, to }).catch(() => {})
    answer = (_, response) => response.writeHead(200, { etag: '"v2"' }).end('short')
    expect(await fetchFile({ url, etag: null, to })).toMatchObject({ bytes: 5, etag: '"v2"' })
    expect(await readFile(to, 'utf8')).toBe('short')
  })

  it('takes nothing that is known already', async () => {
    answer = (request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end()
    expect(await fetchFile({ url, etag: '"v1"', to: join(folder, 'known') })).toBeUndefined()
  })

  it.each([
    [404, 'feed_missing', /There is no http/],
    [503, 'feed_unreachable', /answered 503/],
  ])('says what a server’s %i means', async (status, code, message) => {
    answer = (_, response) => response.writeHead(status).end('x')
    await expect(fetchFile({ url, etag: null, to: join(folder, 'no') })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it('sends a mirror’s password, and never shows it', async () => {
    answer = (_, response) => response.writeHead(500).end()
    const secret = url.replace('//', '//me:p%40ss@')
    await expect(fetchFile({ url: secret, etag: null, to: join(folder, 'no') })).rejects.toMatchObject({
      message: expect.not.stringContaining('p%40ss'),
    })
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
    expect(withoutSecrets('https://me:secret@mirror.example/osv?key=1')).toBe('https://mirror.example/osv')
  })

  it('reads a folder as it stands, and knows when it did not change', async () => {
    const file = join(folder, 'own.json')
    await writeFile(file, CONTENT)
    const fetched = await fetchFile({ url: pathToFileURL(file).href, etag: null, to: join(folder, 'copy') })
    expect(fetched).toMatchObject({ file, bytes: CONTENT.length })
    const again = { url: pathToFileURL(file).href, etag: fetched?.etag ?? null, to: join(folder, 'copy') }
    expect(await fetchFile(again)).toBeUndefined()
    await expect(fetchFile({ ...again, url: pathToFileURL(`${file}.no`).href })).rejects.toMatchObject({
      code: 'feed_missing',
    })
  })
})
