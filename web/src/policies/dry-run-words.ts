import type { DryRun, DryRunExample } from '../api/types.ts'
import { score } from '../words/format.ts'
import { SLA_START } from '../words/labels.ts'

/** What each count of a dry run counts, the weightiest first. */
export const DRY_RUN_COUNT: Record<keyof DryRun['counts'], string> = {
  blocked: 'blocked at the gate',
  noLongerBlocked: 'no longer blocked',
  toReview: 'to be reviewed at the gate',
  slaSet: 'with a due date',
  slaShorter: 'due earlier',
  slaLonger: 'due later',
  slaRemoved: 'without due date',
  scoreUp: 'up in score',
  scoreDown: 'down in score',
  assigned: 'assigned',
  tagged: 'tagged',
  untagged: 'with a tag less',
  notified: 'told about',
  noise: 'marked as noise',
  noLongerNoise: 'no longer noise',
}

type Outcome = DryRunExample['before']

const ASPECTS: { label: string; of: (outcome: Outcome) => string }[] = [
  { label: 'Score', of: ({ score: value }) => score(value) },
  { label: 'Gate', of: ({ gate }) => gate ?? 'none' },
  { label: 'Due', of: ({ sla }) => (sla ? `${sla.days} d from ${SLA_START[sla.from]}` : 'none') },
  { label: 'Assigned', of: ({ assign }) => assign ?? 'nobody' },
  { label: 'Tags', of: ({ tags }) => tags.join(', ') || 'none' },
  { label: 'Told', of: ({ notify }) => notify.join(', ') || 'nobody' },
  { label: 'Noise', of: ({ noise }) => noise ?? 'no' },
]

/** What is different about a finding, each with how it is and how it would be. */
export const differences = ({
  before,
  after,
}: DryRunExample): { label: string; from: string; to: string }[] =>
  ASPECTS.map(({ label, of }) => ({ label, from: of(before), to: of(after) })).filter(
    ({ from, to }) => from !== to,
  )
