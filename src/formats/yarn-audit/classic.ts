import { z } from 'zod'
import type { Item } from '../contract.ts'
import { advisorySchema, type Finding, observationOf } from '../npm-audit/version-1.ts'
import type { Element } from '../syntax/ndjson.ts'
import { flag, part, shaped, text } from '../values/lenient.ts'

const schema = z.object({
  data: z.object({ resolution: part(z.object({ path: text, dev: flag })), advisory: advisorySchema }),
})

/**
 * A line of Yarn 1: npm's advisory, repeated for each way to the package (`resolution`). It lists the installed versions
 * with all their ways; the line is about the one that has this way.
 */
export function itemOfAdvisory(element: Element): Item {
  const line = shaped(schema, element)
  if (line.type === 'problem') return line
  const { resolution, advisory } = line.value.data
  const path = resolution?.path
  const found = advisory.findings.find(({ paths }) => path !== undefined && paths.includes(path))
  const finding: Finding = {
    version: (found ?? advisory.findings[0])?.version,
    paths: path ? [path] : (advisory.findings[0]?.paths ?? []),
    dev: resolution?.dev,
  }
  return observationOf(advisory, finding, element)
}
