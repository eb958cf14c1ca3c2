import { Command } from 'commander'
import type { z } from 'zod'
import type { uses } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

interface Page {
  items: z.infer<typeof uses.use>[]
  next: string | null
  total: number
}

interface Options {
  versions?: string
  advisory?: string
  license?: string
  limit: string
  cursor?: string
  json?: boolean
}

export const whereCommand = (wiring: Wiring): Command =>
  new Command('where')
    .description('who uses a package, how it comes in and who owns it')
    .argument('[package]', 'name (lodash, org.example:core), npm:lodash, or package URL')
    .option('--versions <range>', 'only these versions: "<2.17.1", ">=2.0 <2.17.1"')
    .option('--advisory <id>', 'what an advisory affects: CVE, GHSA, PYSEC, …')
    .option('--license <id>', 'what is under a licence')
    .option('--limit <n>', 'most uses to list', '100')
    .option('--cursor <text>', 'go on after the page whose `next` this is')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, { json = false, ...options }: Options) => {
      const query = { ...options, ...(name !== undefined && { package: name }) }
      const page = await withApi(wiring, (api) => api.request<Page>({ path: '/uses', query }))
      output(json).result(page, describe)
    })

function describe({ items, next, total }: Page): string {
  if (total === 0) return 'Nobody is known to use it.'
  const rows = table(items, [
    { head: 'ASSET', cell: ({ asset }) => asset.name },
    { head: 'OWNER', cell: ({ team, application }) => team?.name ?? application?.name ?? '' },
    { head: 'PACKAGE', cell: ({ component }) => `${component.name}@${component.version}` },
    { head: 'USE', cell: ({ direct, scope }) => [directWord(direct), scope].filter(Boolean).join(', ') },
    { head: 'THROUGH', cell: ({ chain, path }) => chain.slice(0, -1).join(' › ') || (path ?? '') },
  ])
  return `${rows}\n${items.length} of ${total} uses${next ? `; more: --cursor ${next}` : ''}`
}

const directWord = (direct: boolean | null): string =>
  direct === null ? '' : direct ? 'direct' : 'transitive'
