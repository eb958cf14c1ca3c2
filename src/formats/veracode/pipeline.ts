import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { anything, label, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { severityOf } from './severity.ts'

export const pipelineSchema = z
  .object({
    title: text,
    issue_type: text,
    issue_type_id: text,
    cwe_id: label,
    severity: label,
    display_text: text,
    files: part(
      z.object({
        source_file: part(
          z.object({ file: text, line: position, qualified_function_name: text, function_name: text }),
        ),
      }),
    ),
    flaw_match: anything,
    flaw_details_link: text,
  })
  .refine((one) => one.cwe_id ?? one.issue_type_id, { path: ['cwe_id'] })

/** A finding of the pipeline scan. */
export function pipelineObservation(one: z.output<typeof pipelineSchema>, raw: string): Observation {
  const place = one.files?.source_file
  const path = relativePath(place?.file ?? '')
  const rule = one.cwe_id ? `CWE-${one.cwe_id}` : (one.issue_type_id as string)
  return observe({
    kind: 'code',
    rule,
    title: one.issue_type ?? one.title ?? rule,
    description: proseText(one.display_text),
    severity: severityOf(one.severity),
    toolSeverity: one.severity,
    cwes: cwesOf(one.cwe_id),
    location:
      path === ''
        ? undefined
        : { path, line: place?.line, symbol: place?.qualified_function_name ?? place?.function_name },
    references: [...linksIn(one.display_text), ...linksIn(one.flaw_details_link)],
    fingerprints: hashesIn(one.flaw_match),
    tags: [one.issue_type_id, one.title].filter((tag) => tag !== undefined),
    raw,
  })
}

const hashes = z.object({ procedure_hash: label, prototype_hash: label, flaw_hash: label })

/** Hashes of the procedure, prototype and flaw, which stay while code around moves. */
function hashesIn(match: unknown): Record<string, string> | undefined {
  const { procedure_hash, prototype_hash, flaw_hash } = readBy(hashes, match) ?? {}
  const known = [procedure_hash, prototype_hash, flaw_hash].filter((hash) => hash !== undefined)
  return known.length > 0 ? { flawMatch: known.join('-') } : undefined
}
