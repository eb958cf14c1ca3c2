import type { Kind } from '../../model/kind.ts'
import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'

/** What SonarQube's severities stand for: its blockers and criticals are of the two highest. */
const SEVERITIES: { [word: string]: Severity } = byWord({
  BLOCKER: 'critical',
  CRITICAL: 'high',
  MAJOR: 'medium',
  MINOR: 'low',
  INFO: 'info',
  // Of impacts and hotspots.
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
})

export const severityOf = (word: string | undefined): Severity =>
  SEVERITIES[word?.toUpperCase() ?? ''] ?? 'unknown'

/** Analysers of what is not code, by the part of a rule's key before the colon. */
const KINDS: { [repository: string]: Kind } = byWord({
  secrets: 'secret',
  docker: 'config',
  kubernetes: 'config',
  terraform: 'config',
  cloudformation: 'config',
  azureresourcemanager: 'config',
  ansible: 'config',
  githubactions: 'pipeline',
})

export const kindOf = (rule: string): Kind => KINDS[rule.split(':')[0] ?? ''] ?? 'code'
