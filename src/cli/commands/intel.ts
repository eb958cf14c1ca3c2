import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import type { z } from 'zod'
import type { intel } from '../../api/contract/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { EXIT } from '../exit-code.ts'
import { type Output, output, sizeText, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Intel = z.infer<typeof intel.intel>
type File = Intel['feeds'][number]['files'][number] & { feed: string }

const POLL_MS = 500

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

export const intelCommand = (wiring: Wiring): Command => {
  const command = new Command('intel')
    .description('what is known of vulnerabilities: the feeds, what they hold, how old it is')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const state = await withApi(wiring, (api) => api.request<Intel>({ path: '/intel' }))
      output(json).result(state, describe)
    })
  command.addCommand(syncCommand(wiring))
  command.addCommand(
    moveCommand(
      'export',
      'write all that is known to one file, for a network without the feeds',
      wiring.exportIntel,
    ),
  )
  command.addCommand(
    moveCommand(
      'import',
      'replace all that is known by such a file, and match what is in use against it',
      wiring.importIntel,
    ),
  )
  return command
}

const syncCommand = (wiring: Wiring): Command =>
  new Command('sync')
    .description('fetch what the feeds say now, and match what is in use against it')
    .option('--feed <id>', 'only these feeds (repeat or separate by commas)', list)
    .option('--json', 'print JSON')
    .action(async ({ feed, ...options }: { feed?: string[]; json?: boolean }, { parent }: Command) => {
      const out = output(options.json ?? parent?.opts().json ?? false)
      const state = await withApi(wiring, (api) => sync(api, feed, out))
      out.result(state, describe)
      if (filesOf(state).some(({ error }) => error)) process.exitCode = EXIT.failed
    })

const moveCommand = (name: string, description: string, move: Wiring['exportIntel']): Command =>
  new Command(name)
    .description(description)
    .argument('<file>')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { json?: boolean }, { parent }: Command) => {
      const moved = await move(readConfig(process.env), file)
      const out = output(options.json ?? parent?.opts().json ?? false)
      out.result({ file, ...moved }, ({ rows }) => `${file}: ${rows} entries ${name}ed.`)
    })

async function sync(api: ApiClient, feeds: string[] | undefined, out: Output): Promise<Intel> {
  await api.request({ method: 'POST', path: '/intel/sync', json: feeds ? { feeds } : {} })
  for (;;) {
    const state = await api.request<Intel>({ path: '/intel' })
    if (!state.syncing) return state
    const latest = filesOf(state)
      .sort((a, b) => (a.checkedAt ?? '').localeCompare(b.checkedAt ?? ''))
      .at(-1)
    out.progress(`synchronising … ${latest ? `${latest.path}: ${latest.items} entries` : ''}`)
    await sleep(POLL_MS)
  }
}

const filesOf = ({ feeds }: Intel): File[] =>
  feeds.flatMap(({ id, files }) => files.map((file) => ({ ...file, feed: id })))

function describe(state: Intel): string {
  const { counts, mirror } = state
  const files = filesOf(state)
  if (files.length === 0)
    return 'Nothing is known yet. `stance intel sync` fetches the public feeds; STANCE_INTEL_MIRROR names a mirror of them.'
  const rows = table(files, [
    { head: 'FEED', cell: (file) => file.feed },
    { head: 'AS OF', cell: (file) => file.asOf ?? file.syncedAt?.slice(0, 10) ?? 'never' },
    { head: 'ENTRIES', cell: (file) => String(file.items), right: true },
    { head: 'PROBLEMS', cell: (file) => String(file.problems || ''), right: true },
    { head: 'SIZE', cell: (file) => (file.bytes === null ? '' : sizeText(file.bytes)), right: true },
    { head: 'FILE', cell: (file) => `${file.path}${file.error ? ` — ${file.error}` : ''}` },
  ])
  return `${rows}
${counts.advisories} advisories (${counts.withdrawn} more taken back) and ${counts.malicious} malicious packages, about ${counts.packages} packages; ${counts.knownExploited} known exploited, ${counts.epss} with EPSS, ${counts.exploits} exploits, ${counts.assessments} assessed; from ${mirror ?? 'the publishers'}`
}
