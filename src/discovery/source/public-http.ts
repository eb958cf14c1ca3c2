import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { Readable } from 'node:stream'
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git'
import { AppError } from '../../platform/errors.ts'

const MOST_REDIRECTS = 5
const IDLE_MS = 60_000

/** Networks that are nobody's business outside: this machine, its neighbours, a cloud's metadata service (RFC 6890). */
const CLOSED: [address: string, bits: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
const closed = new BlockList()
for (const [address, bits, family] of CLOSED) closed.addSubnet(address, bits, family)

const isClosed = (address: string, family: number): boolean =>
  closed.check(address, family === 6 ? 'ipv6' : 'ipv4')

const refused = (host: string): AppError =>
  new AppError(
    'private_address',
    400,
    `${host} is an address inside this network, which the server does not fetch from. Name the host in STANCE_PRIVATE_HOSTS if it should.`,
  )

/**
 * An HTTP client for fetching what somebody named: it talks to public addresses only, and to `privateHosts` by name. The address is
 * checked when the connection is made, so that no name can answer differently between check and use; redirects are checked again.
 */
export function publicHttp(privateHosts: readonly string[] = []): HttpClient {
  return { request: (wanted) => send(wanted, privateHosts, 0) }
}

async function send(
  wanted: GitHttpRequest,
  privateHosts: readonly string[],
  redirects: number,
): Promise<GitHttpResponse> {
  const url = new URL(wanted.url)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allowed = privateHosts.includes(host)
  if (!allowed && isIP(host) && isClosed(host, isIP(host))) throw refused(host)
  const body = wanted.body ? await collected(wanted.body) : undefined
  const response = await open(url, wanted, body, allowed)
  const { statusCode = 0, headers } = response
  if (statusCode >= 300 && statusCode < 400 && headers.location) {
    response.resume()
    if (redirects === MOST_REDIRECTS)
      throw new AppError('unreachable', 502, `${host} redirects more than ${MOST_REDIRECTS} times.`)
    const next = new URL(headers.location, url)
    if (!/^https?:$/.test(next.protocol)) throw refused(next.protocol)
    return send(
      { ...wanted, url: next.href, ...(body ? { body: chunks(body) } : {}) },
      privateHosts,
      redirects + 1,
    )
  }
  return {
    url: url.href,
    method: wanted.method ?? 'GET',
    statusCode,
    statusMessage: response.statusMessage ?? '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: Readable.prototype[Symbol.asyncIterator].call(response) as AsyncIterableIterator<Uint8Array>,
  }
}

function open(
  url: URL,
  { method = 'GET', headers = {} }: GitHttpRequest,
  body: Uint8Array | undefined,
  allowed: boolean,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        headers: { ...headers, ...(body ? { 'content-length': body.byteLength } : {}) },
        timeout: IDLE_MS,
        lookup: (name, options, done) =>
          lookup(name, { ...options, all: true }, (error, addresses) => {
            if (error) return done(error, [])
            if (!allowed && addresses.some(({ address, family }) => isClosed(address, family)))
              return done(refused(name), [])
            const [first] = addresses
            if (options.all) done(null, addresses)
            else done(null, first?.address ?? '', first?.family)
          }),
      },
      resolve,
    )
    sent.on('timeout', () => sent.destroy(new AppError('unreachable', 504, `${url.host} does not answer.`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

async function* chunks(body: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield body
}
