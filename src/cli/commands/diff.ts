import { Command } from 'commander'
import type { z } from 'zod'
import type { estate } from '../../api/contract/index.ts'
import { comparable } from '../../discovery/comparable.ts'
import { type Change, compareDiscoveries } from '../../discovery/compare-discoveries.ts'
import { AppError } from '../../platform/errors.ts'
import { withApi } from '../connect.ts'
import { findAsset } from '../find-asset.ts'
import { output } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'

interface Options {
  asset?: string
  material?: boolean
  json?: boolean
}

type Changes = z.infer<typeof estate.changes>

export const diffCommand = (wiring: Wiring): Command =>
  new Command('diff')
    .description('what changed materially between two discoveries')
    .argument(
      '[a]',
      'the earlier one: a file that discover --dry-run --json wrote, or with --asset the id of its report',
    )
    .argument('[b]', 'the later one')
    .option(
      '--asset <name>',
      'compare discoveries of this asset: the last with the one before it, or those of the ids',
    )
    .option('--material', 'only what makes the risk larger')
    .option('--json', 'print JSON')
    .action(async (a: string | undefined, b: string | undefined, options: Options) => {
      const found = options.asset ? await stored(wiring, options.asset, a, b) : { changes: await files(a, b) }
      const changes = options.material ? found.changes.filter(({ material }) => material) : found.changes
      output(options.json ?? false).result({ ...found, changes }, ({ changes: all }) => describe(all))
    })

const stored = (wiring: Wiring, name: string, from?: string, to?: string): Promise<Changes> =>
  withApi(wiring, async (api) => {
    const id = await findAsset(api, name)
    const query = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
    return api.request<Changes>({ path: `/assets/${id}/changes`, query })
  })

async function files(a: string | undefined, b: string | undefined): Promise<Change[]> {
  if (!a || !b)
    throw new AppError(
      'bad_request',
      400,
      'Give two files of `stance discover --dry-run --json`, or --asset.',
    )
  return compareDiscoveries(await document(a), await document(b))
}

async function document(file: string): Promise<ReturnType<typeof comparable>> {
  const text = await textFile(file)
  try {
    return comparable(JSON.parse(text))
  } catch {
    throw new AppError(
      'unreadable',
      422,
      `${file} is no discovery: write one with stance discover --dry-run --json.`,
    )
  }
}

function describe(changes: Changes['changes']): string {
  if (changes.length === 0) return 'Nothing changed.'
  return changes
    .map(({ kind, material, what, before, after, place }) => {
      const how = before || after ? `: ${before ?? '–'} → ${after ?? '–'}` : ''
      return `${material ? '!' : ' '} ${kind.padEnd(20)} ${what}${how}${place ? `  (${place})` : ''}`
    })
    .join('\n')
}
