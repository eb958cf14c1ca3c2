import { Command } from 'commander'
import type { z } from 'zod'
import type { access } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { EXIT } from '../exit-code.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Verdict = z.infer<typeof access.auditVerdict>

export const auditCommand = (wiring: Wiring): Command =>
  new Command('audit').description('the audit log').addCommand(
    new Command('verify')
      .description('check that no entry was changed, taken out or put in')
      .option('--json', 'print JSON')
      .action(async ({ json = false }: { json?: boolean }) => {
        const verdict = await withApi(wiring, (api) => api.request<Verdict>({ path: '/audit/verify' }))
        output(json).result(verdict, ({ intact, entries, head, brokenAt }) =>
          intact
            ? `The audit log is intact: ${entries} entries, head ${head ?? 'none'}.`
            : `The audit log was changed: entry ${brokenAt} does not follow from the one before it.`,
        )
        if (!verdict.intact) process.exitCode = EXIT.failed
      }),
  )
