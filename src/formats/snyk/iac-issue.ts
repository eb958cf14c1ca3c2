import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { anything, flag, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import type { Owner } from './project.ts'

const prose = { issue: text, impact: text, resolve: text }

export const iacIssueSchema = z.object({
  id: needed,
  title: text,
  severity: text,
  subType: text,
  msg: text,
  path: texts,
  lineNumber: position,
  documentation: text,
  isIgnored: flag,
  references: texts,
  compliance: listOf(z.array(anything)),
  iacDescription: part(z.object(prose)),
  ...prose,
})

type IacIssue = z.output<typeof iacIssueSchema>

/** One setting of a configuration file. */
export function iacObservation(issue: IacIssue, owner: Owner, element: Element): Observation {
  const { issue: what, impact, resolve } = issue.iacDescription ?? issue
  const address = addressOf(issue)
  return observe({
    kind: 'config',
    rule: issue.id,
    title: issue.title ?? issue.id,
    description: [what, impact].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(issue.severity),
    toolSeverity: issue.severity,
    location:
      owner.file === undefined ? undefined : { path: relativePath(owner.file), line: issue.lineNumber },
    resource: address,
    controls: issue.compliance
      .map((pair) => pair.filter((item) => typeof item === 'string').join(':'))
      .filter((control) => control !== ''),
    references: [...(issue.documentation ? [issue.documentation] : []), ...issue.references],
    remediation: resolve,
    verdict: issue.isIgnored ? { state: 'accepted', source: 'snyk-ignore' } : undefined,
    tags: issue.subType ? [issue.subType] : [],
    raw: element.text,
  })
}

/**
 * `path` leads through the file to the setting: `resource`, `aws_s3_bucket[logs]`, `acl` in Terraform, where type and name make the
 * address. Elsewhere the whole path does.
 */
function addressOf({ path, msg }: IacIssue): Resource | undefined {
  const block = /^(\w+)\[(.+)\]$/.exec(path[0] === 'resource' || path[0] === 'data' ? (path[1] ?? '') : '')
  if (block)
    return {
      address: `${path[0] === 'data' ? 'data.' : ''}${block[1]}.${block[2]}`,
      type: block[1] as string,
    }
  const address = path.length > 0 ? path.join('.') : msg
  return address === undefined ? undefined : { address }
}
