import { parse } from 'yaml'
import {
  at,
  listOf,
  type Plain,
  type PlainRecord,
  recordOf,
  textOf,
} from '../../../formats/infrastructure/plain.ts'

/** A chart from elsewhere that a controller installs into the cluster. */
export interface Release {
  name: string
  namespace?: string
  /** Name of the chart. */
  chart?: string
  values: PlainRecord
}

/** Charts that an object has installed: Flux's `HelmRelease`, Argo CD's `Application`, K3s' `HelmChart`. */
export function releasesOf(object: PlainRecord): Release[] {
  const group = (textOf(object.apiVersion) ?? '').split('/')[0]
  const name = textOf(at(object, 'metadata', 'name'))
  const own = textOf(at(object, 'metadata', 'namespace'))
  const spec = recordOf(object.spec)
  if (!name) return []
  if (object.kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io')
    return [
      release(
        textOf(spec.releaseName) ?? name,
        textOf(spec.targetNamespace) ?? own,
        textOf(at(spec, 'chart', 'spec', 'chart')) ?? textOf(at(spec, 'chartRef', 'name')),
        spec.values,
      ),
    ]
  if (object.kind === 'HelmChart' && group === 'helm.cattle.io')
    return [release(name, textOf(spec.targetNamespace) ?? own, textOf(spec.chart), spec.valuesContent)]
  if (object.kind !== 'Application' || group !== 'argoproj.io') return []
  return [spec.source ?? null, ...listOf(spec.sources)].flatMap((source) => {
    const chart = textOf(at(source, 'chart'))
    if (!chart) return []
    const helm = recordOf(at(source, 'helm'))
    const values = helm.valuesObject ?? helm.values
    return [
      release(textOf(helm.releaseName) ?? name, textOf(at(spec, 'destination', 'namespace')), chart, values),
    ]
  })
}

const release = (
  name: string,
  namespace: string | undefined,
  chart: string | undefined,
  values: Plain | undefined,
): Release => ({
  name,
  ...(namespace ? { namespace } : {}),
  ...(chart ? { chart } : {}),
  values: recordOf(typeof values === 'string' ? parsed(values) : values),
})

/** Values that stand as text within an object. What is no YAML tells nothing of what is installed. */
function parsed(text: string): Plain {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' }) as Plain
  } catch {
    return null
  }
}
