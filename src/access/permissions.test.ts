import { expect, test } from 'vitest'
import { ROLES } from '../model/role.ts'
import { systemActor } from './actor.ts'
import { can, mayGrant, PERMISSIONS, RIGHTS, requirePermission } from './permissions.ts'

const as = (role: (typeof ROLES)[number]) => ({ ...systemActor, role })

test('administrators may do everything, and nobody else may administer people', () => {
  for (const permission of PERMISSIONS) expect(can(as('administrator'), permission)).toBe(true)
  for (const role of ROLES.filter((role) => role !== 'administrator')) {
    expect(can(as(role), 'users:write'), role).toBe(false)
    expect(can(as(role), 'teams:write'), role).toBe(false)
  }
})

test('auditors read everything and change nothing', () => {
  for (const permission of PERMISSIONS)
    expect(can(as('auditor'), permission), permission).toBe(/:(read|raw)$/.test(permission))
})

test('whoever hands out a role holds all of it', () => {
  for (const granter of ROLES)
    for (const granted of ROLES) {
      if (!mayGrant(granter, granted)) continue
      for (const permission of RIGHTS[granted].permissions) expect(can(as(granter), permission)).toBe(true)
      if (RIGHTS[granted].sees === 'all') expect(RIGHTS[granter].sees).toBe('all')
    }
  expect(ROLES.every((role) => mayGrant(role, role))).toBe(true)
  expect(mayGrant('security', 'administrator')).toBe(false)
  expect(mayGrant('developer', 'ci')).toBe(false)
})

test('a refusal says what is missing and who can help', () => {
  expect(() => requirePermission(as('ci'), 'findings:triage')).toThrow(
    'Your role ci does not include findings:triage. Ask someone who is administrator or security or developer.',
  )
})
