import { Command, Option } from 'commander'
import type { z } from 'zod'
import type { access } from '../../api/contract/index.ts'
import { ROLES } from '../../model/role.ts'
import { withApi } from '../connect.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Created = z.infer<typeof access.newTokenResult>

export const tokenCommand = (wiring: Wiring): Command =>
  new Command('token').description('API tokens').addCommand(
    new Command('create')
      .description('make an API token; it is shown this once')
      .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
      .option('--name <name>', 'to recognise it by', 'command line')
      .option('--days <n>', 'ends after so many days (never: without end)', '365')
      .option('--json', 'print JSON')
      .action(
        async ({
          role,
          name,
          days,
          json = false,
        }: {
          role: string
          name: string
          days: string
          json?: boolean
        }) => {
          const wish = { role, name, days: days === 'never' ? null : Number(days) }
          const created = await withApi(wiring, (api) =>
            api.request<Created>({ method: 'POST', path: '/tokens', json: wish }),
          )
          output(json).result(created, ({ secret }) => secret)
        },
      ),
  )
