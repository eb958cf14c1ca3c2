import { RE2JS } from 're2js'
import { z } from 'zod'
import { KINDS } from '../../model/kind.ts'
import { REACHES, reachRank } from '../../model/reachability.ts'
import { SEVERITIES, type Severity, severityRank } from '../../model/severity.ts'

/**
 * What RE2 and PostgreSQL read alike: no counts, no look-around, no classes by name, of escapes only digits, words, spaces and signs. So
 * neither of them can run long, or refuse what the other took.
 */
const PLAIN = /^(?:\\[dDwWsS\p{P}\p{S}]|\(\?:|\((?!\?)|[^\\({}])*$/u
/** A count after an end of the text, and names in brackets within brackets. */
const UNLIKE = /[\^$][*+?]|\[[^\]]*\[[.:=]/
const plainPattern = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (says) => PLAIN.test(says) && !UNLIKE.test(says) && isPattern(says),
    'write a plain pattern, such as prompt|model.?output',
  )

function isPattern(says: string): boolean {
  try {
    patternOf(says)
    return true
  } catch {
    return false
  }
}

const patterns = new Map<string, RE2JS>()

function patternOf(says: string): RE2JS {
  const known = patterns.get(says) ?? RE2JS.compile(says, RE2JS.CASE_INSENSITIVE)
  if (patterns.size < 1_000) patterns.set(says, known)
  return known
}

/** Which findings count. All that is given must hold. */
export const findingCondition = z.strictObject({
  kind: z.array(z.enum(KINDS)).min(1),
  /** At least. */
  severity: z.enum(SEVERITIES).optional(),
  /** Known to be exploited in the wild. */
  exploited: z.literal(true).optional(),
  /** Any of these weaknesses. */
  cwe: z.array(z.number().int().positive()).min(1).optional(),
  /** Regular expression that its rule or title matches, whatever the case; plain enough to mean the same in SQL. */
  says: plainPattern.optional(),
  /** At least, where anybody says how far it is reached. */
  reach: z.enum(REACHES).optional(),
})
export type FindingCondition = z.output<typeof findingCondition>

/** What of an open finding combinations look at. */
export interface FindingFact {
  id: string
  asset: string
  kind: (typeof KINDS)[number]
  severity: Severity
  /** Tenths; null until ranked. */
  score: number | null
  exploited: boolean
  epss: number | null
  cwes: readonly number[]
  rule: string
  title: string
  path: string | null
  place: string
  component: string | null
  /** Place on the ladder; null = nobody says. */
  reach: number | null
}

export function holds(condition: FindingCondition, f: FindingFact): boolean {
  const { kind, severity, exploited, cwe, says, reach } = condition
  const said = says === undefined ? undefined : patternOf(says)
  return (
    kind.includes(f.kind) &&
    (!severity || severityRank(f.severity) >= severityRank(severity)) &&
    (!exploited || f.exploited) &&
    (!cwe || f.cwes.some((one) => cwe.includes(one))) &&
    (!said || said.matcher(f.rule).find() || said.matcher(f.title).find()) &&
    (!reach || f.reach === null || f.reach >= reachRank(reach))
  )
}

/** The same as SQL over `finding f`, with the parameters that it takes from `$1` on. */
export const CONDITION_SQL = `
  f.kind = any($1::text[]) and coalesce(f.severity_override, f.severity) >= $2
  and ($3::boolean is null or f.known_exploited) and ($4::int[] is null or f.cwes && $4)
  and ($5::text is null or f.rule ~* $5 or f.title ~* $5)
  and ($6::int is null or f.reachability is null or f.reachability >= $6)`

export const parametersOf = ({
  kind,
  severity,
  exploited,
  cwe,
  says,
  reach,
}: FindingCondition): unknown[] => [
  kind,
  severity ? severityRank(severity) : 0,
  exploited ?? null,
  cwe ?? null,
  says ?? null,
  reach ? reachRank(reach) : null,
]

/** In words, for people. */
export function wordsOf({ kind, severity, exploited, cwe, says, reach }: FindingCondition): string {
  return [
    kind.join(' or '),
    severity && `${severity} or worse`,
    exploited && 'known to be exploited',
    cwe && `CWE ${cwe.join(', ')}`,
    says && `says ${says}`,
    reach && `${reach} at least`,
  ]
    .filter(Boolean)
    .join(' · ')
}
