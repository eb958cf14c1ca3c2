import { Command } from 'commander'
import { formats } from '../../formats/registry.ts'
import { output, table } from '../output.ts'

export const formatsCommand = (): Command =>
  new Command('formats')
    .description('list the report formats that can be read')
    .option('--json', 'print JSON')
    .action(({ json = false }: { json?: boolean }) => {
      const list = formats.map(({ id, name, extensions, kinds }) => ({ id, name, extensions, kinds }))
      output(json).result(list, () =>
        table(list, [
          { head: 'ID', cell: (format) => format.id },
          { head: 'NAME', cell: (format) => format.name },
          { head: 'KINDS', cell: (format) => format.kinds.join(', ') },
        ]),
      )
    })
