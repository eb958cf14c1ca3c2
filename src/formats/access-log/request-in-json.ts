import type { SeenRequest } from '../traffic/request.ts'
import { asNumber, asText, isObject, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { logTime, requestLine } from './request-in-line.ts'

// Names that servers and proxies give to the same: nginx, Traefik, Envoy, Caddy, Google's load balancers, the Elastic Common Schema.
const METHOD = [
  'request_method',
  'method',
  'verb',
  'RequestMethod',
  'requestMethod',
  'http.request.method',
  'http_method',
]
const PATH = [
  'request_uri',
  'uri',
  'path',
  'RequestPath',
  'requestUrl',
  'url.path',
  'url.original',
  'request_path',
  'http_path',
  'url',
]
const STATUS = [
  'status',
  'status_code',
  'response_code',
  'DownstreamStatus',
  'http.response.status_code',
  'code',
  'statusCode',
]
const TIME = [
  'time_iso8601',
  'time_local',
  '@timestamp',
  'timestamp',
  'time',
  'StartUTC',
  'start_time',
  'ts',
  'msec',
  'date',
]
const HOST = ['host', 'http_host', 'RequestHost', 'authority', 'url.domain', 'server_name']
const USER = ['remote_user', 'ClientUsername', 'user.name']
/** Objects inside of a record that hold the request. */
const INSIDE = ['httpRequest', 'request', 'http', 'jsonPayload']

/** The request of a JSON record; undefined when it names no method and path. */
export function requestInJson(record: Json): SeenRequest | undefined {
  const inner = INSIDE.map((name) => record[name]).filter(isObject)
  const first = (names: string[]): unknown => {
    for (const holder of [record, ...inner])
      for (const name of names) {
        const found = Object.hasOwn(holder, name) ? holder[name] : nested(holder, name)
        if (found !== undefined && found !== null && found !== '' && found !== '-' && !isObject(found))
          return found
      }
    return undefined
  }
  const line = asText(record.request) ?? asText(record.requestLine)
  const method = asText(first(METHOD))
  const path = asText(first(PATH))
  const request =
    method && path ? requestLine(`${method.toUpperCase()} ${path}`) : line ? requestLine(line) : undefined
  if (!request) return undefined
  const host = request.host ?? asText(first(HOST))?.replace(/:\d+$/, '').toLowerCase()
  const status = Number(first(STATUS))
  const time = first(TIME)
  return {
    ...request,
    ...(host ? { host } : {}),
    status: Number.isInteger(status) && status >= 100 && status < 600 ? status : undefined,
    at: typeof time === 'string' ? logTime(time) : isoTime(asNumber(time)),
    shown: first(USER) === undefined ? [] : ['remote user'],
  }
}

/** `http.request.method` as objects inside of each other. */
function nested(holder: Json, name: string): unknown {
  if (!name.includes('.')) return undefined
  let found: unknown = holder
  for (const step of name.split('.'))
    found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined
  return found
}
