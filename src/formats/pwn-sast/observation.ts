import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

const findingSchema = z.object({
  security_references: z.object({
    sast_module: needed,
    section: text,
    nist_800_53_uri: text,
    cwe_id: label,
    cwe_uri: text,
  }),
  filename: z.object({ entry: needed, git_repo_root_uri: text }),
  line_no_and_contents: z.array(z.unknown()),
  timestamp: text,
})

const lineSchema = z.object({ line_no: position, contents: text, author: text })

type Finding = z.output<typeof findingSchema>

/** A module's hits in one file: one observation a line. */
export function* findingItems(element: Element): Generator<Observation | Problem> {
  const finding = shaped(findingSchema, element)
  if (finding.type === 'problem') {
    yield finding
    return
  }
  for (const [index, value] of finding.value.line_no_and_contents.entries()) {
    const line = shaped(lineSchema, { where: `${element.where}/line_no_and_contents/${index}`, value })
    const raw = JSON.stringify({
      ...(element.value as object),
      line_no_and_contents: [value],
      raw_content: undefined,
    })
    yield line.type === 'problem' ? line : observationOf(finding.value, line.value, raw)
  }
}

/** A module greps for what may be dangerous and rates nothing. */
function observationOf(finding: Finding, line: z.output<typeof lineSchema>, raw: string): Observation {
  const { security_references: references, filename } = finding
  const { sast_module: rule, section, cwe_uri, nist_800_53_uri: nist } = references
  const author = line.author?.replace(/^Author:/, '').trim()
  return observe({
    kind: 'code',
    rule,
    title: section ? `${section}: ${rule}` : rule,
    severity: 'unknown',
    cwes: cwesOf(references.cwe_id, cwe_uri),
    location: { path: relativePath(filename.entry), line: line.line_no, snippet: line.contents },
    controls: controlsIn(nist),
    references: [cwe_uri, nist, filename.git_repo_root_uri].filter((link) => link !== undefined),
    seenAt: isoTime(finding.timestamp),
    tags: author ? [`author:${author}`] : [],
    raw,
  })
}

/** `…#/control/?version=5.1&number=SI-3` */
function controlsIn(uri: string | undefined): string[] {
  const version = /[?&]version=([\d.]+)/.exec(uri ?? '')?.[1]
  const control = /[?&]number=([A-Z]{2}-\d+(?:\(\d+\))?)/.exec(uri ?? '')?.[1]
  return control ? [`NIST-800-53${version ? `-${version}` : ''}:${control}`] : []
}
