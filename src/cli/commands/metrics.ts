import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
import type { z } from 'zod'
import type { metrics } from '../../api/contract/index.ts'
import { SLICES } from '../../model/slice.ts'
import { withApi } from '../connect.ts'
import { counted, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Metrics = z.infer<typeof metrics.metrics>
type Figures = Metrics['total']

interface Options {
  asOf?: string
  days: string
  by?: string
  format: 'table' | 'json' | 'csv' | 'prometheus'
  output: string
  team?: string[]
  application?: string[]
  asset?: string[]
  kind?: string[]
  severity?: string[]
}

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

export const metricsCommand = (wiring: Wiring): Command =>
  new Command('metrics')
    .description('time to fix, rates, due dates, age, risk, scanner coverage and agreement')
    .option('--as-of <day>', 'as of the end of this day (2026-03-31, UTC); left out: now')
    .option('--days <n>', 'length of the window that ends with the day', '90')
    .addOption(new Option('--by <slice>', 'one line for each').choices([...SLICES]))
    .option('--team <name>', 'of these teams (name or id; repeat or separate by commas)', list)
    .option('--application <name>', 'of these applications', list)
    .option('--asset <name>', 'of these assets', list)
    .option('--kind <kind>', 'code, dependency, secret, config, web, …', list)
    .option('--severity <severity>', 'critical, high, medium, low, info, unknown', list)
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['table', 'json', 'csv', 'prometheus'])
        .default('table'),
    )
    .option('-o, --output <file>', 'file to write csv or prometheus to; - for standard output', '-')
    .action(async ({ format, output: file, ...query }: Options) => {
      if (format === 'csv' || format === 'prometheus') return save(wiring, { ...query, format }, file)
      const result = await withApi(wiring, (api) => api.request<Metrics>({ path: '/metrics', query }))
      output(format === 'json').result(result, describe)
    })

const save = (wiring: Wiring, query: Record<string, string | string[]>, file: string): Promise<void> =>
  withApi(wiring, async (api) => {
    const body = Readable.from(await api.download({ path: '/metrics', query }))
    if (file === '-') await pipeline(body, process.stdout, { end: false })
    else await pipeline(body, createWriteStream(file))
  })

const number = (value: number | null): string => (value === null ? '–' : String(value))
const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)} %`)

const LINES: [string, (figures: Figures) => string][] = [
  ['Open', (f) => String(f.open)],
  ['Opened, reopened, fixed', (f) => `${f.opened}, ${f.reopened}, ${f.fixed}`],
  [
    'Mean time to fix, days',
    (f) =>
      `${number(f.mttr.meanDays)} (median ${number(f.mttr.medianDays)}, 90 % within ${number(f.mttr.p90Days)})`,
  ],
  ['Fix rate', (f) => percent(f.fixRate)],
  ['Reopen rate', (f) => percent(f.reopenRate)],
  [
    'Due dates met',
    (f) => `${percent(f.sla.compliance)} (${f.sla.overdue} overdue, ${f.sla.dueSoon} due within 7 days)`,
  ],
  [
    'Age of the backlog, days',
    (f) => `median ${number(f.age.medianDays)}, 90 % up to ${number(f.age.p90Days)}`,
  ],
  ['Risk, points', (f) => `${number(f.risk.sum)} (highest score ${number(f.risk.top)})`],
  ['Seen by two tools', (f) => `${percent(f.agreement.share)} of ${f.agreement.comparable} where two looked`],
]

function describe({ asOf, from, total, groups, by, coverage, caveats }: Metrics): string {
  const width = Math.max(...LINES.map(([name]) => name.length))
  const lines = [
    `${from} to ${asOf}`,
    '',
    ...LINES.map(([name, text]) => `${name.padEnd(width)}  ${text(total)}`),
    `${'Covered by scanners'.padEnd(width)}  ${percent(coverage.share)} of ${counted(coverage.assets, 'asset')}`,
  ]
  if (by !== null && groups.length) lines.push('', groupTable(by, groups))
  if (caveats.length) lines.push('', ...caveats.map(({ text }) => text))
  return lines.join('\n')
}

const groupTable = (by: string, groups: Metrics['groups']): string =>
  table(groups, [
    { head: by.toUpperCase(), cell: ({ label }) => label },
    { head: 'OPEN', cell: ({ figures }) => String(figures.open), right: true },
    { head: 'NEW', cell: ({ figures }) => String(figures.opened), right: true },
    { head: 'FIXED', cell: ({ figures }) => String(figures.fixed), right: true },
    { head: 'MTTR', cell: ({ figures }) => number(figures.mttr.meanDays), right: true },
    { head: 'SLA', cell: ({ figures }) => percent(figures.sla.compliance), right: true },
    { head: 'RISK', cell: ({ figures }) => number(figures.risk.sum), right: true },
  ])
