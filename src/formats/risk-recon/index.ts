import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { findingSchema, observationOf } from './observation.ts'

const FINDINGS = '/findings/*'

export const riskRecon = {
  id: 'risk-recon',
  name: 'RiskRecon',
  link: 'https://api.riskrecon.com/v1/docs',
  extensions: ['.json'],
  kinds: ['config', 'runtime'],
  howTo: 'curl https://api.riskrecon.com/v1/findings/TOE > findings.json',
  detect,
  read,
} satisfies Format

const finding = z.object({
  finding_id: z.string(),
  security_domain: z.string(),
  security_criteria: z.string(),
  host_name: z.string(),
})

const marks = z.object({ findings: z.tuple([finding], z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "RiskRecon's JSON",
    omit: [FINDINGS],
    schema: z.object({ findings: z.array(z.unknown()) }),
  })
  const hosts = new HostScopes({ type: 'header', tool: 'RiskRecon' })
  for await (const element of eachElement(input, context, [FINDINGS])) {
    const result = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { host, ip_address: ip, domain_name: domain, hosting_provider: hosting, vendor } = result.value
    yield* hosts.enter(host, { ip: ip === host ? undefined : ip, domain, hosting, vendor })
    if (!result.value.hasPassed) yield observationOf(result.value, element.text)
  }
  yield* hosts.end()
}
