import { Command } from 'commander'
import type { z } from 'zod'
import type { inventory } from '../../api/contract/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { findScope } from '../find-scope.ts'
import { type Column, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Proposal = z.infer<typeof inventory.criticalityProposal>
interface Options {
  accept?: boolean
  json?: boolean
}

/** `stance apps criticality`: what is proposed for each application, or for one with its reasons; `--accept` makes it a person's word. */
export const criticalityCommand = (wiring: Wiring): Command =>
  new Command('criticality')
    .description('how critical applications seem to be, from what the estate shows, beside what people said')
    .argument('[application]', 'name or id; with the reasons')
    .option('--accept', 'say it: the application has the proposed criticality from now on')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, _: Options, command: Command) => {
      const { accept, json = false } = command.optsWithGlobals<Options>()
      if (accept && !name) throw new AppError('bad_option', 400, '--accept needs the name of an application.')
      const { result } = output(json)
      if (name) result(await withApi(wiring, (api) => one(api, name, accept)), described)
      else result(await withApi(wiring, all), ({ items }) => listed(items))
    })

const all = (api: ApiClient): Promise<{ items: Proposal[]; total: number }> =>
  api.request({ path: '/applications/criticality', query: { sort: 'name', limit: 500 } })

async function one(api: ApiClient, name: string, accept?: boolean): Promise<Proposal> {
  const { id } = await findScope(api, { application: name })
  const proposal = await api.request<Proposal>({ path: `/applications/${id}/criticality` })
  if (!accept) return proposal
  const { proposed } = proposal
  if (proposed === null)
    throw new AppError(
      'nothing_proposed',
      409,
      `Too little is known of ${proposal.application.name}: discover its repositories first.`,
    )
  await api.request({ method: 'PATCH', path: `/applications/${id}`, json: { criticality: proposed } })
  return { ...proposal, said: proposed }
}

const COLUMNS: Column<Proposal>[] = [
  { head: 'APPLICATION', cell: ({ application }) => application.name },
  { head: 'SAID', cell: ({ said }) => said ?? '' },
  { head: 'PROPOSED', cell: ({ proposed }) => proposed ?? 'unknown' },
  { head: 'POINTS', cell: ({ points }) => String(points), right: true },
  { head: 'WHY', cell: ({ reasons }) => reasons.map(({ says }) => says).join('; ') },
]

const listed = (items: readonly Proposal[]): string =>
  items.length === 0 ? 'There are no applications.' : table(items, COLUMNS)

const described = ({ application, said, proposed, points, reasons }: Proposal): string =>
  [
    `${application.name}: ${said ? `said to be ${said}` : 'nobody has said'}; proposed ${proposed ?? 'nothing, too little is known'} (${points} points)`,
    ...reasons.map((reason) => `  ${reason.points >= 0 ? '+' : ''}${reason.points}  ${reason.says}`),
  ].join('\n')
