import { Command, CommanderError } from 'commander'
import { askCommand } from './commands/ask.ts'
import { auditCommand } from './commands/audit.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { combinationsCommand } from './commands/combinations.ts'
import { completionCommand } from './commands/completion.ts'
import { dashboardsCommand } from './commands/dashboards.ts'
import { diffCommand } from './commands/diff.ts'
import { discoverCommand } from './commands/discover.ts'
import { doctorCommand } from './commands/doctor.ts'
import { estateListCommands } from './commands/estate-lists.ts'
import { exceptionsCommand } from './commands/exceptions.ts'
import { explainCommand } from './commands/explain.ts'
import { findingsCommand } from './commands/findings.ts'
import { formatsCommand } from './commands/formats.ts'
import { gateCommand } from './commands/gate.ts'
import { importCommand } from './commands/import.ts'
import { intelCommand } from './commands/intel.ts'
import { licensesCommand } from './commands/licenses.ts'
import { mappingCommand } from './commands/mapping.ts'
import { mergesCommand } from './commands/merges.ts'
import { metricsCommand } from './commands/metrics.ts'
import { ownersCommand } from './commands/owners.ts'
import { policyCommand } from './commands/policy.ts'
import { readCommand } from './commands/read.ts'
import { riskCommand } from './commands/risk.ts'
import { roleCommands } from './commands/roles.ts'
import { sbomCommand } from './commands/sbom.ts'
import { slaCommand } from './commands/sla.ts'
import { tokenCommand } from './commands/token.ts'
import { upgradePlanCommand } from './commands/upgrade-plan.ts'
import { userCommand } from './commands/user.ts'
import { vexCommand } from './commands/vex.ts'
import { whereCommand } from './commands/where.ts'
import { EXIT, EXIT_HELP, exitCodeOf, messageOf } from './exit-code.ts'
import type { Wiring } from './wiring.ts'

/** The whole command line. */
export function program(wiring: Wiring): Command {
  const stance = new Command('stance')
    .description('Application security posture: every finding once, ranked by real risk, with the reason.')
    .version('0.1.0')
    .showSuggestionAfterError()
    .addHelpText('after', EXIT_HELP)
  const commands = [
    ...roleCommands(wiring),
    importCommand(wiring),
    gateCommand(wiring),
    policyCommand(wiring),
    discoverCommand(wiring),
    diffCommand(wiring),
    askCommand(wiring),
    ...estateListCommands(wiring),
    findingsCommand(wiring),
    explainCommand(wiring),
    exceptionsCommand(wiring),
    slaCommand(wiring),
    ownersCommand(wiring),
    riskCommand(wiring),
    combinationsCommand(wiring),
    metricsCommand(wiring),
    dashboardsCommand(wiring),
    licensesCommand(wiring),
    mergesCommand(wiring),
    whereCommand(wiring),
    upgradePlanCommand(wiring),
    intelCommand(wiring),
    sbomCommand(wiring),
    vexCommand(wiring),
    readCommand(wiring),
    formatsCommand(wiring),
    mappingCommand(wiring),
    userCommand(wiring),
    tokenCommand(wiring),
    auditCommand(wiring),
    doctorCommand(wiring),
    backupCommand(wiring),
    restoreCommand(wiring),
    completionCommand(() => stance),
  ]
  for (const command of commands) stance.addCommand(command)
  return stance
}

/** Runs one command line and returns its exit code; a failure is one line on standard error. */
export async function runCommandLine(wiring: Wiring, args: string[]): Promise<number> {
  const stance = program(wiring)
  throwInsteadOfExit(stance)
  try {
    await stance.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? EXIT.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.unusable
    process.stderr.write(`stance: ${messageOf(error)}\n`)
    return exitCodeOf(error)
  }
}

/** Go on when whoever read what they print is gone. */
const LASTING = new Set(['start', 'serve', 'work'])

/** `stance findings | head` is done once head has what it wanted. */
export function endWhenNobodyReads([command = '']: readonly string[]): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (!LASTING.has(command)) process.exit(EXIT.done)
  })
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const sub of command.commands) throwInsteadOfExit(sub)
}
