import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import type { Flaw } from './flaws.ts'

/** T: the certificate is not trusted; M: it is of another host. Both grade what visitors are warned of. */
const SEVERITY: Record<string, Severity> = byWord({
  'A+': 'info',
  A: 'info',
  'A-': 'low',
  B: 'medium',
  C: 'medium',
  D: 'high',
  E: 'high',
  F: 'critical',
  T: 'high',
  M: 'high',
})

/** The grade sums the rest up, so it is always told: also a good one, which may get worse. */
export const gradeOf = (grade: string, host: string): Flaw => ({
  rule: 'grade',
  title: `TLS of ${host} is graded ${grade}`,
  severity: Object.hasOwn(SEVERITY, grade) ? SEVERITY[grade] : 'unknown',
  word: grade,
  said: { grade },
})
