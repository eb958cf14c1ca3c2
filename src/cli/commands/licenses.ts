import { Command, Option } from 'commander'
import type { z } from 'zod'
import type { licenses } from '../../api/contract/index.ts'
import { AppError } from '../../platform/errors.ts'
import { withApi } from '../connect.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type State = z.infer<typeof licenses.licensePolicyState>
type InUse = z.infer<typeof licenses.licensesInUse>
interface Options {
  preset?: string
  apply?: boolean
  json?: boolean
}

/** What is in use under which licence, by the policy in force or one of those that come with Stance. */
export const licensesCommand = (wiring: Wiring): Command =>
  new Command('licenses')
    .description('licences in use, and what the licence policy makes of them')
    .addOption(new Option('--preset <id>', 'by this policy instead: service, delivered, permissive'))
    .option('--apply', 'put the preset in force')
    .option('--json', 'print JSON')
    .action(async ({ preset, apply = false, json = false }: Options) => {
      const result = await withApi(wiring, async (api) => {
        const state = await api.request<State>({ path: '/license-policy' })
        const policy = preset === undefined ? state.policy : presetOf(state, preset)
        if (apply) await api.request({ method: 'PUT', path: '/license-policy', json: policy })
        return api.request<InUse>({ method: 'POST', path: '/license-policy/preview', json: policy })
      })
      output(json).result(result, describe)
    })

function presetOf({ presets }: State, wanted: string): State['policy'] {
  const found = presets.find(({ id }) => id === wanted)
  if (found) return found.policy
  const known = presets.map(({ id }) => id).join(', ')
  throw new AppError('bad_request', 400, `There is no licence policy ${wanted}: take one of ${known}.`)
}

const WORDS = { deny: 'refused', review: 'needs a word', allow: 'allowed' } as const

function describe(rows: InUse): string {
  if (rows.length === 0) return 'No packages are known yet: store an SBOM, or discover a repository.'
  return rows
    .map(({ license, verdict, packages, assets, example }) =>
      [
        WORDS[verdict].padEnd(12),
        String(packages).padStart(6),
        String(assets).padStart(6),
        '  ',
        license || 'none told',
        ` (${example})`,
      ].join(''),
    )
    .join('\n')
}
