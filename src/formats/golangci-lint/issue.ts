import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { listOf, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

export const issueSchema = z.object({
  FromLinter: z.string().trim().min(1),
  Text: text,
  Severity: text,
  SourceLines: z
    .unknown()
    .transform((value) => (Array.isArray(value) ? value.filter((line) => typeof line === 'string') : []))
    .optional(),
  Pos: part(z.object({ Filename: text, Line: position, Column: position })),
  LineRange: part(z.object({ From: position, To: position })),
  SuggestedFixes: listOf(z.object({ Message: text })),
  /** Before 2.0. */
  Replacement: part(z.object({ NewLines: z.array(z.string()).nullable().optional().catch(undefined) })),
})

type Issue = z.output<typeof issueSchema>

/** Linters of many checks put their code before the text: `G104: Errors unhandled`, `SA1019: …`. */
const codeOf = ({ Text }: Issue): string | undefined => /^([A-Z]{1,4}\d{2,5}): /.exec(Text ?? '')?.[1]

/** gosec's check for hard-coded credentials. */
const isCredential = (issue: Issue): boolean => issue.FromLinter === 'gosec' && codeOf(issue) === 'G101'

const linesOf = ({ SourceLines }: Issue): string | undefined => {
  const lines = SourceLines?.join('\n')
  return lines?.trim() ? lines : undefined
}

/** A credential in the source lines: in quotes, so that code without a literal is none. */
export function secretOf(issue: Issue): string | undefined {
  const lines = isCredential(issue) ? linesOf(issue) : undefined
  return lines && /["`]/.test(lines) ? secretInMatch(lines) : undefined
}

export function observationOf(issue: Issue, { text }: Element): Observation {
  const code = codeOf(issue)
  const message = code ? issue.Text?.slice(code.length + 2) : issue.Text
  const path = relativePath(issue.Pos?.Filename ?? '')
  const line = issue.Pos?.Line ?? issue.LineRange?.From
  return observe({
    kind: isCredential(issue) ? 'secret' : 'code',
    rule: code ? `${issue.FromLinter}:${code}` : issue.FromLinter,
    title: firstSentence(message) ?? issue.FromLinter,
    description: issue.Text,
    severity: severityOfWord(issue.Severity),
    toolSeverity: issue.Severity,
    location: path
      ? {
          path,
          line,
          endLine: issue.LineRange?.To ?? (line && line + Math.max(0, (issue.SourceLines?.length ?? 1) - 1)),
          column: issue.Pos?.Column,
          snippet: linesOf(issue),
        }
      : undefined,
    secret: secretOf(issue),
    remediation: remediationOf(issue),
    raw: text,
  })
}

function remediationOf({ SuggestedFixes, Replacement }: Issue): string | undefined {
  const messages = SuggestedFixes.flatMap(({ Message }) => Message ?? [])
  const lines = Replacement?.NewLines?.join('\n')
  return messages.join('\n') || (lines?.trim() ? lines : undefined)
}
