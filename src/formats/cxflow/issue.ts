import { z } from 'zod'
import { anything, label, listOf, number, part, position, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'

const node = z.object({
  file: text,
  line: position,
  column: position,
  length: position,
  object: text,
  snippet: text,
})

const detail = z.object({ falsePositive: anything, codeSnippet: text, comment: text })

const recordOf = <S extends z.ZodType>(schema: S) => z.record(z.string(), schema).optional().catch(undefined)

export const issueSchema = z
  .object({
    vulnerability: text,
    vulnerabilityStatus: text,
    similarityId: label,
    cwe: label,
    description: text,
    language: text,
    severity: text,
    link: text,
    filename: text,
    gitUrl: text,
    /** By line. */
    details: recordOf(detail.catch({} as z.output<typeof detail>)),
    allFalsePositive: anything,
    additionalDetails: part(
      z.object({
        recommendedFix: text,
        CodeBashingLesson: text,
        categories: text,
        results: listOf(z.record(z.string(), z.unknown())),
      }),
    ),
    osaDetails: listOf(
      z.object({ cve: text, severity: text, recommendation: text, libraryName: text, version: label }),
    ),
    scaDetails: listOf(
      z.object({
        finding: part(
          z.object({
            id: text,
            cveName: text,
            score: number,
            severity: text,
            description: text,
            recommendations: text,
            fixResolutionText: label,
          }),
        ),
        vulnerabilityPackage: part(z.object({ id: text, name: text, version: label })),
        vulnerabilityLink: text,
      }),
    ),
  })
  .refine((issue) => issue.vulnerability ?? issue.filename ?? issue.osaDetails[0] ?? issue.scaDetails[0], {
    path: ['vulnerability'],
  })

export type Issue = z.output<typeof issueSchema>
export type Node = z.output<typeof node>

/** What tells an issue from the others of its scan: CxFlow makes one of all results of a query in a file. */
export const keyOf = ({ vulnerability, filename, similarityId, severity }: Issue): string =>
  JSON.stringify([vulnerability, filename, similarityId, severity])

/** A result's way by its steps' numbers; source and sink are its ends again. */
export function waysOf(result: Record<string, unknown>): { steps: Node[]; source?: Node; sink?: Node } {
  const nodeAt = (key: string) => readBy(node, result[key])
  const numbers = Object.keys(result)
    .filter((key) => /^\d+$/.test(key))
    .sort((a, b) => Number(a) - Number(b))
  return {
    steps: numbers.map(nodeAt).filter((one) => one !== undefined),
    source: nodeAt('source'),
    sink: nodeAt('sink'),
  }
}
