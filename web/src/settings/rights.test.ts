import { expect, it } from 'vitest'
import type { RoleRights } from '../api/types.ts'
import { rightsTable } from './rights.ts'

const role = (name: RoleRights['role'], permissions: string[]): RoleRights => ({
  role: name,
  sees: 'all',
  permissions,
})

it('says of each subject what each role may do, also of what it has no words for', () => {
  const table = rightsTable([
    role('security', ['findings:read', 'findings:triage', 'robots:feed']),
    role('ci', ['findings:read']),
  ])
  const of = (subject: string) => table.find((row) => row.subject === subject)?.may
  expect(of('Findings')).toEqual(['see, triage', 'see'])
  expect(of('robots')).toEqual(['feed', ''])
  expect(of('Audit log')).toEqual(['', ''])
})
