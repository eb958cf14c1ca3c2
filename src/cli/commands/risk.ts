import { Command, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import type { risk } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Models = z.infer<typeof risk.riskModels>
type Preview = z.infer<typeof risk.modelPreview>
type Model = z.infer<typeof risk.riskModel>

interface Wish {
  weight?: Record<string, number>
  json?: boolean
}

export const riskCommand = (wiring: Wiring): Command =>
  new Command('risk')
    .description('how the score is weighted: versions, what other weights would do, putting them in force')
    .addCommand(modelsCommand(wiring))
    .addCommand(previewCommand(wiring))
    .addCommand(useCommand(wiring))

const modelsCommand = (wiring: Wiring): Command =>
  new Command('models')
    .description('the factors, the presets, and every version of the weights')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const models = await withApi(wiring, (api) => api.request<Models>({ path: '/risk/models' }))
      output(json).result(models, describeModels)
    })

const WEIGHT = 'another weight of a factor, 0–2, as factor=weight; repeat for others'

const previewCommand = (wiring: Wiring): Command =>
  new Command('preview')
    .description('what a preset, with other weights on top, would make of the open findings')
    .argument('[preset]', 'id of a preset', 'balanced')
    .option('--weight <factor=weight>', WEIGHT, weight)
    .option('--json', 'print JSON')
    .action(async (preset: string, { weight: weights = {}, json = false }: Wish) => {
      const preview = await withApi(wiring, (api) =>
        api.request<Preview>({ method: 'POST', path: '/risk/models/preview', json: { preset, weights } }),
      )
      output(json).result(preview, describePreview)
    })

const useCommand = (wiring: Wiring): Command =>
  new Command('use')
    .description('put a preset, with other weights on top, in force; everything is ranked by it')
    .argument('<preset>', 'id of a preset')
    .requiredOption('--name <name>', 'what to call this version')
    .option('--note <text>', 'why')
    .option('--weight <factor=weight>', WEIGHT, weight)
    .option('--json', 'print JSON')
    .action(
      async (
        preset: string,
        { weight: weights = {}, json = false, name, note }: Wish & { name: string; note?: string },
      ) => {
        const made = await withApi(wiring, (api) =>
          api.request<Model>({
            method: 'POST',
            path: '/risk/models',
            json: { preset, weights, name, note },
          }),
        )
        output(json).result(
          made,
          ({ version }) => `Version ${version} is in force; findings are being ranked by it.`,
        )
      },
    )

function weight(text: string, before: Record<string, number> = {}): Record<string, number> {
  const [, factor, value] = /^([a-z-]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (!factor) throw new InvalidArgumentError('write factor=weight, for instance epss=1.5')
  return { ...before, [factor]: Number(value) }
}

function describeModels({ factors, presets, versions, ranking }: Models): string {
  const inForce = versions.find((one) => one.inForce)?.weights ?? {}
  return [
    table(factors, [
      { head: 'FACTOR', cell: (f) => f.id },
      { head: 'OF', cell: (f) => f.side },
      { head: 'SPAN', cell: (f) => f.span.toFixed(0), right: true },
      { head: 'WEIGHT', cell: (f) => (inForce[f.id] ?? 1).toFixed(1), right: true },
      { head: 'WHAT', cell: (f) => f.about },
    ]),
    '',
    ...presets.map(({ id, about }) => `${id}: ${about}`),
    '',
    ...versions.map(
      ({ version, name, preset, by, at, inForce: now }) =>
        `${now ? '→' : ' '} ${version}  ${name} (${preset}), ${version === 0 ? 'as shipped' : `${at.slice(0, 10)} by ${by}`}`,
    ),
    ...(ranking
      ? ['', `Ranking by version ${ranking.version}: ${ranking.done} of ${ranking.total} assets`]
      : []),
  ].join('\n')
}

function describePreview({ findings, changed, up, down, top100, distribution, movers }: Preview): string {
  const moved = [...movers.up, ...movers.down].map(
    ({ before, after, title, asset }) =>
      `  ${before.toFixed(1).padStart(5)} → ${after.toFixed(1).padStart(5)}  ${title} (${asset.name})`,
  )
  return [
    `${changed} of ${findings} open findings change: ${up} up, ${down} down; ${top100.entered} others among the first hundred`,
    '',
    table(distribution, [
      { head: 'SCORE', cell: (band) => `${band.from}–${band.to}` },
      { head: 'BEFORE', cell: (band) => String(band.before), right: true },
      { head: 'AFTER', cell: (band) => String(band.after), right: true },
    ]),
    ...(moved.length > 0 ? ['', 'Moved most', ...moved] : []),
  ].join('\n')
}
