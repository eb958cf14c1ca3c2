import { ApiError, apiErrorOf } from './api-error.ts'

export type Query = Record<string, string | number | boolean | null | undefined>

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  signal?: AbortSignal
}

/** The address of an API route; empty parameters are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return `/api/v1${path}${text && `?${text}`}`
}

/** Calls the API and answers its JSON; undefined for 204. Throws `ApiError` with what the server says to do next. */
export async function request<T>(
  path: string,
  { method = 'GET', query, body, signal }: Options = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(apiUrl(path, query), {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError(
      0,
      'unreachable',
      'The server does not answer. Check that Stance is running, then try again.',
    )
  })
  if (!response.ok) throw await apiErrorOf(response)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}
