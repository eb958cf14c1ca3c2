import { Command } from 'commander'
import type { z } from 'zod'
import type { combinations, policies } from '../../api/contract/index.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { EXIT } from '../exit-code.ts'
import { counted, output } from '../output.ts'
import { textFile } from '../text-file.ts'
import type { Wiring } from '../wiring.ts'
import { chainLines } from './chain-lines.ts'

type Detail = z.infer<typeof combinations.combinationDetail>
type Validation = z.infer<typeof combinations.combinationValidation>
type DryRun = z.infer<typeof combinations.combinationDryRun>
type Revisions = z.infer<typeof policies.revisions>

/** Writing combinations: see docs/combinations.md. */
export const ownCombinationCommands = (wiring: Wiring): Command[] => [
  showCommand(wiring),
  checkCommand(wiring),
  dryRunCommand(wiring),
  applyCommand(wiring),
  switchCommand(wiring, 'enable', true),
  switchCommand(wiring, 'disable', false),
  historyCommand(wiring),
  deleteCommand(wiring),
]

/** The command above has a --json of its own, which takes the word wherever it stands. */
const printed = (own: Command) => output(Boolean(own.parent?.opts().json))
const pathOf = (id: string, rest = ''): string => `/combinations/${encodeURIComponent(id)}${rest}`

const showCommand = (wiring: Wiring): Command =>
  new Command('show')
    .description('print a combination, to start your own from')
    .argument('<id>')
    .action(async (id: string) => {
      const { text } = await withApi(wiring, (api) =>
        api.request<Detail>({ path: pathOf(id, '/definition') }),
      )
      process.stdout.write(text)
    })

const checkCommand = (wiring: Wiring): Command =>
  new Command('check')
    .description('read a combination, say what is wrong with it and where, and run its examples')
    .argument('<file>', 'the combination in YAML')
    .action(async (file: string, _: object, own: Command) => {
      const text = await textFile(file)
      const result = await withApi(wiring, (api) =>
        api.request<Validation>({ method: 'POST', path: '/combinations/validate', json: { text } }),
      )
      printed(own).result(result, (one) => describeCheck(file, one))
      if (result.errors.length > 0 || result.examples.some(({ passed }) => !passed))
        process.exitCode = EXIT.failed
    })

function describeCheck(file: string, { errors, warnings, combination, examples }: Validation): string {
  const passed = examples.filter((one) => one.passed).length
  return [
    ...errors.map(({ line, column, message }) => `✗ ${file}:${line}:${column} ${message}`),
    ...warnings.map(({ line, column, message }) => `! ${file}:${line}:${column} ${message}`),
    ...(combination
      ? [`${combination.id} can be used: ${passed} of ${examples.length} examples come out as they say.`]
      : []),
  ].join('\n')
}

const dryRunCommand = (wiring: Wiring): Command =>
  new Command('dry-run')
    .description('where a combination would be found in the estate; nothing is changed')
    .argument('<file>', 'the combination in YAML')
    .action(async (file: string, _: object, own: Command) => {
      const text = await textFile(file)
      const result = await withApi(wiring, (api) =>
        api.request<DryRun>({ method: 'POST', path: '/combinations/dry-run', json: { text } }),
      )
      printed(own).result(result, describeDryRun)
    })

const describeDryRun = ({ combination, hits, assets, known, gone, examples, things, ms }: DryRun): string =>
  [
    `${combination} would be found in ${counted(hits, 'place')} on ${counted(assets, 'asset')} (${counted(things, 'thing')}, ${ms} ms). Nothing was changed.`,
    ...(known + gone > 0
      ? [`${known} of them are known; ${gone} that are known would be found no longer.`]
      : []),
    ...examples.map(({ title, severity, asset, chain }) =>
      [`\n${severity}  ${title} (${asset.name})`, ...chainLines(chain)].join('\n'),
    ),
  ].join('\n')

const applyCommand = (wiring: Wiring): Command =>
  new Command('apply')
    .description('keep a combination on the server, or its next version, and search the estate for it')
    .argument('<file>', 'the combination in YAML')
    .option('--disabled', 'keep it without searching for it')
    .option('--note <text>', 'what changed, for the history', '')
    .action(
      async (
        file: string,
        { note, disabled = false }: { note: string; disabled?: boolean },
        own: Command,
      ) => {
        const text = await textFile(file)
        const kept = await withApi(wiring, (api) => keep(api, { text, note, enabled: !disabled }))
        printed(own).result(
          kept,
          ({ id, revision }) =>
            `${id} is kept as revision ${revision}${disabled ? ', and not searched for.' : '. The estate is searched for it now.'}`,
        )
      },
    )

/** One of the same name is changed. */
async function keep(api: ApiClient, wish: { text: string; note: string; enabled: boolean }): Promise<Detail> {
  const { combination } = await api.request<Validation>({
    method: 'POST',
    path: '/combinations/validate',
    json: { text: wish.text },
  })
  const { items } = await api.request<z.infer<typeof combinations.combinations>>({ path: '/combinations' })
  const before = combination && items.find(({ id }) => id === combination.id)
  return before
    ? api.request({ method: 'PATCH', path: pathOf(before.id), json: wish })
    : api.request({ method: 'POST', path: '/combinations', json: wish })
}

const switchCommand = (wiring: Wiring, name: 'enable' | 'disable', enabled: boolean): Command =>
  new Command(name)
    .description(enabled ? 'search the estate for a combination' : 'search for a combination no longer')
    .argument('<id>')
    .option('--note <text>', 'why, for the audit log', '')
    .action(async (id: string, { note }: { note: string }, own: Command) => {
      const changed = await withApi(wiring, (api) =>
        api.request<Detail>({ method: 'PATCH', path: pathOf(id), json: { enabled, note } }),
      )
      printed(own).result(changed, () => `${id} is ${enabled ? '' : 'no longer '}searched for.`)
    })

const historyCommand = (wiring: Wiring): Command =>
  new Command('history')
    .description('who changed a combination when; --json has all its texts')
    .argument('<id>')
    .action(async (id: string, _: object, own: Command) => {
      const all = await withApi(wiring, (api) => api.request<Revisions>({ path: pathOf(id, '/revisions') }))
      printed(own).result(all, (list) =>
        list
          .map(
            ({ revision, changedAt, changedBy, note }) => `${revision}  ${changedAt}  ${changedBy}  ${note}`,
          )
          .join('\n'),
      )
    })

const deleteCommand = (wiring: Wiring): Command =>
  new Command('delete')
    .description('delete a combination that was written here; its findings are fixed')
    .argument('<id>')
    .action(async (id: string, _: object, own: Command) => {
      await withApi(wiring, (api) => api.request<null>({ method: 'DELETE', path: pathOf(id) }))
      printed(own).result({ id }, () => `${id} is deleted.`)
    })
