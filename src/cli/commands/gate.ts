import { Command } from 'commander'
import type { GateOptions } from '../gate/options.ts'
import type { Wiring } from '../wiring.ts'

const several = (value: string, before: string[] = []): string[] => [...before, value]

/** Lets a change pass or blocks it: see docs/gate.md. */
export const gateCommand = (wiring: Wiring): Command =>
  new Command('gate')
    .description('let a change pass or block it, by what its reports bring in that the target branch has not')
    .argument('<report...>', 'reports about the change, also gzip, zstd, zip or tar; - for standard input')
    .option('--baseline <report...>', 'reports about the target branch, to compare with')
    .option('--asset <name>', 'compare with what the server knows of this asset instead')
    .option('--branch <name>', 'target branch on the server (default: the asset’s default branch)')
    .option('--source <name>', 'branch of the change, for policies and the audit log')
    .option('--changed <file>', 'paths that the change touches, one a line, for policies')
    .option(
      '--policy <file>',
      'policy in YAML, or the name of one that comes with Stance; several add up (default: those in force for the asset, else default)',
      several,
    )
    .option(
      '--format <[file=]id>',
      'read the reports, or this one of them, as this format instead of detecting it (repeat)',
      several,
    )
    .option('--warn-only', 'block nothing: what would block is a warning')
    .option('--grace <days>', 'what the target has already blocks only when it is older than this')
    .option('--grace-until <date>', 'what the target has already blocks only from this day on')
    .option('--override <reason>', 'emergency: let what blocks pass, and keep who and why')
    .option('--sarif <file>', 'write SARIF 2.1.0')
    .option('--junit <file>', 'write JUnit XML')
    .option('--markdown <file>', 'write the comment for a pull request')
    .option('--check <file>', 'write the check for a commit (JSON)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit codes:\n  0  pass\n  1  blocked\n  2  could not decide: a report, a policy or the baseline cannot be read',
    )
    .action(async (files: string[], options: GateOptions) => {
      // Readers, rules and renderings: no other command needs them.
      const { decide } = await import('../gate/decide.ts')
      await decide(wiring, files, options)
    })
