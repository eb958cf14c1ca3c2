import { Command } from 'commander'
import type { z } from 'zod'
import type { findings } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { output, severityText, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Detail = z.infer<typeof findings.findingDetail>

export const explainCommand = (wiring: Wiring): Command =>
  new Command('explain')
    .description('why a finding has its score, why its observations are one finding, and what happened to it')
    .argument('<id>', 'id of the finding')
    .option('--json', 'print JSON')
    .action(async (id: string, { json = false }: { json?: boolean }) => {
      const detail = await withApi(wiring, (api) =>
        api.request<Detail>({ path: `/findings/${encodeURIComponent(id)}` }),
      )
      output(json).result(explanationOf(detail), describe)
    })

const explanationOf = (finding: Detail) => ({
  id: finding.id,
  title: finding.title,
  severity: finding.severity,
  state: finding.state,
  asset: finding.asset.name,
  location: finding.location,
  exceptions: finding.exceptions,
  ...finding.explanation,
  mergeReasons: finding.observations.map(({ id, tool, rule, branch, present, reason }) => ({
    observation: id,
    tool,
    rule,
    branch,
    present,
    ...{ reason: reason.rule, text: reason.text },
  })),
  history: finding.history,
  notes: finding.notes,
})

/** Where a factor's value comes from: the source, what it says, and since or as of when. */
const fromOf = ({ source, evidence, date }: Detail['explanation']['factors'][number]): string =>
  [source, evidence?.text, date?.slice(0, 10)].filter(Boolean).join(' · ')

const lowersOf = (lowers: Detail['explanation']['lowers']): string[] =>
  lowers.length === 0
    ? []
    : [
        '',
        'What would lower it',
        ...lowers.map((one) => `  ${one.score.toFixed(1).padStart(5)}  ${one.label}`),
      ]

const exceptionsOf = (exceptions: Detail['exceptions']): string[] =>
  exceptions.length === 0
    ? []
    : [
        '',
        'Exceptions',
        ...exceptions.map(
          ({ status, kind, summary, reason, until, endReason }) =>
            `  ${status} · ${kind} · ${summary}${until ? ` · until ${until.slice(0, 10)}` : ''}: ${reason}${endReason ? ` (ended: ${endReason})` : ''}`,
        ),
      ]

function describe(finding: ReturnType<typeof explanationOf>): string {
  const factors = table(finding.factors, [
    {
      head: 'POINTS',
      cell: (f) => `${f.points < 0 ? '−' : '+'}${Math.abs(f.points).toFixed(1)}`,
      right: true,
    },
    { head: 'OF', cell: (f) => f.side },
    { head: 'FACTOR', cell: (f) => f.label },
    { head: 'VALUE', cell: (f) => f.value },
    { head: 'FROM', cell: fromOf },
  ])
  const reasons = finding.mergeReasons.map(
    (r) => `  ${r.tool} · ${r.rule}${r.present ? '' : ' (gone)'}: ${r.text}`,
  )
  const history = finding.history.map(
    (e) => `  ${e.at.slice(0, 16).replace('T', ' ')}  ${e.type}${e.actor ? ` by ${e.actor}` : ''}`,
  )
  return [
    `${finding.title}`,
    `${severityText(finding.severity)} · ${finding.state} · ${finding.asset} · ${finding.location}`,
    '',
    `Score ${finding.score.toFixed(1)} = likelihood ${finding.likelihood.toFixed(1)} × impact ${finding.impact.toFixed(1)}${finding.policyPoints === 0 ? '' : `, ${finding.policyPoints.toFixed(1)} by policies`}${finding.partPoints === 0 ? '' : `, ${finding.partPoints.toFixed(1)} to its strongest part`}`,
    `From ${finding.low.toFixed(1)} to ${finding.high.toFixed(1)} by what is unknown; ${finding.certainty} % of what it asks for is known`,
    factors,
    ...lowersOf(finding.lowers),
    ...exceptionsOf(finding.exceptions),
    '',
    'Seen by',
    ...reasons,
    '',
    'History',
    ...history,
  ].join('\n')
}
