import { Command } from 'commander'
import { readConfig } from '../../platform/config.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

/** start, serve, work, migrate: the long-running roles and what they need first. */
export function roleCommands(wiring: Wiring): Command[] {
  const config = () => readConfig(process.env)
  return [
    new Command('start')
      .description('run everything on this machine: database, web, API and jobs (what npm start does)')
      .option('--empty', 'do not load the sample estate into an empty database')
      .action(({ empty = false }: { empty?: boolean }) => wiring.start(config(), { empty })),
    new Command('serve').description('run the web and the API only').action(() => wiring.serve(config())),
    new Command('work').description('run jobs only').action(() => wiring.work(config())),
    new Command('migrate')
      .description('bring the database up to date, then end')
      .option('--json', 'print JSON')
      .action(async ({ json = false }: { json?: boolean }) => {
        const applied = await wiring.migrate(config())
        output(json).result({ applied }, () =>
          applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.',
        )
      }),
  ]
}
