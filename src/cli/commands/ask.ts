import { Command } from 'commander'
import type { z } from 'zod'
import type { estate } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Answer = z.infer<typeof estate.answer>

export const askCommand = (wiring: Wiring): Command =>
  new Command('ask')
    .description(
      'ask for ways through the estate: \'internet -> endpoint[!authenticated] -> model["pii" in data]\'',
    )
    .argument('<question>', 'steps with arrows between them; docs/discovery.md says how')
    .option('--json', 'print JSON')
    .action(async (question: string, { json = false }: { json?: boolean }) => {
      const answer = await withApi(wiring, (api) =>
        api.request<Answer>({ method: 'POST', path: '/estate/ask', json: { question } }),
      )
      output(json).result(answer, describe)
    })

function describe({ paths, total, cut }: Answer): string {
  if (total === 0)
    return cut
      ? 'Nothing was found as far as was looked: the estate is larger. Name a rarer thing first.'
      : 'Nothing in the estate is like this.'
  const lines = paths.map((path) =>
    path
      .map(
        ({ kind, name, via, against }) =>
          `${via ? (against ? ` ←${via}─ ` : ` ─${via}→ `) : ''}${kind} ${name || '*'}`,
      )
      .join(''),
  )
  return `${lines.join('\n')}\n${paths.length} of ${total} ways${cut ? '; there may be more' : ''}`
}
