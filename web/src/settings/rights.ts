import type { RoleRights } from '../api/types.ts'

/** What permissions are about, in the order of the table; who is not named here is shown as the API writes it. */
const SUBJECT: Record<string, string> = {
  findings: 'Findings',
  exceptions: 'Exceptions',
  reports: 'Reports',
  inventory: 'Applications and assets',
  dashboards: 'Dashboards',
  policies: 'Policies and combinations',
  risk: 'Risk model',
  rules: 'Merging and licences',
  mappings: 'Formats',
  intel: 'Intelligence',
  users: 'People',
  teams: 'Teams',
  tokens: 'Tokens',
  audit: 'Audit log',
}

const VERB: Record<string, string> = {
  read: 'see',
  write: 'change',
  triage: 'triage',
  raw: 'download',
  request: 'ask for',
  approve: 'approve',
  assign: 'set for roles',
}

export interface RightsRow {
  subject: string
  /** Of each role what it may do, in the order of the roles: `see, change`; empty for nothing. */
  may: string[]
}

/** Permissions as a table: subjects down, roles across. */
export function rightsTable(roles: readonly RoleRights[]): RightsRow[] {
  const named = roles.flatMap(({ permissions }) => permissions.map((one) => one.split(':')[0] ?? one))
  return [...new Set([...Object.keys(SUBJECT), ...named])].map((subject) => ({
    subject: SUBJECT[subject] ?? subject,
    may: roles.map(({ permissions }) =>
      permissions
        .filter((one) => one.startsWith(`${subject}:`))
        .map((one) => one.slice(subject.length + 1))
        .map((verb) => VERB[verb] ?? verb)
        .join(', '),
    ),
  }))
}
