import { readFile } from 'node:fs/promises'
import { AppError } from '../platform/errors.ts'
import type { Policy } from '../risk/policies/policy.ts'
import { readPolicy } from '../risk/policies/read-policy.ts'
import { shippedPolicies, shippedPolicy } from '../risk/policies/shipped.ts'

/** A policy out of a YAML file, or by its name one that comes with Stance. Throws `bad_policy` (422) or `no_file` (400). */
export async function policyNamed(name: string): Promise<Policy> {
  const shipped = await shippedPolicies()
  if (shipped.includes(name)) return shippedPolicy(name)
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const what = error.code === 'ENOENT' ? 'there is no such file' : error.message
    const hint = /[/.]/.test(name) ? '' : `, nor a policy of this name: ${shipped.join(', ')}`
    throw new AppError('no_file', 400, `${name}: ${what}${hint}.`)
  })
  return readPolicy(name, text)
}
