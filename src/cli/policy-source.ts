import type { Policy } from '../risk/policies/policy.ts'
import { readPolicy } from '../risk/policies/read-policy.ts'
import { shippedPolicies, shippedPolicy } from '../risk/policies/shipped.ts'
import { textFile } from './text-file.ts'

/** A policy out of a YAML file, or by its name one that comes with Stance. Throws `bad_policy` (422) or `no_file` (400). */
export async function policyNamed(name: string): Promise<Policy> {
  const shipped = await shippedPolicies()
  if (shipped.includes(name)) return shippedPolicy(name)
  const hint = /[/.]/.test(name) ? '' : `, nor a policy of this name: ${shipped.join(', ')}`
  return readPolicy(name, await textFile(name, hint))
}
