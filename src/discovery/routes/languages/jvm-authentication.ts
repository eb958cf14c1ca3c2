import type { JvmAnnotation } from './jvm-types.ts'

// Annotations that ask for somebody who is known, and those that open a door.
const ASKS = new Set([
  'PreAuthorize',
  'PostAuthorize',
  'Secured',
  'RolesAllowed',
  'DenyAll',
  'Authenticated',
  'PermissionsAllowed',
  'RequiresAuthentication',
  'RequiresPermissions',
  'RequiresRoles',
  'RequiresUser',
  'SaCheckLogin',
  'SaCheckPermission',
  'SaCheckRole',
])
const OPENS = new Set(['PermitAll', 'AnonymousAllowed', 'SaIgnore', 'Anonymous'])
const OPEN_EXPRESSION = /^\s*(permitAll(\(\))?|isAnonymous\(\)|(?:SecurityRule\.)?IS_ANONYMOUS|true)\s*$/i

/** What annotations show of authentication: the annotation as written, false when one says that none is needed. */
export function authenticationIn(annotations: readonly JvmAnnotation[]): string | false | undefined {
  for (const { name, values } of annotations) {
    if (OPENS.has(name)) return false
    if (!ASKS.has(name)) continue
    const [said] = values.get('value') ?? []
    const open = [said?.text, said?.raw].some((one) => OPEN_EXPRESSION.test(one ?? ''))
    return open ? false : `@${name}`
  }
  return undefined
}
