import type { RunningResource } from '../infrastructure/running-resources.ts'
import { asObjects, asText, asTexts, type Json } from '../values/fields.ts'

const MOST_MEMBERS = 1_000

/** What a policy gives on a resource: one binding a role, and those who get it. */
export function bindingsOf(on: string, policy: Json): RunningResource[] {
  return asObjects(policy.bindings).flatMap((binding) => {
    const role = asText(binding.role)
    const members = asTexts(binding.members).slice(0, MOST_MEMBERS)
    if (!role || members.length === 0) return []
    return [
      {
        name: `${role} on ${on}`,
        type: 'iam-binding',
        provider: 'gcp',
        fields: { role, members: members.map(nameOf), on },
        mentioned: true as const,
      },
      ...members.filter((one) => !EVERYBODY.test(one)).map(memberOf),
    ]
  })
}

const EVERYBODY = /^all(?:Authenticated)?Users$/

/** An account is named by its e-mail where it acts: `serviceAccount:` says only what sort it is. */
const nameOf = (member: string): string => member.replace(/^serviceAccount:/, '')

function memberOf(member: string): RunningResource {
  const [sort = 'member'] = member.split(':')
  return {
    name: nameOf(member),
    type: sort,
    known: 'google_service_account',
    provider: 'gcp',
    fields: { id: nameOf(member) },
    mentioned: true,
  }
}
