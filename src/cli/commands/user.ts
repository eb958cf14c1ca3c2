import { Command, Option } from 'commander'
import type { z } from 'zod'
import type { access } from '../../api/contract/index.ts'
import { ROLES } from '../../model/role.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Created = z.infer<typeof access.newUserResult>
interface Options {
  email: string
  name?: string
  role: string
  team?: string[]
  json?: boolean
}

export const userCommand = (wiring: Wiring): Command =>
  new Command('user').description('people').addCommand(
    new Command('add')
      .description('add a person; prints the one-time link with which they set their password')
      .requiredOption('--email <address>', 'their address, with which they sign in')
      .option('--name <name>', 'their name (default: the address)')
      .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default('developer'))
      .option('--team <name...>', 'teams they belong to')
      .option('--json', 'print JSON')
      .action(async ({ email, name = email, role, team = [], json = false }: Options) => {
        const created = await withApi(wiring, async (api) =>
          api.request<Created>({
            method: 'POST',
            path: '/users',
            json: { email, name, role, teams: await teamIds(api, team) },
          }),
        )
        output(json).result(
          created,
          ({ user, signInLink }) => `Added ${user.name}. One-time link: ${signInLink}`,
        )
      }),
  )

async function teamIds(api: ApiClient, names: string[]): Promise<string[]> {
  if (!names.length) return []
  const answer = await api.request<
    { id: string; name: string }[] | { items: { id: string; name: string }[] }
  >({ path: '/teams' })
  const teams = Array.isArray(answer) ? answer : answer.items
  return names.map((name) => {
    const team = teams.find((one) => one.name === name)
    if (!team)
      throw new AppError('not_found', 404, `There is no team ${name}. Make it first, or leave --team out.`)
    return team.id
  })
}
