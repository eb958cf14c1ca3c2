import type { LicensesInUse } from '../api/types.ts'

export const LICENSE_VERDICT: Record<LicensesInUse[number]['verdict'], string> = {
  allow: 'allowed',
  review: 'needs somebody’s word',
  deny: 'refused',
}
