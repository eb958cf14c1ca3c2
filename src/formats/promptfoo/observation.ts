import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { anything, label, listOf, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'

const metadata = part(
  z.object({
    pluginId: text,
    severity: text,
    goal: text,
    harmCategory: text,
    strategyId: text,
    purpose: text,
  }),
)

export const resultSchema = z.object({
  success: z.boolean(),
  failureReason: number,
  error: text,
  score: number,
  id: label,
  prompt: part(z.object({ raw: text })),
  response: part(z.object({ output: anything })),
  provider: z
    .union([z.object({ id: text, label: text }), z.string().transform((id) => ({ id, label: undefined }))])
    .optional()
    .catch(undefined),
  gradingResult: part(
    z.object({
      reason: text,
      componentResults: listOf(
        z.object({
          pass: z.boolean(),
          reason: text,
          assertion: part(z.object({ type: text, metric: text })),
        }),
      ),
    }),
  ),
  testCase: part(z.object({ description: text, metadata })),
  metadata,
})

type Result = z.output<typeof resultSchema>

/** A test whose answer broke an assertion. Red-team tests name the plugin that made them, others only what they assert. */
export function observationOf(from: Result, raw: string): Observation {
  const { prompt, response, provider, gradingResult, testCase, error, score } = from
  const about = { ...testCase?.metadata, ...withoutUndefined(from.metadata) }
  const broken = gradingResult?.componentResults.filter(({ pass }) => !pass) ?? []
  const assertion = broken.find((one) => one.assertion)?.assertion
  const reason = gradingResult?.reason ?? error
  const rule = about.pluginId ?? assertion?.metric ?? assertion?.type ?? 'assertion'
  const { output } = response ?? {}
  const answer =
    typeof output === 'string' ? output : output === undefined ? undefined : JSON.stringify(output)
  const url = provider?.label ?? provider?.id
  return observe({
    kind: 'api',
    rule,
    title: [about.harmCategory ?? testCase?.description ?? rule, reason].filter(Boolean).join(': '),
    description:
      paragraphs(
        about.goal,
        reason,
        broken.map((one) => one.reason).find((said) => said !== reason),
      ) ?? '',
    severity: severityOfWord(about.severity),
    ...(about.severity && { toolSeverity: about.severity }),
    ...(url && {
      endpoint: { url, ...(prompt?.raw && { request: prompt.raw }), ...(answer && { response: answer }) },
    }),
    tags: [
      ...(about.pluginId ? [`plugin:${about.pluginId}`] : []),
      ...(about.strategyId ? [`strategy:${about.strategyId}`] : []),
      ...(score === undefined ? [] : [`score:${score}`]),
    ],
    raw,
  })
}

const withoutUndefined = <T extends object>(value: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([, item]) => item !== undefined)) as Partial<T>
