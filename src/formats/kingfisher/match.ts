import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { label, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isRedacted } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'

export const matchSchema = z.object({
  rule: z.object({ id: z.string().trim().min(1), name: text }),
  finding: z.object({
    snippet: text,
    fingerprint: label,
    confidence: text,
    entropy: label,
    validation: part(z.object({ status: text })),
    language: text,
    line: position,
    column_start: number,
    column_end: number,
    path: text,
    git_metadata: part(
      z.object({
        repository_url: text,
        commit: part(
          z.object({ id: text, url: text, date: text, committer: part(z.object({ name: text })) }),
        ),
        file: part(z.object({ path: text, url: text })),
      }),
    ),
  }),
})

type Match = z.output<typeof matchSchema>

/** `--redact` writes a hash in its place. */
const isMasked = (snippet: string): boolean => isRedacted(snippet) || /^\[?redacted\b/i.test(snippet)

export const secretOf = ({ finding }: Match): string | undefined =>
  finding.snippet && !isMasked(finding.snippet) ? finding.snippet : undefined

export function observationOf(match: Match, raw: string): Observation {
  const { rule, finding } = match
  const git = finding.git_metadata
  return observe({
    kind: 'secret',
    rule: rule.id,
    title: rule.name ?? rule.id,
    severity: 'unknown',
    confidence: confidenceOfWord(finding.confidence),
    location: locationOf(match),
    secret: secretOf(match),
    secretMasked: finding.snippet && isMasked(finding.snippet) ? finding.snippet : undefined,
    references: [git?.file?.url, git?.commit?.url].filter((link) => link?.startsWith('http')) as string[],
    fingerprints: finding.fingerprint ? { kingfisher: finding.fingerprint } : undefined,
    tags: tagsOf(match),
    raw,
  })
}

function locationOf(match: Match): Observation['location'] {
  const { finding } = match
  const path = relativePath(finding.path || finding.git_metadata?.file?.path || '')
  if (path === '') return undefined
  const column = (value: number | undefined) =>
    value !== undefined && Number.isInteger(value) && value > 0 && value < 2 ** 31 - 1 ? value : undefined
  const last = column(finding.column_end)
  return {
    path,
    line: finding.line,
    column: column(finding.column_start),
    // The last character is in.
    endColumn: last === undefined ? undefined : last + 1,
    snippet: secretOf(match),
  }
}

function tagsOf({ finding }: Match): string[] {
  const commit = finding.git_metadata?.commit
  const date = isoTime(commit?.date)
  return [
    ...(finding.validation?.status ? [finding.validation.status] : []),
    ...(finding.entropy ? [`entropy ${finding.entropy}`] : []),
    ...(finding.language && finding.language !== 'Unknown' ? [finding.language] : []),
    ...(commit?.id ? [`commit:${commit.id}`] : []),
    ...(commit?.committer?.name ? [`author:${commit.committer.name}`] : []),
    ...(date ? [`committed:${date.slice(0, 10)}`] : []),
  ]
}
