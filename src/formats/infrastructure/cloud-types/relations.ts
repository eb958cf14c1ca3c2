import type { LinkKind } from '../../../model/estate.ts'
import type { Infrastructure } from '../../../model/infrastructure.ts'

type Kind = Infrastructure['kind']

/** What it means that a declaration names another, where no rule of its type says more. */
export interface Relation {
  /** Kinds that name. */
  from: readonly Kind[]
  /** Kind that is named. */
  to: Kind
  kinds: readonly LinkKind[]
  /** The named one is the one that acts: a network contains what names it. */
  reverse?: true
  confidence: number
}

const RUNS: readonly Kind[] = ['workload', 'service', 'function', 'host']
const PLACED: readonly Kind[] = [
  ...RUNS,
  'data-store',
  'queue',
  'load-balancer',
  'cluster',
  'gateway',
  'network',
]

export const RELATIONS: readonly Relation[] = [
  { from: PLACED, to: 'network', kinds: ['contains'], reverse: true, confidence: 0.9 },
  { from: RUNS, to: 'cluster', kinds: ['contains'], reverse: true, confidence: 0.9 },
  // Who is told the address of a store may read and write it: by convention, an IAM policy says more.
  { from: RUNS, to: 'data-store', kinds: ['reads', 'writes'], confidence: 0.6 },
  { from: RUNS, to: 'queue', kinds: ['uses'], confidence: 0.6 },
  { from: [...RUNS, 'data-store', 'cluster', 'gateway'], to: 'secret', kinds: ['uses'], confidence: 0.9 },
  { from: [...RUNS, 'cluster', 'gateway'], to: 'identity', kinds: ['uses'], confidence: 0.9 },
  { from: RUNS, to: 'image', kinds: ['runs'], confidence: 0.9 },
  { from: RUNS, to: 'function', kinds: ['calls'], confidence: 0.6 },
  { from: RUNS, to: 'service', kinds: ['calls'], confidence: 0.6 },
  { from: RUNS, to: 'gateway', kinds: ['calls'], confidence: 0.6 },
  { from: RUNS, to: 'load-balancer', kinds: ['calls'], confidence: 0.6 },
  { from: ['gateway'], to: 'function', kinds: ['exposes'], confidence: 0.8 },
  { from: ['gateway'], to: 'load-balancer', kinds: ['exposes'], confidence: 0.8 },
  { from: ['gateway'], to: 'service', kinds: ['exposes'], confidence: 0.8 },
  { from: ['load-balancer'], to: 'host', kinds: ['exposes'], confidence: 0.8 },
]

/** Properties that only order or describe: what they name is no relation. */
export const MEANINGLESS =
  /^(?:depends_on|dependsOn|DependsOn|tags|Tags|labels|lifecycle|provisioner|triggers|Condition)\b/
