import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { z } from 'zod'
import type { dashboards } from '../../api/contract/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { output, table } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'

type Summary = z.infer<typeof dashboards.dashboardSummary>
type File = z.infer<typeof dashboards.dashboardFile>

export const dashboardsCommand = (wiring: Wiring): Command =>
  new Command('dashboards')
    .description('dashboards: list, take out, bring in')
    .addCommand(
      new Command('list')
        .description('dashboards of yours and those shared with you')
        .option('--json', 'print JSON')
        .action(async ({ json = false }: { json?: boolean }) => {
          const all = await withApi(wiring, (api) => api.request<Summary[]>({ path: '/dashboards' }))
          output(json).result(all, describe)
        }),
    )
    .addCommand(
      new Command('export')
        .description('write a dashboard as JSON, its saved queries written out')
        .argument('<dashboard>', 'name or id')
        .option('-o, --output <file>', 'file to write; - for standard output', '-')
        .action(async (wanted: string, { output: target }: { output: string }) => {
          const file = await withApi(wiring, async (api) =>
            api.request<File>({ path: `/dashboards/${await idOf(api, wanted)}/export` }),
          )
          const text = `${JSON.stringify(file, null, 2)}\n`
          if (target === '-') process.stdout.write(text)
          else await writeFile(target, text)
        }),
    )
    .addCommand(
      new Command('import')
        .description('make a dashboard of your own from a file')
        .argument('<file>', 'what `dashboards export` wrote')
        .option('--json', 'print JSON')
        .action(async (path: string, { json = false }: { json?: boolean }) => {
          const file = readJson(await textFile(path), path)
          const made = await withApi(wiring, (api) =>
            api.request<Summary>({ method: 'POST', path: '/dashboards/import', json: file }),
          )
          output(json).result(made, ({ id, name }) => `Made the dashboard ${name} (${id}).`)
        }),
    )

async function idOf(api: ApiClient, wanted: string): Promise<string> {
  const all = await api.request<Summary[]>({ path: '/dashboards' })
  const found = all.filter(({ id, name }) => id === wanted || name === wanted)
  if (found.length === 1 && found[0]) return found[0].id
  throw found.length
    ? new AppError('ambiguous', 400, `${found.length} dashboards are named ${wanted}: give the id of one.`)
    : new AppError('not_found', 404, `There is no dashboard ${wanted}. See \`stance dashboards list\`.`)
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError(
      'bad_request',
      400,
      `${path} is not JSON. Give a file that \`dashboards export\` wrote.`,
      { cause },
    )
  }
}

const describe = (all: Summary[]): string =>
  all.length === 0
    ? 'No dashboards yet: make one in the web, or bring one in with `stance dashboards import`.'
    : table(all, [
        { head: 'NAME', cell: ({ name }) => name },
        { head: 'WIDGETS', cell: ({ widgetCount }) => String(widgetCount), right: true },
        { head: 'SEEN BY', cell: ({ visibility, team }) => team?.name ?? visibility },
        { head: 'OWNER', cell: ({ owner }) => owner.name },
        { head: 'ID', cell: ({ id }) => id },
      ])
