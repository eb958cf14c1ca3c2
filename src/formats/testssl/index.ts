import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { itemsOf } from './items.ts'

export const testssl = {
  id: 'testssl',
  name: 'testssl.sh',
  link: 'https://testssl.sh/doc/testssl.1.html',
  extensions: ['.csv', '.json'],
  kinds: ['config'],
  howTo: 'testssl.sh --csvfile testssl.csv https://shop.example',
  detect,
  read,
} satisfies Format

const COLUMNS = ['id', 'fqdn/ip', 'port', 'severity', 'finding']
const flat = z.object({
  id: z.string(),
  ip: z.string(),
  port: z.string(),
  severity: z.string(),
  finding: z.string(),
})
const pretty = z.object({ Invocation: z.string(), scanResult: z.array(z.unknown()), openssl: z.string() })

function detect({ columns, outline }: Sample): number {
  if (columns) return COLUMNS.every((column) => columns.includes(column)) ? 1 : 0
  if (Array.isArray(outline)) return fits(flat, outline[0]) ? 1 : 0
  return fits(pretty, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '{') yield* readPretty(input, context)
  else yield* first === '[' ? readFlat(input, context) : readCsv(input, context)
}

const header: ReportHeader = { type: 'header', tool: 'testssl.sh' }

async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes(header)
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') yield row
    else {
      const { 'fqdn/ip': ip, ...cells } = row.row
      yield* itemsOf({ where: row.where, value: { ...cells, ip }, text: row.text }, hosts)
    }
  }
  yield* hosts.end()
}

/** `--jsonfile`: every result by itself. */
async function* readFlat(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes(header)
  for await (const element of eachElement(input, context, ['/*']))
    yield* element.type === 'problem' ? [element] : itemsOf(element, hosts)
  yield* hosts.end()
}

const RESULTS = '/scanResult/*/*/*'
const PROBLEMS = ['/clientProblem/*', '/clientProblem1/*', '/clientProblem2/*']

/** `--jsonfile-pretty`: the results of a host in sections, its name beside them. */
async function* readPretty(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const host = z.object({ targetHost: text, ip: text, port: label })
  const frame = await jsonFrame(input, context, {
    name: 'JSON of testssl.sh',
    omit: [RESULTS, ...PROBLEMS],
    schema: z.object({ version: text, startTime: label, scanResult: z.array(host) }),
  })
  const producedAt = isoTime(Number(frame.startTime) || frame.startTime)
  const [toolVersion] = frame.version?.split(' ') ?? []
  const hosts = new HostScopes({
    ...header,
    ...(toolVersion && { toolVersion }),
    ...(producedAt && { producedAt }),
  })
  for await (const element of eachElement(input, context, [RESULTS, ...PROBLEMS])) {
    if (element.type === 'problem') yield element
    else {
      const { targetHost = '', ip = '', port } = frame.scanResult[Number(element.where.split('/')[2])] ?? {}
      const place = element.pattern === RESULTS ? { ip: `${targetHost}/${ip}`, port } : {}
      yield* itemsOf({ ...element, value: { ...place, ...(element.value as object) } }, hosts)
    }
  }
  yield* hosts.end()
}
