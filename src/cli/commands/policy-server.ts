import { Command } from 'commander'
import type { z } from 'zod'
import type { policies } from '../../api/contract/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { findScope, type ScopeOptions } from '../find-scope.ts'
import { counted, output, table } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'

type Policy = z.infer<typeof policies.policy>
type Detail = z.infer<typeof policies.policyDetail>
type Revisions = z.infer<typeof policies.revisions>
type DryRun = z.infer<typeof policies.dryRun>
type Conflicts = z.infer<typeof policies.conflicts>

interface Json {
  json?: boolean
}
type Options = ScopeOptions & Json & { note?: string; disabled?: boolean }

/** The policies of a server: see docs/policies.md. */
export const policyServerCommands = (wiring: Wiring): Command[] => [
  applyCommand(wiring),
  dryRunCommand(wiring),
  switchCommand(wiring, 'enable', true),
  switchCommand(wiring, 'disable', false),
  historyCommand(wiring),
  conflictsCommand(wiring),
]

const scoped = (command: Command): Command =>
  command
    .option('--asset <name>', 'for this asset only (name or id)')
    .option('--application <name>', 'for the assets of this application only')
    .option('--team <name>', 'for the applications of this team only')
    .option('--json', 'print JSON')

const applyCommand = (wiring: Wiring): Command =>
  scoped(new Command('apply'))
    .description(
      'keep a policy on the server, or its next version: it acts on what is stored and on what comes',
    )
    .argument('<file>', 'the policy in YAML')
    .option('--disabled', 'keep it without putting it in force')
    .option('--note <text>', 'what changed, for the history', '')
    .action(async (file: string, { json = false, note = '', disabled = false, ...where }: Options) => {
      const text = await textFile(file)
      const kept = await withApi(wiring, (api) => keep(api, { text, note, enabled: !disabled, where }))
      output(json).result(kept, ({ name, version, revision, scope, warnings }) =>
        [
          `${name} ${version} is kept as revision ${revision}, for ${scope.name ?? 'everything'}`,
          disabled ? ', and not in force.' : '. It is applied now; stance policy list shows what fires.',
          ...warnings.map(({ line, column, message }) => `\n! ${file}:${line}:${column} ${message}`),
        ].join(''),
      )
    })

/** A policy of the same name is changed, and keeps its scope where none is given. */
async function keep(
  api: ApiClient,
  { text, note, enabled, where }: { text: string; note: string; enabled: boolean; where: ScopeOptions },
): Promise<Detail> {
  const { policy } = await api.request<z.infer<typeof policies.validation>>({
    method: 'POST',
    path: '/policies/validate',
    json: { text },
  })
  const before =
    policy && (await allPolicies(api)).find((one) => one.source === 'stored' && one.name === policy.name)
  const scope = await findScope(api, where)
  if (!before) return api.request({ method: 'POST', path: '/policies', json: { text, note, enabled, scope } })
  return api.request({
    method: 'PATCH',
    path: `/policies/${before.id}`,
    json: { text, note, enabled, ...(scope.kind !== 'everything' && { scope }) },
  })
}

const dryRunCommand = (wiring: Wiring): Command =>
  scoped(new Command('dry-run'))
    .description('what a policy would change on the open findings; nothing is changed')
    .argument('<file>', 'the policy in YAML')
    .action(async (file: string, { json = false, ...where }: Options) => {
      const text = await textFile(file)
      const result = await withApi(wiring, async (api) => {
        const scope = await findScope(api, where)
        return api.request<DryRun>({ method: 'POST', path: '/policies/dry-run', json: { text, scope } })
      })
      output(json).result(result, describeDryRun)
    })

const COUNTED: Record<keyof DryRun['counts'], string> = {
  scoreUp: 'rank higher',
  scoreDown: 'rank lower',
  slaSet: 'get a due date',
  slaShorter: 'are due earlier',
  slaLonger: 'are due later',
  slaRemoved: 'lose their due date',
  assigned: 'are assigned',
  tagged: 'are tagged',
  untagged: 'lose tags',
  notified: 'are told of',
  noise: 'become noise',
  noLongerNoise: 'are noise no longer',
  blocked: 'would be blocked by a gate',
  noLongerBlocked: 'would pass a gate again',
  toReview: 'would need a review',
}

