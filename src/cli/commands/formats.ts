import { Command } from 'commander'
import { knownFormats } from '../../formats/known-formats.ts'
import { output, table } from '../output.ts'
import { ownFormats } from '../own-formats.ts'
import type { Wiring } from '../wiring.ts'

export const formatsCommand = (wiring: Wiring): Command =>
  new Command('formats')
    .description('list the report formats that can be read, your own among them')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const out = output(json)
      const own = await ownFormats(wiring, out)()
      const list = [
        ...(await knownFormats()).map(({ id, name, extensions, kinds }) => ({ id, name, extensions, kinds })),
        ...own.map(({ id, name, extensions, kinds, version }) => ({
          ...{ id, name, extensions, kinds },
          own: true,
          version,
        })),
      ]
      out.result(list, () =>
        table(list, [
          { head: 'ID', cell: (format) => format.id },
          { head: 'NAME', cell: (format) => format.name + ('own' in format ? ' (your own)' : '') },
          { head: 'KINDS', cell: (format) => format.kinds.join(', ') },
        ]),
      )
    })
