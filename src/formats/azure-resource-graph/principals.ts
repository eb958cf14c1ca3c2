import type { RunningResource } from '../infrastructure/running-resources.ts'
import { asText, isObject } from '../values/fields.ts'

/** Adds people, groups and applications that role assignments name, and scopes (subscriptions, groups) that no row shows. */
export function withPrincipals(resources: readonly RunningResource[]): RunningResource[] {
  const known = new Set(resources.flatMap(({ name, fields }) => [name, asText(fields.self_link) ?? name]))
  const added: RunningResource[] = []
  const add = (name: string, type: string, known_: string, more: RunningResource['more'] = {}): void => {
    if (known.has(name)) return
    known.add(name)
    added.push({ name, type, known: known_, provider: 'azure', fields: { id: name }, more, mentioned: true })
  }
  for (const { type, fields } of resources) {
    const properties = isObject(fields.properties) ? fields.properties : {}
    const principal = asText(properties.principalId)
    if (!/roleassignments$/i.test(type) || !principal) continue
    const sort = asText(properties.principalType) ?? 'Principal'
    add(principal, sort, 'Microsoft.ManagedIdentity/userAssignedIdentities')
    const scope = asText(fields.scope)
    if (scope && scope.length > 6) add(scope, 'Microsoft.Resources/scope', 'Microsoft.Resources/scope')
  }
  return [...resources, ...added]
}
