import { ARM } from './arm.ts'
import { AWS } from './aws.ts'
import { AZURE } from './azure.ts'
import { CLOUDFORMATION } from './cloudformation.ts'
import type { CloudType } from './contract.ts'
import { GCP } from './gcp.ts'
import { moduleByName } from './module-names.ts'
import { MODULES } from './modules.ts'
import { OTHERS } from './others.ts'
import { SERVERLESS } from './serverless.ts'

const TYPES: ReadonlyMap<string, CloudType> = new Map(
  [AWS, AZURE, GCP, OTHERS, MODULES, CLOUDFORMATION, ARM, SERVERLESS].flatMap((table) =>
    Object.entries(table).map(([type, one]) => [type.toLowerCase(), one] as const),
  ),
)

/**
 * What is known of a type of resource; undefined for a type that no table has. Case does not matter: Azure's templates vary. Of
 * `listed:<type>` the kind alone: nothing of its configuration is known, so that what it leaves out tells nothing.
 */
export function typeOf(type: string): CloudType | undefined {
  if (type.startsWith('listed:')) {
    const kind = TYPES.get(type.slice('listed:'.length).toLowerCase())?.kind
    return kind && { kind }
  }
  return TYPES.get(type.toLowerCase()) ?? (type.startsWith('module:') ? moduleByName(type) : undefined)
}
