/** What a person or a token may do; the table of permissions is src/access/permissions.ts. */
export const ROLES = ['administrator', 'security', 'developer', 'auditor', 'ci'] as const

export type Role = (typeof ROLES)[number]
