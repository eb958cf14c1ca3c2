import { Command } from 'commander'
import type { z } from 'zod'
import type { combinations } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { counted, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'
import { chainLines } from './chain-lines.ts'
import { ownCombinationCommands } from './own-combinations.ts'

type All = z.infer<typeof combinations.combinations>
type Hit = z.infer<typeof combinations.hit>
interface Hits {
  items: Hit[]
  total: number
}

export const combinationsCommand = (wiring: Wiring): Command => {
  const command = listCommand(wiring)
  for (const one of ownCombinationCommands(wiring)) command.addCommand(one)
  return command
}

const listCommand = (wiring: Wiring): Command =>
  new Command('combinations')
    .description('weaknesses that are worse together: what the estate is searched for, and where it is')
    .argument('[id]', 'show where this one is, with the way through the estate')
    .option('--search', 'search the estate anew first; the server does so by itself after reports')
    .option('--json', 'print JSON')
    .action(
      async (
        id: string | undefined,
        { search = false, json = false }: { search?: boolean; json?: boolean },
      ) => {
        const answer = await withApi(wiring, async (api) => {
          if (search) await api.request<null>({ method: 'POST', path: '/combinations/evaluations' })
          return id === undefined
            ? { all: await api.request<All>({ path: '/combinations' }) }
            : { hits: await api.request<Hits>({ path: `/combinations/${encodeURIComponent(id)}` }) }
        })
        if (answer.all) output(json).result(answer.all, describeAll)
        else output(json).result(answer.hits, describeHits)
      },
    )

function describeAll({ items, lastRun }: All): string {
  return [
    table(items, [
      { head: 'OPEN', cell: (one) => String(one.hits) },
      { head: 'SEVERITY', cell: (one) => one.severity },
      { head: 'SEARCHED', cell: (one) => (one.enabled ? 'yes' : 'no') },
      { head: 'ID', cell: (one) => one.id },
      { head: 'WHAT', cell: (one) => one.title },
    ]),
    lastRun
      ? `Searched ${counted(lastRun.things, 'thing')} at ${lastRun.at} in ${lastRun.ms} ms.`
      : 'Not searched yet: store a discovery with stance discover.',
  ].join('\n')
}

function describeHits({ items, total }: Hits): string {
  if (total === 0) return 'It is nowhere in what you see.'
  return items
    .map(({ finding, asset, chain }) =>
      [
        `${finding.score ?? '–'}  ${finding.state}  ${finding.title} (${asset.name})`,
        ...chainLines(chain),
      ].join('\n'),
    )
    .join('\n\n')
}
