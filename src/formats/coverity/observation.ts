import { z } from 'zod'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { cwesOf } from '../values/cwe.ts'
import { anything, flag, label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

const event = z.object({
  eventDescription: text,
  eventTag: text,
  filePathname: text,
  strippedFilePathname: text,
  lineNumber: position,
  columnNumber: position,
  main: flag,
  remediation: flag,
  events: anything,
})

const triage = part(z.object({ classification: text, action: text, comment: text }))

export const issueSchema = z.object({
  checkerName: needed,
  mergeKey: text,
  subcategory: text,
  type: text,
  domain: text,
  language: text,
  mainEventFilePathname: text,
  strippedMainEventFilePathname: text,
  mainEventLineNumber: position,
  mainEventColumnNumber: position,
  functionDisplayName: text,
  events: listOf(event),
  stateOnServer: part(z.object({ cid: label, firstDetectedDateTime: label, triage })),
  localTriage: triage,
  checkerProperties: part(
    z.object({
      category: text,
      cweCategory: label,
      issueKinds: texts,
      impact: text,
      subcategoryLocalEffect: text,
      subcategoryShortDescription: text,
      subcategoryLongDescription: text,
    }),
  ),
})

type Issue = z.output<typeof issueSchema>
type Event = z.output<typeof event>

/** Checks of configuration files say which sort of file in their subcategory. */
const CONFIGURATION = /^(?:docker|kubernetes|terraform|cloudformation|helm|ansible|azure_arm|openapi|aws_)/

export function observationOf(issue: Issue, raw: string): Observation {
  const about = issue.checkerProperties
  const events = allEvents(issue.events)
  const main = events.find((one) => one.main)
  const steps = events.filter((one) => !one.remediation).flatMap(placeOf)
  const isConfiguration = CONFIGURATION.test(issue.subcategory ?? '')
  return observe({
    kind: isConfiguration ? 'config' : 'code',
    rule: issue.checkerName,
    title: about?.subcategoryShortDescription ?? main?.eventDescription ?? issue.type ?? issue.checkerName,
    description: paragraphs(
      about?.subcategoryLongDescription,
      main?.eventDescription,
      about?.subcategoryLocalEffect,
    ),
    severity: about?.impact === 'Audit' ? 'info' : severityOfWord(about?.impact),
    toolSeverity: about?.impact,
    cwes: cwesOf(about?.cweCategory),
    location: mainPlace(issue),
    flow: steps.length > 1 ? steps : [],
    remediation: paragraphs(...events.filter((one) => one.remediation).map((one) => one.eventDescription)),
    fingerprints: fingerprintsOf(issue),
    verdict: verdictOf(issue),
    seenAt: isoTime(issue.stateOnServer?.firstDetectedDateTime),
    tags: [...new Set([about?.category, issue.subcategory, ...(about?.issueKinds ?? [])])].filter(
      (tag): tag is string => tag !== undefined && tag !== 'none',
    ),
    raw,
  })
}

const eventList = listOf(event)

/** Events may hold events of their own, which explain a step. */
function allEvents(events: Event[], depth = 0): Event[] {
  if (depth > 8) return []
  return events.flatMap((one) => [one, ...allEvents(eventList.parse(one.events), depth + 1)])
}

function mainPlace(issue: Issue): CodeLocation | undefined {
  const path = issue.strippedMainEventFilePathname ?? issue.mainEventFilePathname
  if (!path) return undefined
  return {
    path: relativePath(path),
    line: issue.mainEventLineNumber,
    column: issue.mainEventColumnNumber,
    symbol: issue.functionDisplayName,
  }
}

function placeOf(one: Event): CodeLocation[] {
  const path = one.strippedFilePathname ?? one.filePathname
  if (!path) return []
  const message = [one.eventTag, one.eventDescription].filter(Boolean).join(': ')
  return [
    {
      path: relativePath(path),
      line: one.lineNumber,
      column: one.columnNumber,
      message: message || undefined,
    },
  ]
}

function fingerprintsOf({ mergeKey, stateOnServer }: Issue): Record<string, string> | undefined {
  const known = { mergeKey, cid: stateOnServer?.cid }
  const given = Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length > 0 ? Object.fromEntries(given) : undefined
}

/** What a person has said on the Coverity server, or beside the code. */
function verdictOf(issue: Issue): ProducerVerdict | undefined {
  const said = issue.localTriage ?? issue.stateOnServer?.triage
  const word = said?.classification?.toLowerCase()
  const state = word === 'false positive' ? 'false_positive' : word === 'intentional' ? 'accepted' : undefined
  if (!state) return undefined
  return {
    state,
    reason: said?.comment ?? said?.classification,
    source: 'coverity-triage',
  }
}
