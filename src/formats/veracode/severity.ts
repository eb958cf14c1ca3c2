import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'

/** Very high, high, medium, low, very low, informational. */
const SEVERITIES: { [level: string]: Severity } = byWord({
  '5': 'critical',
  '4': 'high',
  '3': 'medium',
  '2': 'low',
  '1': 'low',
  '0': 'info',
})

export const severityOf = (level: string | undefined): Severity => SEVERITIES[level ?? ''] ?? 'unknown'
