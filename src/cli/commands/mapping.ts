import { Command } from 'commander'
import type { z } from 'zod'
import type { mappings } from '../../api/contract/index.ts'
import { writeMapping } from '../../formats/mapping/mapping-file.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { mappingFile } from '../mapping-source.ts'
import { output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'
import { draftCommand, testCommand } from './mapping-try.ts'

type Stored = z.infer<typeof mappings.storedMapping>
interface Json {
  json?: boolean
}

/** Formats of one's own: see docs/mapping.md. */
export const mappingCommand = (wiring: Wiring): Command =>
  new Command('mapping')
    .description('formats of your own, described in YAML instead of code')
    .addCommand(listCommand(wiring))
    .addCommand(addCommand(wiring))
    .addCommand(exportCommand(wiring))
    .addCommand(deleteCommand(wiring))
    .addCommand(draftCommand())
    .addCommand(testCommand(wiring))

const listCommand = (wiring: Wiring): Command =>
  new Command('list')
    .description('list the mappings')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
      const stored = await withApi(wiring, (api) => api.request<Stored[]>({ path: '/mappings' }))
      output(json).result(stored.map(summaryOf), (rows) =>
        rows.length === 0
          ? 'There is no mapping yet. Make one: stance mapping draft SAMPLE > mapping.yaml'
          : table(rows, [
              { head: 'ID', cell: ({ id }) => id },
              { head: 'VERSION', cell: ({ version }) => String(version), right: true },
              { head: 'SYNTAX', cell: ({ syntax }) => syntax },
              { head: 'SAVED', cell: ({ savedAt, savedBy }) => `${savedAt.slice(0, 10)} by ${savedBy}` },
              { head: 'NAME', cell: ({ name }) => name },
            ]),
      )
    })

const summaryOf = ({ id, version, mapping, createdAt, createdBy }: Stored) => ({
  id,
  name: mapping.name,
  version,
  syntax: mapping.syntax,
  savedAt: createdAt,
  savedBy: createdBy,
})

const addCommand = (wiring: Wiring): Command =>
  new Command('add')
    .description('keep a mapping; where there is one of its id, as its next version')
    .argument('<file>', 'the mapping in YAML')
    .option('--json', 'print JSON')
    .action(async (file: string, { json = false }: Json) => {
      const mapping = await mappingFile(file)
      const saved = await withApi(wiring, async (api) => {
        const before = await current(api, mapping.id)
        const stored = before
          ? await api.request<Stored>({
              method: 'POST',
              path: `/mappings/${mapping.id}/versions`,
              json: { mapping, after: before.version },
            })
          : await api.request<Stored>({ method: 'POST', path: '/mappings', json: mapping })
        return { ...summaryOf(stored), changed: stored.version !== before?.version }
      })
      output(json).result(saved, ({ id, version, changed }) =>
        changed
          ? `Saved ${id}, version ${version}. Reports that it recognises are read by it from now on.`
          : `${id} says what its version ${version} says already.`,
      )
    })

const current = (api: ApiClient, id: string): Promise<Stored | undefined> =>
  api.request<Stored>({ path: `/mappings/${id}` }).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) return undefined
    throw error
  })

const exportCommand = (wiring: Wiring): Command =>
  new Command('export')
    .description('print a mapping as YAML')
    .argument('<id>')
    .option('--of-version <n>', 'as it was in this version, instead of the current one')
    .option('--json', 'print JSON')
    .action(async (id: string, { ofVersion: version, json = false }: Json & { ofVersion?: string }) => {
      const path = `/mappings/${encodeURIComponent(id)}${version === undefined ? '' : `/versions/${encodeURIComponent(version)}`}`
      const { mapping } = await withApi(wiring, (api) => api.request<Stored>({ path }))
      output(json).result(mapping, (it) => writeMapping(it).trimEnd())
    })

const deleteCommand = (wiring: Wiring): Command =>
  new Command('delete')
    .description('let a mapping read nothing from now on; its findings and versions stay')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(async (id: string, { json = false }: Json) => {
      const path = `/mappings/${encodeURIComponent(id)}`
      await withApi(wiring, (api) => api.request<void>({ method: 'DELETE', path }))
      output(json).result({ id }, () => `Deleted ${id}.`)
    })
