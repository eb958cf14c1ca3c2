import type { Role } from '../model/role.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from './actor.ts'

export const PERMISSIONS = [
  'users:read',
  'users:write',
  'teams:read',
  'teams:write',
  'tokens:read',
  'tokens:write',
  'audit:read',
  'reports:read',
  'reports:write',
  'reports:raw',
  'findings:read',
  'findings:triage',
  'inventory:read',
  'inventory:write',
  'mappings:read',
  'mappings:write',
  'rules:read',
  'rules:write',
  'risk:read',
  'risk:write',
  'policies:read',
  'policies:write',
  'exceptions:request',
  'exceptions:approve',
  'intel:read',
  'intel:write',
  'dashboards:read',
  'dashboards:write',
  // Which one a role sees first.
  'dashboards:assign',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** What only administrators hold. */
const ADMINISTRATORS = new Set<Permission>(['users:write', 'teams:write', 'dashboards:assign'])

interface RoleRights {
  /** Whose assets and findings they see: everyone's, or those of applications that their teams own. */
  sees: 'all' | 'teams'
  permissions: readonly Permission[]
}

export const RIGHTS: Record<Role, RoleRights> = {
  administrator: { sees: 'all', permissions: PERMISSIONS },
  security: {
    sees: 'all',
    permissions: PERMISSIONS.filter((name) => !ADMINISTRATORS.has(name)),
  },
  developer: {
    sees: 'teams',
    permissions: [
      'users:read',
      'teams:read',
      'tokens:read',
      'tokens:write',
      'reports:read',
      'reports:write',
      'reports:raw',
      'findings:read',
      'findings:triage',
      'exceptions:request',
      'inventory:read',
      'mappings:read',
      'rules:read',
      'risk:read',
      'policies:read',
      'intel:read',
      'dashboards:read',
      'dashboards:write',
    ],
  },
  auditor: {
    sees: 'all',
    permissions: PERMISSIONS.filter((name) => name.endsWith(':read') || name === 'reports:raw'),
  },
  ci: {
    sees: 'all',
    permissions: [
      'reports:read',
      'reports:write',
      'findings:read',
      'inventory:read',
      'mappings:read',
      'policies:read',
      'intel:read',
    ],
  },
}

export const can = (actor: Actor, permission: Permission): boolean =>
  RIGHTS[actor.role].permissions.includes(permission)

/** Throws 403 `forbidden` that names the permission and the roles that hold it. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  const roles = Object.entries(RIGHTS).flatMap(([role, rights]) =>
    rights.permissions.includes(permission) ? [role] : [],
  )
  throw new AppError(
    'forbidden',
    403,
    `Your role ${actor.role} does not include ${permission}. Ask someone who is ${roles.join(' or ')}.`,
  )
}

/** A role may hand out another only when it already holds everything that the other holds. */
export function mayGrant(granter: Role, granted: Role): boolean {
  const [own, other] = [RIGHTS[granter], RIGHTS[granted]]
  return (
    (own.sees === 'all' || other.sees === 'teams') &&
    other.permissions.every((name) => own.permissions.includes(name))
  )
}
