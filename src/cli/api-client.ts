import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { AppError } from '../platform/errors.ts'

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with its slash. */
  path: string
  query?: Record<string, string | number | readonly string[] | undefined>
  json?: unknown
  /** Bytes to send as they are; called again when the request has to be repeated. */
  body?: () => AsyncIterable<Uint8Array>
  headers?: Record<string, string>
}

/** The HTTP API, over the network or within this process. Failures arrive as the AppError that the server's problem tells. */
export interface ApiClient {
  request<T>(request: ApiRequest): Promise<T>
  /** The answer's bytes as they come, of a document that is not JSON of ours or too long to hold. */
  download(request: ApiRequest): Promise<AsyncIterable<Uint8Array>>
  close(): Promise<void>
}

interface Answer {
  status: number
  body: AsyncIterable<Uint8Array>
}

/** One exchange: method, path with query, headers, and a body of text or bytes. */
export type Exchange = (
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | AsyncIterable<Uint8Array> | undefined,
) => Promise<Answer>

/** A client that speaks through an exchange, as the bearer of a token. */
export function apiClient(
  exchange: Exchange,
  token: string | undefined,
  close: () => Promise<void>,
): ApiClient {
  const send = async ({ method = 'GET', path, query = {}, json, body, headers = {} }: ApiRequest) => {
    const all = { ...headers, ...(token && { authorization: `Bearer ${token}` }) }
    const type = json === undefined ? body && 'application/octet-stream' : 'application/json'
    const answer = await exchange(
      method,
      `/api/v1${path}${queryString(query)}`,
      type ? { ...all, 'content-type': type } : all,
      json === undefined ? body?.() : JSON.stringify(json),
    )
    if (answer.status === 401 && !token)
      throw new AppError(
        'no_token',
        401,
        'The server asks who you are: set STANCE_TOKEN to a token from its Settings.',
      )
    if (answer.status >= 400) throw failure(answer.status, await text(answer.body))
    return answer.body
  }
  return {
    async request<T>(request: ApiRequest): Promise<T> {
      const answer = await text(await send(request))
      return (answer ? JSON.parse(answer) : undefined) as T
    },
    download: send,
    close,
  }
}

function queryString(query: NonNullable<ApiRequest['query']>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) search.append(name, String(one))
  return search.size ? `?${search}` : ''
}

interface Refusal {
  code: string
  detail: string
  errors?: { where: string; message: string }[]
}

/** What is wrong in a query is so in the option of that name. */
function flawOfOption(flaw: { where: string; message: string } | undefined): string | undefined {
  const name = /^query\.(\w+)/.exec(flaw?.where ?? '')?.[1]
  return name && `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${flaw?.message}.`
}

function failure(status: number, text: string): AppError {
  try {
    const { code, detail, errors } = JSON.parse(text) as Refusal
    return new AppError(code, status, flawOfOption(errors?.[0]) ?? detail)
  } catch {
    return new AppError(
      'bad_answer',
      status,
      `The server answered ${status} with something that is not its own. Check STANCE_URL.`,
    )
  }
}

/** Talks to a server by its address. */
export function remoteClient(url: string, token: string | undefined): ApiClient {
  const exchange: Exchange = async (method, path, headers, body) => {
    const sent = typeof body === 'string' || body === undefined ? body : Readable.toWeb(Readable.from(body))
    const options = { method, headers, body: sent, duplex: 'half' } as RequestInit
    const answer = await fetch(url.replace(/\/+$/, '') + path, options).catch((cause) => {
      throw new AppError(
        'unreachable',
        503,
        `No Stance answers at ${url} (${reasonOf(cause)}). Check STANCE_URL and that the server runs.`,
        { cause },
      )
    })
    return { status: answer.status, body: answer.body ?? Readable.from([]) }
  }
  return apiClient(exchange, token, async () => {})
}

const reasonOf = (error: Error & { cause?: { code?: string } }): string => error.cause?.code ?? error.message
