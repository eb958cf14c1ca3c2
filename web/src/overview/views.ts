import type { Role } from '../api/types.ts'

export const VIEWS = [
  { id: 'posture', label: 'Posture' },
  { id: 'ciso', label: 'CISO' },
  { id: 'security', label: 'Security' },
  { id: 'developer', label: 'Developer' },
  { id: 'auditor', label: 'Auditor', permission: 'audit:read' },
] as const satisfies { id: string; label: string; permission?: string }[]

/** `dashboard`: the one that an administrator chose for the role. */
export type View = (typeof VIEWS)[number]['id'] | 'dashboard'

/** What each role sees first, unless a dashboard is set for it. */
const FIRST: Record<Role, View> = {
  administrator: 'posture',
  security: 'security',
  developer: 'developer',
  auditor: 'auditor',
  ci: 'posture',
}

/** The view of the address if there is one of that name, else the role's. */
export function viewOf(asked: string | undefined, role: Role, hasDashboard: boolean): View {
  const known = [...VIEWS.map(({ id }) => id), ...(hasDashboard ? ['dashboard'] : [])]
  if (asked && known.includes(asked)) return asked as View
  return hasDashboard ? 'dashboard' : FIRST[role]
}
