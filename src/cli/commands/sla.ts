import { Command } from 'commander'
import type { z } from 'zod'
import type { sla as contract } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { counted, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Summary = z.infer<typeof contract.slaSummary>
type Forecast = z.infer<typeof contract.slaForecast>

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

/** `stance sla`: how findings stand to their due dates. */
export const slaCommand = (wiring: Wiring): Command => {
  const command = new Command('sla')
    .description('how findings stand to their due dates')
    .option('--team <name>', 'of these teams (name or id; repeat or separate by commas)', list)
    .option('--application <name>', 'of these applications', list)
    .option('--asset <name>', 'of these assets', list)
    .option('--json', 'print JSON')
    .action(async ({ json = false, ...query }: Record<string, string[]> & { json?: boolean }) => {
      const summary = await withApi(wiring, (api) => api.request<Summary>({ path: '/sla/summary', query }))
      output(json).result(summary, describeSummary)
    })
  command.addCommand(forecastCommand(wiring))
  command.addCommand(clockCommand(wiring, 'pause', 'stop the clock of findings'))
  command.addCommand(clockCommand(wiring, 'resume', 'let the clock of findings go on'))
  return command
}

const forecastCommand = (wiring: Wiring): Command =>
  new Command('forecast')
    .description('how many findings will be late within 7, 14, 30 and 90 days')
    .option('--by <what>', 'severity, team or application', 'severity')
    .action(async ({ by }: { by: string }, own: Command) => {
      const { json = false, ...filter } = own.parent?.opts() ?? {}
      const query = { by, ...filter }
      const forecast = await withApi(wiring, (api) => api.request<Forecast>({ path: '/sla/forecast', query }))
      output(json).result(forecast, describeForecast)
    })

const clockCommand = (wiring: Wiring, name: 'pause' | 'resume', what: string): Command =>
  new Command(name)
    .description(what)
    .argument('<finding...>', 'ids of findings')
    .requiredOption('--reason <text>', 'why')
    .action(async (ids: string[], { reason }: { reason: string }, own: Command) => {
      const json = { ids, reason }
      const result = await withApi(wiring, (api) =>
        api.request<{ changed: number }>({ method: 'POST', path: `/sla/${name}`, json }),
      )
      output(Boolean(own.parent?.opts().json)).result(
        result,
        ({ changed }) => `${counted(changed, 'finding')} ${name}d.`,
      )
    })

function describeSummary(summary: Summary): string {
  const rows = [...summary.bySeverity, { ...summary, value: 'all', label: 'all' }]
  const text = table(rows, [
    { head: 'SEVERITY', cell: (row) => row.label },
    { head: 'OVERDUE', cell: (row) => String(row.overdue), right: true },
    { head: 'DUE SOON', cell: (row) => String(row.dueSoon), right: true },
    { head: 'ON TIME', cell: (row) => String(row.onTime), right: true },
    { head: 'PAUSED', cell: (row) => String(row.paused), right: true },
    { head: 'NO DATE', cell: (row) => String(row.none), right: true },
    { head: 'MET', cell: (row) => String(row.met), right: true },
    { head: 'LATE', cell: (row) => String(row.late), right: true },
  ])
  return summary.compliance === null
    ? text
    : `${text}\n${summary.compliance} % of what was fixed was fixed in time`
}

function describeForecast({ groups, total }: Forecast): string {
  const horizon = (i: number) => (row: Forecast['total']) => {
    const { ifNothing, atUsualRate } = row.horizons[i] as Forecast['total']['horizons'][number]
    return `${atUsualRate} (${ifNothing})`
  }
  const text = table(
    [...groups, total],
    [
      { head: 'OF', cell: (row) => row.label },
      { head: 'OVERDUE', cell: (row) => String(row.overdue), right: true },
      { head: 'FIXED A DAY', cell: (row) => String(row.fixedPerDay), right: true },
      ...total.horizons.map(({ days }, i) => ({ head: `${days} DAYS`, cell: horizon(i), right: true })),
    ],
  )
  return `${text}\nMore that will be late at the usual rate of fixing; in brackets if nothing is fixed.`
}
