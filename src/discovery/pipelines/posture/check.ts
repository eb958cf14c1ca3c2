import type { Hit, Job, PipelineModel, Step } from '../contract.ts'

/** What a check finds, before its lines are put beside it. */
export type Found = Omit<Hit, 'text'>

/** One way of looking at a pipeline. */
export type Check = (model: PipelineModel) => Found[]

/** Every step with its job. */
export const stepsOf = (model: PipelineModel): { job: Job; step: Step }[] =>
  model.jobs.flatMap((job) => job.steps.map((step) => ({ job, step })))

/** Whether one of the triggers is there, whatever narrows it down. */
export const triggeredBy = (model: PipelineModel, ...names: string[]): boolean =>
  model.triggers.some((trigger) => names.includes(trigger.replace(/ \(.*\)$/, '')))

/** Triggers of GitHub that strangers can raise and that run with the rights of the repository. */
export const PRIVILEGED = [
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
]

export const isPrivileged = (model: PipelineModel): boolean => triggeredBy(model, ...PRIVILEGED)

/** Lines of a script with their numbers in the file. */
export const linesOf = (step: Step): { line: number; text: string }[] =>
  step.script
    ? step.script.text.split('\n').map((text, index) => ({ line: (step.script?.line ?? 1) + index, text }))
    : []
