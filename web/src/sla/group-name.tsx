import type { Severity } from '../api/types.ts'
import { SeverityWord } from '../words/severity-mark.tsx'

/** Severities have their mark; teams and applications their name. */
export const GroupName = ({ by, group }: { by: string; group: { value: string; label: string } }) =>
  by === 'severity' ? <SeverityWord severity={group.value as Severity} /> : group.label
