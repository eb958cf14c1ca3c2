import type { Job, PipelineModel } from '../contract.ts'

/** Where the head of somebody's pull request is named. */
const HEAD =
  /github\.event\.pull_request\.(?:head\.(?:sha|ref|repo)|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.(?:head_sha|head_branch|head_commit|head_repository)|refs\/pull\/\$\{\{|github\.event\.(?:issue|pull_request|client_payload)?\.?number\s*\}\}\/(?:merge|head)|\bpull\/\$\{\{[^}]{1,100}\}\}\/(?:merge|head)|steps\.[\w-]+\.outputs\.(?:head_?sha|head_?ref|pr_?sha|pr_?head\w*|pr_?ref)/
/** A script that asks GitHub for the head of a pull request, by its command, its API or its library. */
const ASKS = /\bheadRef(?:Oid|Name)\b|\bhead\.(?:sha|ref)\b|\bheadSha\b/
/** Outputs of such a script that are not its head. */
const OTHER = /base|merge|number|title|author|label/i
const MAX_HOPS = 4
/** References of one value that are followed: a bound for texts made to be slow. */
const MAX_REFERENCES = 10

/** Whether a value is the head of a pull request: as the event gives it, through variables, or as an earlier step or job found it out. */
export const isPullRequestHead = (value: string, model: PipelineModel, job: Job, hops = 0): boolean => {
  if (HEAD.test(value)) return true
  if (hops >= MAX_HOPS) return false
  const follow = (text: string | undefined, where: Job) =>
    text !== undefined && isPullRequestHead(text, model, where, hops + 1)
  return (
    named(value, /\benv\.(\w+)/g).some(([, name]) =>
      follow([...job.env, ...model.env].find((one) => one.name === name)?.value, job),
    ) ||
    named(value, /\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g).some(([, name, output]) => {
      const other = model.jobs.find((one) => one.name === name)
      return other !== undefined && follow(other.outputs?.find((one) => one.name === output)?.value, other)
    }) ||
    named(value, /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g).some(
      ([, id, output]) =>
        !OTHER.test(output ?? '') && ASKS.test(job.steps.find((step) => step.id === id)?.script?.text ?? ''),
    )
  )
}

const named = (value: string, pattern: RegExp): string[][] =>
  [...value.matchAll(pattern)].slice(0, MAX_REFERENCES)

/** Conditions that say where a pull request comes from, and those of them that say: from elsewhere. */
const ORIGIN =
  /head\.repo\.(?:full_name|owner\.login|fork|id)|head_repository\.(?:full_name|owner\.login|fork|id)|github\.event\.repository\.fork/
const FOREIGN =
  /(?:full_name|owner\.login|\.id)\s*!=\s*github\.repository|github\.repository(?:_owner|_id)?\s*!=\s*github\.event\.\S*head|\.fork\s*==\s*true|\.fork\s*!=\s*false/

/** Whether a condition lets only this repository's own pull requests through. */
export const onlyOwn = (condition = ''): boolean => ORIGIN.test(condition) && !FOREIGN.test(condition)
