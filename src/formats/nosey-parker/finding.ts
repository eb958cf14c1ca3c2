import { z } from 'zod'
import { listOf, number, part, position, text, texts } from '../values/lenient.ts'

const point = part(z.object({ line: position, column: position }))

const commit = part(
  z.object({
    blob_path: text,
    commit_metadata: part(
      z.object({ commit_id: text, author_name: text, committer_name: text, committer_timestamp: text }),
    ),
  }),
)

const provenances = listOf(
  z.object({
    kind: text,
    path: text,
    repo_path: text,
    first_commit: commit,
    /** Before 0.19. */
    commit_provenance: commit,
    payload: part(z.object({ path: text })),
  }),
)

export const matchSchema = z.object({
  /** One, or a list of them since 0.14. */
  provenance: z
    .unknown()
    .transform((value) => provenances.parse(Array.isArray(value) ? value : [value]))
    .optional()
    .transform((value) => value ?? []),
  blob_id: text,
  location: part(z.object({ source_span: part(z.object({ start: point, end: point })) })),
  groups: texts,
  snippet: part(z.object({ matching: text })),
  structural_id: text,
  comment: text,
  status: text,
  score: number,
})

export type Match = z.output<typeof matchSchema>

export const findingSchema = z.object({
  finding_id: text,
  rule_name: z.string().trim().min(1),
  rule_text_id: text,
  /** In base64. */
  groups: texts,
  /** Before 0.19. */
  match_content: text,
  num_matches: number,
  statuses: texts,
  comment: text,
  mean_score: number,
  matches: z.array(z.unknown()),
})

export type Finding = z.output<typeof findingSchema>

export const decoded = (group: string): string => Buffer.from(group, 'base64').toString('utf8')

/** What the rule's groups matched: an id and its key where it has two. */
export const groupsOf = ({ groups, match_content }: Finding): string[] =>
  (match_content === undefined ? groups.map(decoded) : [match_content]).filter((group) => group.trim() !== '')

export function secretsOf(value: unknown): string[] {
  const finding = findingSchema.safeParse(value)
  return finding.success ? groupsOf(finding.data) : []
}
