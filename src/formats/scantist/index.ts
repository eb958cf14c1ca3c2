import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { label, needed, text } from '../values/lenient.ts'
import { manifestType } from '../values/manifest-type.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const ISSUES = '/*'

export const scantist = {
  id: 'scantist',
  name: 'Scantist',
  link: 'https://scantist.com/',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'Project > Vulnerabilities > Export (JSON)',
  detect,
  read,
} satisfies Format

const outlineIssue = z.object({ 'Public ID': z.string(), Library: z.string(), 'Issue Source': z.string() })

function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(outlineIssue, outline[0]) ? 1 : 0
}

const issueSchema = z.object({
  'Public ID': needed,
  Library: needed,
  'Library Version': label,
  'Issue Source': text,
  'Issue Type': text,
  Description: text,
  'File Path': text,
  Score: text,
  Priority: text,
  Comments: text,
  'Patched Version': label,
  'Latest Component Version': label,
})

type Issue = z.output<typeof issueSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Scantist JSON', omit: [ISSUES], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Scantist' }
  const issues = eachElement(input, context, [ISSUES])
  yield* shapedItems(issues, issueSchema, (issue, element) => observationOf(issue, element.text))
}

function observationOf(issue: Issue, raw: string): Observation {
  const id = issue['Public ID']
  const component = componentOf(issue)
  const latest = issue['Latest Component Version']
  return observe({
    kind: packageKind(id, component.purl),
    rule: id,
    title: firstSentence(issue.Description) ?? `${id} in ${component.name}`,
    description: issue.Description,
    severity: severityOfWord(issue.Score),
    toolSeverity: issue.Score,
    advisories: advisoryIds(id),
    component,
    tags: [
      ...(issue['Issue Source'] ? [issue['Issue Source']] : []),
      ...(issue['Issue Type'] ? [issue['Issue Type']] : []),
      ...(issue.Priority ? [`priority:${issue.Priority}`] : []),
      ...(issue.Comments ? [issue.Comments] : []),
      ...(latest ? [`latest:${latest}`] : []),
    ],
    raw,
  })
}

/** Group and artifact of a Maven library are separated by a blank. */
function componentOf(issue: Issue): AffectedComponent {
  const path = issue['File Path'] && (relativePath(issue['File Path']) || undefined)
  const type = manifestType(path)
  const name = type === 'maven' ? issue.Library.trim().replace(/\s+/, ':') : issue.Library.trim()
  const version = issue['Library Version']
  const isNamed = type !== undefined && (type !== 'maven' || name.includes(':'))
  return {
    name,
    version,
    purl: isNamed ? purlOf({ type, name, version: version ?? '' }) : undefined,
    path,
    fixVersions: issue['Patched Version'] ? [issue['Patched Version']] : [],
  }
}
