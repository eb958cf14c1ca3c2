import { Command } from 'commander'
import type { z } from 'zod'
import type { owners as contract } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { findWho, type Who } from '../find-who.ts'
import { counted, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Owners = z.infer<typeof contract.owners>

/** `stance owners`: names in CODEOWNERS and the like, and who they are. */
export const ownersCommand = (wiring: Wiring): Command => {
  const command = new Command('owners')
    .description('owners that CODEOWNERS, catalogues and history name, and who they are')
    .option('--q <text>', 'with this in the name')
    .option('--unknown', 'only those of whom nobody knows who they are')
    .option('--limit <n>', 'most to list', '50')
    .option('--json', 'print JSON')
    .action(async ({ json = false, unknown, ...query }: Record<string, string> & { json?: boolean }) => {
      const page = await withApi(wiring, (api) =>
        api.request<Owners>({ path: '/owners', query: { ...query, ...(unknown && { unknown: 'true' }) } }),
      )
      output(json).result(page, describe)
    })
  command.addCommand(
    new Command('map')
      .description('say who a name is')
      .argument('<handle>', 'as the source writes it: @acme/payments')
      .argument('<who>', 'team:NAME, an e-mail, an id of either, or none to take it back')
      .action(async (handle: string, who: string, _: object, own: Command) => {
        const said = await withApi(wiring, async (api) => {
          const json = { handle, is: who === 'none' ? null : await findWho(api, who) }
          await api.request({ method: 'PUT', path: '/owners/mapping', json })
          return json
        })
        output(Boolean(own.parent?.opts().json)).result(said, () => `${handle} is ${who}.`)
      }),
  )
  command.addCommand(
    new Command('hand-over')
      .description('give everything that one person or team has to another')
      .argument('<from>', 'an e-mail, team:NAME, or an id of either')
      .argument('<to>', 'the same, or none')
      .requiredOption('--note <text>', 'what to say with it')
      .action(async (from: string, to: string, { note }: { note: string }, own: Command) => {
        const result = await withApi(wiring, async (api) => {
          const json = {
            from: assigneeOf(await findWho(api, from)),
            to: to === 'none' ? null : assigneeOf(await findWho(api, to)),
            note,
          }
          return api.request<{ changed: number }>({ method: 'POST', path: '/owners/hand-over', json })
        })
        output(Boolean(own.parent?.opts().json)).result(
          result,
          ({ changed }) => `${counted(changed, 'finding')} handed over.`,
        )
      }),
  )
  return command
}

/** As findings name who has them. */
const assigneeOf = ({ type, id }: Who): string => (type === 'team' ? `team:${id}` : id)

function describe({ items, total }: Owners): string {
  if (total === 0) return 'No source names an owner. `stance discover` reads CODEOWNERS and the like.'
  const rows = table(items, [
    { head: 'FINDINGS', cell: (one) => String(one.findings), right: true },
    { head: 'ASSETS', cell: (one) => String(one.assets), right: true },
    { head: 'IS', cell: (one) => (one.is ? `${one.is.type} ${one.is.name}` : 'unknown') },
    { head: 'OWNER', cell: (one) => one.handle },
  ])
  return `${rows}\n${items.length} of ${total} owners`
}
