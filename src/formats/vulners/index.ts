import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { observationOf, resultSchema, type Vulnerability, vulnerabilitySchema } from './observation.ts'

const REPORT = '/data/report/*'
const VULNERABILITIES = '/data/vulns/*'

export const vulners = {
  id: 'vulners',
  name: 'Vulners audit',
  link: 'https://docs.vulners.com/docs/api/reports/',
  extensions: ['.json'],
  kinds: ['runtime'],
  howTo: 'curl https://vulners.com/api/v3/reports/vulnsreport/ > vulners.json',
  detect,
  read,
} satisfies Format

const outer = z.object({
  result: z.string(),
  data: z.object({ report: z.array(z.unknown()), vulns: z.object({}) }),
})

function detect({ outline }: Sample): number {
  return fits(outer, outline) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "JSON of Vulners' API",
    omit: [REPORT, VULNERABILITIES],
    schema: outer,
  })
  const known = new Map<string, Vulnerability>()
  for await (const element of eachElement(input, context, [VULNERABILITIES])) {
    const result = element.type === 'problem' ? element : shaped(vulnerabilitySchema, element)
    if (result.type === 'shaped' && element.type === 'element') known.set(nameIn(element.where), result.value)
  }
  const hosts = new HostScopes({ type: 'header', tool: 'Vulners' })
  for await (const element of eachElement(input, context, [REPORT])) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { agentfqdn, agentip, vulnID } = result.value
    // Hosts that have no name of their own call themselves so.
    const host = agentfqdn && !/^localhost\b/.test(agentfqdn) ? agentfqdn : (agentip ?? agentfqdn ?? '')
    yield* hosts.enter(host, { ip: agentip === host ? undefined : agentip, fqdn: agentfqdn })
    yield observationOf({ ...result.value, host }, known.get(vulnID), element.text)
  }
  yield* hosts.end()
}

/** The last part of a JSON pointer. */
const nameIn = (where: string): string =>
  where
    .slice(where.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