function describeDryRun({ findings, changed, counts, examples, conflicts, ms }: DryRun): string {
  const lines = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `  ${String(count).padStart(8)} ${COUNTED[name as keyof typeof counts]}`)
  return [
    `${changed} of ${counted(findings, 'open finding')} would change (${ms} ms). Nothing was changed.`,
    ...lines,
    ...examples
      .slice(0, 10)
      .map(
        ({ finding, before, after }) =>
          `  ${before.score.toFixed(1)} → ${after.score.toFixed(1)}  ${finding.title} (${finding.asset.name}, ${finding.location})`,
      ),
    ...conflicts.map(conflictText),
  ].join('\n')
}

const conflictText = ({ taken, against, findings }: Conflicts[number]): string =>
  `! ${counted(findings, 'finding')}: ${taken.policy}/${taken.rule} (${taken.effect}) counts, and ${against.policy}/${against.rule} contradicts it`

const switchCommand = (wiring: Wiring, name: 'enable' | 'disable', enabled: boolean): Command =>
  new Command(name)
    .description(enabled ? 'put a policy in force' : 'take a policy out of force')
    .argument('<policy>', 'its name or id')
    .option('--note <text>', 'why, for the audit log', '')
    .option('--json', 'print JSON')
    .action(async (policy: string, { json = false, note = '' }: Options) => {
      const changed = await withApi(wiring, async (api) => {
        const { id } = await policyOf(api, policy)
        return api.request<Detail>({ method: 'PATCH', path: `/policies/${id}`, json: { enabled, note } })
      })
      output(json).result(changed, (one) => `${one.name} is ${enabled ? 'in force' : 'out of force'}.`)
    })

const historyCommand = (wiring: Wiring): Command =>
  new Command('history')
    .description('who changed a policy when; --json has all its texts')
    .argument('<policy>', 'its name or id')
    .option('--json', 'print JSON')
    .action(async (policy: string, { json = false }: Json) => {
      const all = await withApi(wiring, async (api) =>
        api.request<Revisions>({ path: `/policies/${(await policyOf(api, policy)).id}/revisions` }),
      )
      output(json).result(all, (list) =>
        list
          .map(
            ({ revision, changedAt, changedBy, note }) => `${revision}  ${changedAt}  ${changedBy}  ${note}`,
          )
          .join('\n'),
      )
    })

const conflictsCommand = (wiring: Wiring): Command =>
  new Command('conflicts')
    .description('rules in force that contradict each other on open findings')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
      const all = await withApi(wiring, (api) => api.request<Conflicts>({ path: '/policies/conflicts' }))
      output(json).result(
        all,
        (list) => list.map(conflictText).join('\n') || 'No rules contradict each other.',
      )
    })

/** All policies that the server knows. */
export const allPolicies = (api: ApiClient): Promise<Policy[]> => api.request<Policy[]>({ path: '/policies' })

/** One by its name or id. Throws `not_found`. */
export async function policyOf(api: ApiClient, name: string): Promise<Policy> {
  const found = (await allPolicies(api)).find((one) => one.id === name || one.name === name)
  if (!found) throw notFound('policy', name)
  return found
}

/** The list of a server's policies for people. */
export const policyTable = (rows: readonly Policy[]): string =>
  table(rows, [
    { head: 'policy', cell: ({ name }) => name },
    { head: 'in force', cell: ({ enabled, error }) => (error ? 'broken' : enabled ? 'yes' : 'no') },
    { head: 'from', cell: ({ source }) => source },
    { head: 'for', cell: ({ scope }) => scope.name ?? scope.kind },
    { head: 'fires on', right: true, cell: ({ firing }) => String(firing) },
    { head: 'nobody’s', right: true, cell: ({ unassigned }) => (unassigned > 0 ? String(unassigned) : '') },
    { head: 'what it does', cell: ({ description }) => description },
  ])
