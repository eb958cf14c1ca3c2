import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachLine } from '../syntax/lines.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import type { SeenRequest } from '../traffic/request.ts'
import { TrafficTally } from '../traffic/traffic-tally.ts'
import { isObject } from '../values/fields.ts'
import { requestInJson } from './request-in-json.ts'
import { requestInLine } from './request-in-line.ts'

export const accessLog = {
  id: 'access-log',
  name: 'Access log (common, combined, AWS load balancer, JSON)',
  link: 'https://httpd.apache.org/docs/current/logs.html#accesslog',
  extensions: ['.log', '.json', '.jsonl'],
  // A log: it finds nothing wrong.
  kinds: [],
  howTo: 'cp /var/log/nginx/access.log access.log',
  detect,
  read,
} satisfies Format

const TRIED = 20

function detect({ syntax, head, outline }: Sample): number {
  if (syntax === 'xml') return 0
  if (syntax === 'json' || syntax === 'ndjson') {
    const first = Array.isArray(outline) ? outline[0] : outline
    return isObject(first) && requestInJson(first)?.at !== undefined ? 0.6 : 0
  }
  const lines = head
    .split('\n')
    .slice(0, TRIED)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  // The head may cut the last line.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const known = whole.filter((line) => requestInLine(line) !== undefined)
  return known.length > 0 && known.length >= whole.length * 0.6 ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Access log' }
  const tally = new TrafficTally()
  for await (const one of requestsOf(input, context))
    if ('type' in one) yield one
    else tally.add(one)
  const { endpoints, problems } = tally.result()
  yield* problems
  yield* endpoints
}

async function* requestsOf(input: Input, context: ReadContext): AsyncGenerator<SeenRequest | Item> {
  const first = await firstCharacter(input)
  if (first === '{' || first === '[') {
    for await (const element of eachRecord(input, context)) {
      if (element.type === 'problem') yield element
      else
        yield (isObject(element.value) ? requestInJson(element.value) : undefined) ??
          problem(element.where, 'a record without a method and a path is no request and is left out')
    }
    return
  }
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else if (line.text.trim() !== '' && !line.text.startsWith('#'))
      yield requestInLine(line.text) ??
        problem(line.where, 'this line is no request of a known log format and is left out')
  }
}
