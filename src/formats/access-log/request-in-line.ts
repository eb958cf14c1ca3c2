import type { SeenRequest } from '../traffic/request.ts'
import { isoTime } from '../values/time.ts'

/** `203.0.113.4 - ann [20/Nov/2026:08:00:00 +0000] "GET /x HTTP/1.1" 200 12 …`, with a virtual host in front or without. */
const COMMON =
  /^(?:(?<host>[\w.-]{1,253})(?::\d{1,5})? )?(?<client>[\w.:%-]{1,100}) \S{1,100} (?<user>\S{1,200}) \[(?<time>[^\]]{10,40})\] "(?<request>(?:[^"\\]|\\.){0,8192})" (?<status>\d{3}) (?:\d+|-)(?= |$)/

/** AWS application load balancers: `https 2026-11-20T08:00:00.000000Z app/shop/1 203.0.113.4:1 10.0.0.1:80 0 0 0 200 200 1 1 "GET https://…:443/x HTTP/1.1" …`. */
const BALANCER =
  /^(?:https?|h2|grpcs|wss?) (?<time>\d{4}-\d\d-\d\dT[\d:.]{8,16}Z) \S{1,300} \S{1,100} \S{1,100} \S+ \S+ \S+ (?<status>\d{3}|-) \S+ \d+ \d+ "(?<request>[^"]{0,8192})"/

/** The request of one line; undefined when it is none. What is malformed on the wire (`-`, binary) is none. */
export function requestInLine(line: string): SeenRequest | undefined {
  const groups = (COMMON.exec(line) ?? BALANCER.exec(line))?.groups
  if (!groups) return undefined
  const request = requestLine(groups.request ?? '')
  if (!request) return undefined
  const { user, host, status } = groups
  return {
    ...request,
    ...(request.host || !host ? {} : { host }),
    status: status && status !== '-' ? Number(status) : undefined,
    at: logTime(groups.time ?? ''),
    shown: user && user !== '-' ? ['remote user'] : [],
  }
}

/** `GET /orders?x=1 HTTP/1.1`, or with a whole address as proxies write it. */
export function requestLine(text: string): Pick<SeenRequest, 'method' | 'path' | 'host'> | undefined {
  const found =
    /^([A-Z]{3,12}) (?:[a-z]{2,5}:\/\/([^/\s:?#]{1,253})(?::\d{1,5})?)?(\/[^\s]*|\*)?(?: HTTP\/[\d.]{1,3}|$)/.exec(
      text,
    )
  if (!found?.[1]) return undefined
  return { method: found[1], path: found[3] ?? '/', ...(found[2] ? { host: found[2].toLowerCase() } : {}) }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `20/Nov/2026:08:00:00 +0000` as ISO 8601. */
export function logTime(text: string): string | undefined {
  const found = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/.exec(text)
  if (!found) return isoTime(text)
  const [, day, name = '', year, clock, zone] = found
  const month = MONTHS.indexOf(name) + 1
  return month > 0 ? isoTime(`${year}-${String(month).padStart(2, '0')}-${day}T${clock}${zone}`) : undefined
}
