import { Command, Option } from 'commander'
import type { z } from 'zod'
import type { estate } from '../../api/contract/index.ts'
import { DATA_CLASSES, EXPOSURES } from '../../model/application.ts'
import type { NodeKind } from '../../model/estate.ts'
import { withApi } from '../connect.ts'
import { type Column, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'
import { criticalityCommand } from './criticality.ts'

type Node = z.infer<typeof estate.node>
interface Page {
  items: Node[]
  next: string | null
  total: number
}

interface Options {
  asset?: string
  application?: string
  exposure?: string
  data?: string
  open?: boolean
  q?: string
  limit: string
  cursor?: string
  json?: boolean
}

const place: Column<Node> = {
  head: 'WHERE',
  cell: (node) => [node.asset.name, node.place].filter(Boolean).join(' '),
}
const exposure: Column<Node> = { head: 'REACHED FROM', cell: (node) => node.exposure ?? 'unknown' }
const data: Column<Node> = {
  head: 'DATA',
  cell: ({ dataClasses, leadsTo }) => [...new Set([...dataClasses, ...leadsTo])].join(', '),
}

/** Lists of what the estate holds: applications and services, APIs, data. */
export const estateListCommands = (wiring: Wiring): Command[] => [
  listCommand(wiring, {
    name: 'apps',
    description: 'what can be built and run, with who reaches it and what data it leads to',
    kinds: ['deployable'],
    nothing: 'Nothing is known to be deployable: run stance discover on a source tree.',
    columns: [
      { head: 'NAME', cell: ({ attributes, name }) => attributes.title ?? name },
      { head: 'KIND', cell: ({ attributes }) => attributes.sort ?? '' },
      { head: 'APPLICATION', cell: ({ application }) => application?.name ?? '' },
      { head: 'BUILT WITH', cell: ({ attributes }) => attributes.frameworks || attributes.languages || '' },
      exposure,
      data,
      { head: 'WHERE', cell: (node) => `${node.asset.name} ${node.name}` },
    ],
  }).addCommand(criticalityCommand(wiring)),
  listCommand(wiring, {
    name: 'apis',
    description: 'endpoints in code and in descriptions, with authentication, exposure and data',
    kinds: ['endpoint'],
    nothing: 'No endpoint is known: run stance discover on a source tree.',
    columns: [
      { head: 'ENDPOINT', cell: ({ name }) => name },
      {
        head: 'AUTHENTICATION',
        cell: ({ authenticated, attributes }) =>
          authenticated ? (attributes.authentication ?? 'seen') : 'none seen',
      },
      exposure,
      data,
      { head: 'SOURCE', cell: ({ attributes }) => attributes.sources ?? '' },
      place,
    ],
  }),
  listCommand(wiring, {
    name: 'data',
    description: 'fields that hold sensitive data',
    kinds: ['field'],
    nothing: 'No field is known to hold sensitive data: run stance discover on a source tree.',
    columns: [
      { head: 'FIELD', cell: ({ name }) => name },
      { head: 'CLASS', cell: ({ attributes }) => attributes.class ?? '' },
      { head: 'KIND', cell: ({ attributes }) => attributes.sort ?? '' },
      { head: 'SURE', cell: ({ attributes }) => attributes.confidence ?? '', right: true },
      { head: 'WHY', cell: ({ attributes }) => attributes.evidence ?? '' },
      place,
    ],
  }),
]

interface List {
  name: string
  description: string
  kinds: NodeKind[]
  nothing: string
  columns: Column<Node>[]
}

const listCommand = (wiring: Wiring, { name, description, kinds, nothing, columns }: List): Command =>
  new Command(name)
    .description(description)
    .option('--asset <name>', 'only of this asset')
    .option('--application <name>', 'only of this application')
    .addOption(new Option('--exposure <who>', 'only what these can reach').choices([...EXPOSURES, 'unknown']))
    .addOption(new Option('--data <class>', 'only with this class of data').choices([...DATA_CLASSES]))
    .option('--open', 'only what shows no authentication')
    .option('--q <text>', 'only names that hold this')
    .option('--limit <n>', 'most to list', '100')
    .option('--cursor <text>', 'go on after the page whose `next` this is')
    .option('--json', 'print JSON')
    .action(async ({ json = false, open, ...options }: Options) => {
      const query = { ...options, kind: kinds.join(','), ...(open ? { authenticated: 'false' } : {}) }
      const page = await withApi(wiring, (api) => api.request<Page>({ path: '/estate/nodes', query }))
      output(json).result(page, ({ items, total, next }) =>
        total === 0
          ? nothing
          : `${table(items, columns)}\n${items.length} of ${total}${next ? `; more: --cursor ${next}` : ''}`,
      )
    })
