import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/ndjson.ts'
import { anything, label, needed, number, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import type { Run } from './run.ts'

export const hitSchema = z.object({
  probe: needed,
  detector: needed,
  generator: text,
  goal: text,
  prompt: anything,
  output: anything,
  triggers: texts,
  trigger: texts,
  score: number,
  attempt_id: label,
})

type Hit = z.output<typeof hitSchema>

const attemptSchema = z.object({
  probe_classname: needed,
  status: number,
  prompt: anything,
  outputs: z.array(z.unknown()).nullish(),
  detector_results: z.record(z.string(), z.array(z.unknown())).nullish(),
  goal: text,
  uuid: label,
})

/** Attempts are told when they are started, and again with their results: these are complete. */
const COMPLETE = 2

/** What garak itself takes for a hit where the run does not say. */
const THRESHOLD = 0.5

/** The outputs of an attempt that a detector scored as hits. */
export function* attemptItems(element: Element, run: Run): Generator<Observation | Problem> {
  const attempt = shaped(attemptSchema, element)
  if (attempt.type === 'problem') {
    yield attempt
    return
  }
  const { probe_classname: probe, status, prompt, outputs, detector_results, goal, uuid } = attempt.value
  if (status !== undefined && status !== COMPLETE) return
  for (const [detector, scores] of Object.entries(detector_results ?? {}))
    for (const [index, score] of scores.entries()) {
      if (typeof score !== 'number' || score < (run.threshold ?? THRESHOLD)) continue
      const hit = {
        probe,
        detector,
        score,
        goal,
        prompt,
        output: outputs?.[index],
        generator: run.target,
        attempt_id: uuid,
      }
      yield observationOf({ ...hit, triggers: [], trigger: [] }, JSON.stringify(hit))
    }
}

/** A prompt got out of a model what a detector looks for. How bad that is depends on the model's use, of which nothing is said. */
export function observationOf(hit: Hit, raw: string): Observation {
  const { probe, detector, goal, generator, score, attempt_id } = hit
  const response = spokenIn(hit.output)
  return observe({
    kind: 'api',
    rule: `${probe}/${detector}`,
    title: goal ?? `${probe}/${detector}`,
    severity: 'unknown',
    endpoint:
      generator === undefined
        ? undefined
        : {
            url: generator,
            request: spokenIn(hit.prompt),
            response,
            evidence: [...hit.triggers, ...hit.trigger].join('\n') || undefined,
          },
    description: generator === undefined ? response : undefined,
    tags: [
      ...(score === undefined ? [] : [`score:${score}`]),
      ...(attempt_id === undefined ? [] : [`attempt:${attempt_id}`]),
    ],
    raw,
  })
}

const message = z.object({ text: z.string().nullable() })
const turn = z.object({ role: text, content: z.union([message, z.string().transform((text) => ({ text }))]) })
const conversation = z.object({ turns: z.array(turn) })

/** What was said: plain text in older versions, since then a message or a conversation. */
function spokenIn(value: unknown): string | undefined {
  if (typeof value === 'string') return text.parse(value)
  const single = readBy(message, value)
  if (single) return text.parse(single.text)
  const turns = readBy(conversation, value)?.turns ?? []
  if (turns.length === 1) return text.parse(turns[0]?.content.text)
  return text.parse(turns.map(({ role, content }) => `${role ?? ''}: ${content.text ?? ''}`).join('\n'))
}
