import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { cveItems } from './cve.ts'
import { securityIssueItems } from './security-issue.ts'

const CVES = '/cves/*'
const ISSUES = '/security_issues/*'

export const cyberwatch = {
  id: 'cyberwatch',
  name: 'Cyberwatch',
  link: 'https://github.com/Galeax/Cyberwatch-API-DefectDojo',
  extensions: ['.json'],
  kinds: ['container', 'config', 'web'],
  howTo: 'python3 cyberwatch_api.py > cyberwatch.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ cves: z.array(z.unknown()), security_issues: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 0.95 : 0
}

/** Each finding is about the machines that have it: an observation for each of them. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Cyberwatch JSON', omit: [CVES, ISSUES], schema: frameSchema })
  const hosts = new HostScopes({ type: 'header', tool: 'Cyberwatch' })
  for await (const element of eachElement(input, context, [CVES, ISSUES]))
    yield* element.type === 'problem' ? [element] : itemsOf(element, hosts)
  yield* hosts.end()
}

const itemsOf = (element: Element, hosts: HostScopes): Iterable<Item> =>
  element.pattern === CVES ? cveItems(element, hosts) : securityIssueItems(element, hosts)
