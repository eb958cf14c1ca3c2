import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { documentSchema, itemSchema, observationOf, type Vulnerable } from './observation.ts'

/** The server's API until 4.7; since 4.8 the indexer's answer to a search. */
const MEMBERS = ['/data/affected_items/*', '/affected_items/*', '/hits/hits/*']

export const wazuh = {
  id: 'wazuh',
  name: 'Wazuh vulnerability detection',
  link: 'https://documentation.wazuh.com/current/user-manual/capabilities/vulnerability-detection/index.html',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware'],
  howTo:
    'curl --insecure --user USER "https://INDEXER:9200/wazuh-states-vulnerabilities-*/_search?size=10000" > wazuh.json',
  detect,
  read,
} satisfies Format

const old = z.object({
  cve: z.string(),
  name: z.string(),
  condition: z.string(),
  detection_time: z.unknown(),
})
const now = z.object({
  _source: z.object({
    agent: z.object({}),
    vulnerability: z.object({ id: z.string() }),
    package: z.object({}),
  }),
})
const empty = z.object({
  data: z.object({ affected_items: z.tuple([]), total_affected_items: z.literal(0) }),
})

function detect({ outline }: Sample): number {
  const first = firstListed(outline, MEMBERS)
  if (fits(old, first) || fits(now, first)) return 1
  return fits(empty, outline) ? 0.8 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Wazuh' }
  const once = eachOnce()
  for await (const element of eachListed(input, context, {
    name: 'vulnerabilities of Wazuh',
    members: MEMBERS,
  })) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const document = readBy(documentSchema, element.value)
    const found: { type: 'shaped'; value: Vulnerable } | ReturnType<typeof shaped> = document
      ? { type: 'shaped', value: document }
      : shaped(itemSchema, element)
    if (found.type === 'problem') {
      yield found
      continue
    }
    const value = found.value as Vulnerable
    const host = value.agent ?? value.ip
    if (host) {
      const attributes = Object.fromEntries(
        Object.entries({ ip: value.ip, os: value.os }).filter(
          ([, text]) => text !== undefined && text !== host,
        ),
      ) as Record<string, string>
      yield* once([
        {
          type: 'asset',
          kind: 'host',
          name: host,
          ...(Object.keys(attributes).length > 0 && { attributes }),
        },
      ])
    }
    yield observationOf(value, element.text)
  }
}
