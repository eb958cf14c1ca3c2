import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { flag, listOf, needed, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { timeInOrder } from '../values/slash-date.ts'
import { isoTime } from '../values/time.ts'

const ALERTS = '/Alerts/*'
const COLUMNS = ['Alert ID', 'Title', 'Severity', 'Source URL', 'Network Type', 'Assets']

export const intsights = {
  id: 'intsights',
  name: 'IntSights Threat Command alerts',
  link: 'https://docs.rapid7.com/threat-command/',
  extensions: ['.json', '.csv'],
  kinds: ['runtime'],
  howTo: 'In Threat Command, open Alerts and choose Export to CSV.',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ Alerts: z.array(z.unknown()) })
const first = z.object({ _id: z.string(), Details: z.object({ Title: z.string(), Severity: z.string() }) })

function detect({ outline, columns }: Sample): number {
  if (hasColumns(columns, COLUMNS)) return 1
  return fits(first, readBy(frameSchema, outline)?.Alerts[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const name = "IntSights' alerts"
  yield { type: 'header', tool: 'IntSights' }
  if ((await firstCharacter(input)) !== '{') {
    for await (const row of eachRowOf(input, context, { name, columns: COLUMNS }))
      yield row.type === 'problem' ? row : rowItem(row)
    return
  }
  await jsonFrame(input, context, { name, omit: [ALERTS], schema: frameSchema })
  const alerts = eachElement(input, context, [ALERTS])
  yield* shapedItems(alerts, alertSchema, ({ Details: details, ...alert }, { text: raw }) =>
    alertOf(
      {
        id: alert._id,
        title: details.Title,
        description: details.Description,
        severity: details.Severity,
        type: details.SubType ?? details.Type,
        assets: alert.Assets.map(({ Value }) => Value),
        links: [details.Source?.URL],
        seenAt: isoTime(alert.UpdateDate ?? alert.FoundDate),
        tags: [details.Type, details.Source?.NetworkType, ...details.Tags],
        closed: alert.Closed?.IsClosed,
      },
      raw,
    ),
  )
}

const alertSchema = z.object({
  _id: text,
  Details: z.object({
    Title: needed,
    Description: text,
    Severity: text,
    Type: text,
    SubType: text,
    Tags: texts,
    Source: part(z.object({ URL: text, NetworkType: text })),
  }),
  FoundDate: text,
  UpdateDate: text,
  Assets: listOf(z.object({ Value: needed })),
  Closed: part(z.object({ IsClosed: flag })),
})

interface Alert {
  id: string | undefined
  title: string
  description: string | undefined
  severity: string | undefined
  type: string | undefined
  assets: string[]
  links: (string | undefined)[]
  seenAt: string | undefined
  remediation?: string | undefined
  tags: (string | undefined)[]
  closed: boolean | undefined
}

function rowItem({ row, text: raw, where }: Row): Observation | Problem {
  const at = (column: string) => cell(row, column)
  const title = at('Title')
  if (title === undefined) return loss(where, 'left out, because of Title: missing')
  const alert: Alert = {
    id: at('Alert ID'),
    title,
    description: at('Description'),
    severity: at('Severity'),
    type: at('Type'),
    assets: at('Assets')?.split(/,\s*/) ?? [],
    links: [at('Source URL'), at('Alert Link')],
    seenAt: timeInOrder(at('Report Date (UTC)'), 'month'),
    remediation: /^(?:not sent)$/i.test(at('Remediation') ?? '') ? undefined : at('Remediation'),
    tags: [at('Network Type'), at('Source Name'), ...(at('Tags')?.split(/,\s*/) ?? [])],
    closed: /^closed$/i.test(at('Status') ?? ''),
  }
  return alertOf(alert, raw)
}

const alertOf = (alert: Alert, raw: string): Observation =>
  observe({
    kind: 'runtime',
    rule: alert.type ?? alert.title,
    title: alert.title,
    description: alert.description,
    severity: severityOfWord(alert.severity),
    toolSeverity: alert.severity,
    resource: alert.assets[0] ? { address: alert.assets.join(', ') } : undefined,
    references: linksOf(alert.links),
    remediation: alert.remediation,
    fingerprints: alert.id === undefined ? undefined : { alert: alert.id },
    verdict: alert.closed ? { state: 'fixed', reason: 'closed', source: 'intsights-status' } : undefined,
    seenAt: alert.seenAt,
    tags: alert.tags.filter((tag) => tag !== undefined),
    raw,
  })
