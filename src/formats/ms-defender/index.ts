import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { alertObservation, alertSchema } from './alert.ts'
import { machineClaim, machineSchema } from './machine.ts'
import { vulnerabilityObservation, vulnerabilitySchema } from './vulnerability.ts'

const MEMBERS = ['/value/*']

export const msDefender = {
  id: 'ms-defender',
  name: 'Microsoft Defender for Endpoint',
  link: 'https://learn.microsoft.com/en-us/defender-endpoint/api/get-all-vulnerabilities-by-machines',
  extensions: ['.json', '.zip'],
  kinds: ['container', 'runtime'],
  howTo:
    'curl -H "Authorization: Bearer TOKEN" https://api.security.microsoft.com/api/vulnerabilities/machinesVulnerabilities',
  detect,
  read,
} satisfies Format

const shapes = [
  z.object({ cveId: z.string(), machineId: z.string(), productName: z.string() }),
  z.object({ cveId: z.string().nullable(), deviceId: z.string(), softwareName: z.string() }),
  z.object({
    machineId: z.string(),
    detectionSource: z.string(),
    incidentId: z.unknown(),
    title: z.string(),
  }),
  z.object({ id: z.string(), computerDnsName: z.string().nullable(), onboardingStatus: z.unknown() }),
]

function detect({ outline }: Sample): number {
  const first = firstListed(outline, MEMBERS)
  if (first !== undefined && shapes.some((shape) => fits(shape, first))) return 1
  const at = isObject(outline) ? outline['@odata.context'] : undefined
  return typeof at === 'string' && /securitycenter\.|api\.security\.microsoft/.test(at) ? 0.9 : 0
}

/** Vulnerabilities of machines, alerts, and the machines themselves, which the API exports in files of their own. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Microsoft Defender for Endpoint' }
  const once = eachOnce()
  for await (const element of eachListed(input, context, {
    name: 'an export of Microsoft Defender for Endpoint',
    members: MEMBERS,
    next: ['@odata.nextLink'],
  })) {
    const value = element.type === 'element' && isObject(element.value) ? element.value : {}
    if (element.type === 'problem') yield element
    else if ('computerDnsName' in value && 'osPlatform' in value && !('cveId' in value)) {
      const machine = shaped(machineSchema, element)
      if (machine.type === 'problem') yield machine
      else yield* once([machineClaim(machine.value)])
    } else if ('detectionSource' in value) {
      const alert = shaped(alertSchema, element)
      yield alert.type === 'problem' ? alert : alertObservation(alert.value, element.text)
    } else {
      const found = shaped(vulnerabilitySchema, element)
      yield found.type === 'problem' ? found : vulnerabilityObservation(found.value, element.text)
    }
  }
}
