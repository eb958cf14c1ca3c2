import { Command } from 'commander'
import pc from 'picocolors'
import { readConfig } from '../../platform/config.ts'
import { EXIT } from '../exit-code.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

export interface Check {
  name: string
  verdict: 'good' | 'warning' | 'bad'
  /** What was seen and, unless it is good, what to do. */
  detail: string
}

const MARK = { good: pc.green('✓'), warning: pc.yellow('!'), bad: pc.red('✗') }

export const doctorCommand = (wiring: Wiring): Command =>
  new Command('doctor')
    .description('look at everything that Stance stands on and say what is wrong')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const out = output(json)
      const checks: Check[] = []
      for await (const check of wiring.examine(readConfig(process.env))) {
        checks.push(check)
        if (!json)
          out.result(check, ({ name, verdict, detail }) => `${MARK[verdict]} ${name.padEnd(14)} ${detail}`)
      }
      const bad = checks.filter(({ verdict }) => verdict === 'bad').length
      if (json) out.result({ healthy: bad === 0, checks }, () => '')
      if (bad) process.exitCode = EXIT.failed
    })
