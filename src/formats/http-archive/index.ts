import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { TrafficTally } from '../traffic/traffic-tally.ts'
import { asNumber, asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { OtherSites } from './other-sites.ts'

export const httpArchive = {
  id: 'http-archive',
  name: 'HTTP Archive (HAR)',
  link: 'https://w3c.github.io/web-performance/specs/HAR/Overview.html',
  extensions: ['.har', '.json'],
  // A recording: it finds nothing wrong.
  kinds: [],
  howTo: 'Save all as HAR in the network panel of a browser, or mitmdump --set hardump=./traffic.har',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  if (!isObject(outline) || !isObject(outline.log) || !Array.isArray(outline.log.entries)) return 0
  const [first] = asObjects(outline.log.entries)
  if (first) return isObject(first.request) ? 1 : 0
  return isObject(outline.log.creator) || typeof outline.log.version === 'string' ? 0.8 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, ['/log/entries/*'])
  const log = isObject(value) && isObject(value.log) ? value.log : undefined
  const creator = isObject(log?.creator) ? log.creator : {}
  const toolVersion = asText(creator.version)
  yield {
    type: 'header',
    tool: 'HTTP Archive',
    ...(toolVersion ? { toolVersion } : {}),
  }
  yield* problems
  if (!Array.isArray(log?.entries)) yield loss('', 'this recording has no entries: nothing is known from it')
  const tally = new TrafficTally()
  const others = new OtherSites()
  for await (const element of eachElement(input, context, ['/log/entries/*'])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const entry = isObject(element.value) ? element.value : {}
    const request = isObject(entry.request) ? entry.request : {}
    const url = asText(request.url)
    const method = asText(request.method)?.toUpperCase()
    if (!url || !method || !URL.canParse(url)) {
      yield problem(element.where, 'an entry without a method and a web address is left out')
      continue
    }
    const { hostname, pathname, protocol } = new URL(url)
    if (!/^(?:https?|wss?):$/.test(protocol)) continue
    if (!others.isOwn(hostname)) {
      others.add(hostname)
      continue
    }
    const response = isObject(entry.response) ? entry.response : {}
    const at = isoTime(entry.startedDateTime)
    // A request that was blocked or broken off has the status 0.
    const status = asNumber(response.status)
    if (status === 0) continue
    tally.add({ method, path: pathname, host: hostname, status, at, shown: shownIn(request) })
  }
  const { endpoints, problems: left } = tally.result()
  yield* left
  yield* others.items(endpoints)
}

/** What a request shows of who calls: names of headers, never what they hold. */
function shownIn(request: Json): string[] {
  const names = new Set(asObjects(request.headers).map(({ name }) => asText(name)?.toLowerCase()))
  const shown = []
  if (names.has('authorization')) shown.push('Authorization header')
  if (names.has('cookie') || asObjects(request.cookies).length > 0) shown.push('cookie')
  for (const name of ['x-api-key', 'api-key', 'x-auth-token'])
    if (names.has(name)) shown.push(`${name} header`)
  return shown
}
