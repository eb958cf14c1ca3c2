import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { controlId } from '../values/control-id.ts'
import { anything, flag, label, needed, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

export const controlsSchema = z.object({
  text: z.string(),
  version: label,
  node_type: text,
  tests: z.array(z.unknown()).nullable(),
})

export const groupSchema = z.object({ section: label, desc: text, results: anything })

export const resultSchema = z.object({
  test_number: needed,
  status: needed,
  test_desc: text,
  type: text,
  remediation: text,
  actual_value: text,
  expected_result: text,
  reason: text,
  audit: text,
  scored: flag,
})

type Result = z.output<typeof resultSchema>

export const isPassed = ({ status }: Result): boolean => /^PASS$/i.test(status)

/**
 * A failed test; kube-bench rates none. A warning is a test that a person has to make, or that could not be made: nothing was found
 * yet.
 */
export function observationOf(
  result: Result,
  group: z.output<typeof groupSchema>,
  controls: z.output<typeof controlsSchema>,
  raw: string,
): Observation {
  const [, title = result.test_number, way] =
    /^(.*?)(?:\s*\((Automated|Manual|Scored|Not Scored)\))?$/.exec(result.test_desc ?? result.test_number) ??
    []
  const open = !/^FAIL$/i.test(result.status)
  const facts = [
    result.reason,
    result.expected_result && `Expected: ${result.expected_result}`,
    result.actual_value && `Found: ${result.actual_value}`,
  ]
  return observe({
    kind: 'config',
    rule: result.test_number,
    title,
    description: facts.filter(Boolean).join('\n') || undefined,
    severity: open ? 'info' : 'unknown',
    toolSeverity: result.status,
    resource: {
      address: controls.node_type ?? 'cluster',
      type: 'kubernetes-node',
      provider: 'kubernetes',
    },
    controls: [controlId(`CIS ${benchmarkOf(controls.version)}`, result.test_number, 'kubernetes')],
    remediation: result.remediation?.trim(),
    tags: [
      ...(open ? ['manual-check'] : []),
      ...[controls.text, group.desc, way].filter((tag): tag is string => Boolean(tag)),
    ],
    raw,
  })
}

/** `1.5`, `cis-1.23`, `eks-1.0.1`: the benchmark's version, with the product where it is another. */
const benchmarkOf = (version: string | undefined): string =>
  (version ?? '').replace(/^cis-/i, '').replaceAll('-', ' ')
