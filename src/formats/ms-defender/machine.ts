import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import { needed, text } from '../values/lenient.ts'

export const machineSchema = z.object({
  id: needed,
  computerDnsName: text,
  lastIpAddress: text,
  osPlatform: text,
  osVersion: text,
  version: text,
  healthStatus: text,
  riskScore: text,
  exposureLevel: text,
  deviceValue: text,
  rbacGroupName: text,
})

/** The id is what other exports say of the machine; the name is what people and other tools call it. */
export function machineClaim(machine: z.output<typeof machineSchema>): AssetClaim {
  const attributes = {
    machineId: machine.id,
    ip: machine.lastIpAddress,
    os: [machine.osPlatform, machine.osVersion ?? machine.version].filter(Boolean).join(' '),
    health: machine.healthStatus,
    risk: machine.riskScore,
    exposure: machine.exposureLevel,
    value: machine.deviceValue,
    group: machine.rbacGroupName,
  }
  const known = Object.entries(attributes).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return {
    type: 'asset',
    kind: 'host',
    name: machine.computerDnsName ?? machine.id,
    attributes: Object.fromEntries(known),
  }
}
