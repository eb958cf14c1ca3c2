import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { placeOf } from '../sonarqube/location.ts'
import { kindOf, severityOf } from '../sonarqube/rule.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'

export const issueSchema = z.object({
  rule: needed,
  severity: text,
  status: text,
  component: text,
  line: position,
  description: text,
  message: text,
  key: text,
  link: text,
})

/** An issue; `about` is what the report prints of its rule, as HTML. */
export function observationOf(
  issue: z.output<typeof issueSchema>,
  { about, isHotspot, raw }: { about: string | undefined; isHotspot: boolean; raw: string },
): Observation {
  return observe({
    kind: kindOf(issue.rule),
    rule: issue.rule,
    title: issue.description ?? issue.message ?? issue.rule,
    description: paragraphs(issue.message, proseText(about)),
    severity: severityOf(issue.severity),
    toolSeverity: issue.severity,
    cwes: cwesOf(about),
    location: placeOf(issue),
    references: [...new Set([...(issue.link ? [issue.link] : []), ...linksIn(about)])],
    fingerprints: issue.key ? { key: issue.key } : undefined,
    tags: isHotspot ? ['SECURITY_HOTSPOT'] : [],
    raw,
  })
}
