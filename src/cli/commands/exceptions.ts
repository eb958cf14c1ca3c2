import { Command, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import type { exceptions as contract } from '../../api/contract/index.ts'
import { DAY_MS } from '../../model/day.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { findScope } from '../find-scope.ts'
import { counted, output, table } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'

type Exception = z.infer<typeof contract.exception>
type Exceptions = z.infer<typeof contract.exceptions>
type Preview = z.infer<typeof contract.exceptionPreview>

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

/** What ends an exception before its time, but a score. */
const LAPSES = ['kev', 'exposure', 'fix', 'severity']

/** `stance exceptions`: what need not be fixed, or not now. */
export const exceptionsCommand = (wiring: Wiring): Command => {
  const command = new Command('exceptions')
    .description('exceptions: accepted risks, mitigations, false positives; who, why, until when')
    .option('--status <status>', 'pending, active, rejected, expired, lapsed, revoked', list)
    .option('--target <target>', 'findings, rule, component, advisory', list)
    .option('--covering <finding>', 'those that cover this finding')
    .option('--limit <n>', 'most to list', '50')
    .option('--json', 'print JSON')
    .action(
      async ({ json = false, covering, ...rest }: Record<string, string | string[]> & { json?: boolean }) => {
        const query = { ...rest, ...(covering && { finding: covering }) }
        const page = await withApi(wiring, (api) => api.request<Exceptions>({ path: '/exceptions', query }))
        output(json).result(page, describe)
      },
    )
  command.addCommand(askCommand(wiring))
  command.addCommand(verdictCommand(wiring, 'approve', 'approved'))
  command.addCommand(verdictCommand(wiring, 'reject', 'rejected'))
  command.addCommand(
    new Command('revoke')
      .description('end an exception: its findings are open again')
      .argument('<id>')
      .requiredOption('--reason <text>', 'why')
      .action(async (id: string, { reason }: { reason: string }, own: Command) =>
        show(own, await withApi(wiring, (api) => post(api, `/exceptions/${id}/revoke`, { reason }))),
      ),
  )
  return command
}

interface Ask {
  finding?: string[]
  rule?: string
  component?: string
  versions?: string
  advisory?: string
  scope?: string
  kind: string
  justification?: string
  reason?: string
  days?: number
  until?: string
  lapseOn?: string[]
  lapseScore?: number
  preview?: boolean
}

const askCommand = (wiring: Wiring): Command =>
  new Command('request')
    .description('ask for an exception; from the threshold on a second person has to approve')
    .option('--finding <id>', 'for findings (repeat or separate by commas)', list)
    .option('--rule <condition>', 'for all that a condition in CEL holds for; @file reads it from a file')
    .option('--component <name>', 'for a package, by name or package URL')
    .option('--versions <range>', 'of it only these versions, such as "<2.17.1"')
    .option('--advisory <id>', 'for a vulnerability, in every version and product')
    .option('--scope <kind:name>', 'only there: team:…, application:…, asset:…, by name or id')
    .option(
      '--kind <kind>',
      'risk_accepted, mitigated, will_not_fix, false_positive, not_affected',
      'risk_accepted',
    )
    .option('--justification <word>', 'why it is not affected, in the words of VEX')
    .option('--reason <text>', 'why')
    .option('--days <n>', 'how long it lasts', number)
    .option('--until <date>', 'its last day, instead of --days', lastDay)
    .option(
      '--lapse-on <what>',
      `ends when: ${LAPSES.join(', ')} (repeat or separate by commas; kev and exposure if left out)`,
      lapses,
    )
    .option('--lapse-score <n>', 'ends when the score rises above this', number)
    .option('--preview', 'only say what it would cover')
    .action(async (ask: Ask, own: Command) => {
      const target = await targetOf(ask)
      await withApi(wiring, async (api) => {
        const wish = { target, ...(ask.scope && { scope: await scopeOf(api, ask.scope) }) }
        if (!ask.preview) return show(own, await post(api, '/exceptions', { ...wish, ...wordsOf(ask) }))
        const preview = await api.request<Preview>({
          method: 'POST',
          path: '/exceptions/preview',
          json: wish,
        })
        output(jsonWanted(own)).result(preview, describePreview)
      })
    })

function number(value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new InvalidArgumentError('give a number')
  return Number(value)
}

async function targetOf({ finding, rule, component, versions, advisory }: Ask): Promise<object> {
  if (finding) return { type: 'findings', ids: finding }
  if (component) return { type: 'component', component, ...(versions && { versions }) }
  if (advisory) return { type: 'advisory', advisory }
  if (!rule)
    throw new AppError('bad_arguments', 400, 'Say for what: --finding, --rule, --component or --advisory.')
  return { type: 'rule', when: rule.startsWith('@') ? await textFile(rule.slice(1)) : rule }
}

/** The last second of a day in UTC. */
function lastDay(value: string): string {
  const end = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T23:59:59Z`) : undefined
  if (!end || Number.isNaN(end.getTime()) || end.toISOString().slice(0, 10) !== value)
    throw new InvalidArgumentError('give a date such as 2027-01-31')
  return end.toISOString()
}

/** A condition that nobody knows would never end anything. */
function lapses(value: string, before: string[] = []): string[] {
  const all = list(value, before)
  if (!all.every((one) => LAPSES.includes(one)))
    throw new InvalidArgumentError(`give of ${LAPSES.join(', ')}; --lapse-score takes a score`)
  return all
}

async function scopeOf(api: ApiClient, text: string): Promise<object> {
  const [, type, name = ''] = /^(team|application|asset):(.+)$/s.exec(text) ?? []
  if (!type) throw new AppError('bad_arguments', 400, 'Write --scope team:…, application:… or asset:….')
  const { kind, id } = await findScope(api, { [type]: name })
  return { type: kind, id }
}

function wordsOf({ kind, justification, reason, days, until, lapseOn, lapseScore }: Ask): object {
  if (!reason) throw new AppError('bad_arguments', 400, 'Say why: --reason.')
  if (days !== undefined && until)
    throw new AppError('bad_arguments', 400, 'Give --days or --until, not both.')
  const lapse = lapseOn && Object.fromEntries(LAPSES.map((one) => [one, lapseOn.includes(one)]))
  return {
    kind,
    reason,
    ...(justification && { justification }),
    ...(days !== undefined && { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }),
    ...(until && { expiresAt: until }),
    ...((lapse || lapseScore !== undefined) && { lapse: { ...lapse, score: lapseScore ?? null } }),
  }
}

const verdictCommand = (wiring: Wiring, name: string, verdict: 'approved' | 'rejected'): Command =>
  new Command(name)
    .description(`${name} an exception that somebody else asked for`)
    .argument('<id>')
    .option('--comment <text>', 'what to say with it', '')
    .action(async (id: string, { comment }: { comment: string }, own: Command) =>
      show(
        own,
        await withApi(wiring, (api) => post(api, `/exceptions/${id}/approval`, { verdict, comment })),
      ),
    )

const post = (api: ApiClient, path: string, json: object): Promise<Exception> =>
  api.request<Exception>({ method: 'POST', path, json })

/** The command above has a --json of its own, which takes the word wherever it stands. */
const jsonWanted = (own: Command): boolean => Boolean(own.parent?.opts().json)

const show = (own: Command, one: Exception): void => output(jsonWanted(own)).result(one, describeOne)

const describeOne = (one: Exception): string =>
  [
    `${one.status}: ${one.summary} — ${one.reason} (${one.id})`,
    ...(one.status === 'pending'
      ? one.approvalReasons.map((why) => `  waits for a second person: ${why}`)
      : []),
    ...(one.endReason ? [`  ended: ${one.endReason}`] : []),
  ].join('\n')

function describe({ items, total }: Exceptions): string {
  if (total === 0) return 'No exceptions.'
  const rows = table(items, [
    { head: 'STATUS', cell: (one) => one.status },
    { head: 'FINDINGS', cell: coveredWords, right: true },
    { head: 'UNTIL', cell: (one) => one.expiresAt?.slice(0, 10) ?? '' },
    { head: 'ID', cell: (one) => one.id },
    { head: 'WHAT AND WHY', cell: (one) => `${one.summary}: ${one.reason}` },
  ])
  return `${rows}\n${items.length} of ${total} exceptions`
}

/** What covers by a rule, a component or an advisory covers nothing before it is approved: the preview says what it would. */
const coveredWords = ({ status, target, findings }: Exception): string =>
  status === 'pending' && target.type !== 'findings' ? '–' : String(findings)

const describePreview = ({ findings, assets, examples, approvalReasons, partial, looked }: Preview): string =>
  [
    `It would cover ${partial ? 'at least ' : ''}${counted(findings, 'finding')} on ${counted(assets, 'asset')}.`,
    ...(partial
      ? [
          `Only ${looked.assets} of ${looked.of} assets could be looked at in time: name a smaller scope for all.`,
        ]
      : []),
    ...approvalReasons.map((why) => `A second person has to approve: ${why}`),
    ...examples.map((one) => `  ${one.severity} ${one.title} — ${one.asset.name}, ${one.location}`),
  ].join('\n')
