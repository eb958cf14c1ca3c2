import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { itemsOfServer } from './items.ts'
import { serverSchema } from './server.ts'
import { serverInNode } from './xml-server.ts'

export const sslyze = {
  id: 'sslyze',
  name: 'SSLyze',
  link: 'https://nabla-c0d3.github.io/sslyze/documentation/json-output.html',
  extensions: ['.json', '.xml'],
  kinds: ['config'],
  howTo: 'sslyze --json_out=sslyze.json shop.example',
  detect,
  read,
} satisfies Format

const SERVERS = ['/server_scan_results/*', '/accepted_targets/*']
const REFUSED = ['/invalid_server_strings/*', '/invalid_targets/*', '/server_connectivity_errors/*']

const frame = z
  .object({
    server_scan_results: z.array(z.unknown()).optional(),
    accepted_targets: z.array(z.unknown()).optional(),
    sslyze_version: text,
    date_scans_completed: text,
  })
  .refine((value) => value.server_scan_results ?? value.accepted_targets, { path: ['server_scan_results'] })

function detect({ root, outline }: Sample): number {
  if (root) return root.name === 'document' && 'SSLyzeVersion' in root.attributes ? 1 : 0
  if (!fits(frame, outline)) return 0
  return Object.keys(outline as object).some((key) => key === 'sslyze_url' || key === 'invalid_targets')
    ? 1
    : 0.9
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readXml(input, context) : readJson(input, context)
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [...SERVERS, ...REFUSED]
  const found = await jsonFrame(input, context, { name: "SSLyze's JSON", omit: patterns, schema: frame })
  const hosts = new HostScopes(headerOf(found.sslyze_version, found.date_scans_completed))
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else if (SERVERS.includes(element.pattern)) {
      const server = shaped(serverSchema, element)
      yield* server.type === 'problem' ? [server] : itemsOfServer(server.value, element.where, hosts)
    } else yield refused(element)
  }
  yield* hosts.end()
}

const refused = ({ where }: Pick<Element, 'where'>) =>
  loss(
    where,
    'this server could not be reached and was not scanned: what was found there before may still be',
  )

const TARGET = '/document/results/target'
const INVALID = '/document/invalidTargets/invalidTarget'

/** Versions 1 and 2. */
async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: "SSLyze's XML", roots: ['document'] })
  const hosts = new HostScopes(headerOf(attributes.SSLyzeVersion))
  for await (const slice of eachNode(input, context, [TARGET, INVALID])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === INVALID) yield refused(slice)
    else {
      const server = shaped(serverSchema, { where: slice.where, value: serverInNode(slice.node) })
      yield* server.type === 'problem' ? [server] : itemsOfServer(server.value, slice.where, hosts)
    }
  }
  yield* hosts.end()
}

function headerOf(toolVersion?: string, completed?: string): ReportHeader {
  const producedAt = isoTime(completed)
  return {
    type: 'header',
    tool: 'SSLyze',
    ...(toolVersion && { toolVersion }),
    ...(producedAt && { producedAt }),
  }
}
