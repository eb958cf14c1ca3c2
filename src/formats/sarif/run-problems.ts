import type { Problem } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { type Json, numberIn, objectIn, objectsIn, textIn } from '../values/fields.ts'

/** What a run says that it could not do: its absent results may exist all the same. `where` is the run's pointer. */
export function runProblems(run: Json, where: string): Problem[] {
  return [
    ...missingResults(run, where),
    ...objectsIn(run, 'invocations').flatMap((item, index) =>
      invocationProblems(item, `${where}/invocations/${index}`),
    ),
  ]
}

function missingResults(run: Json, where: string): Problem[] {
  const elsewhere = objectIn(run, 'externalPropertyFileReferences')
  if (elsewhere?.results !== undefined)
    return [loss(where, 'results of this run are in another file, which is not part of this report')]
  return Array.isArray(run.results)
    ? []
    : [loss(`${where}/results`, 'this run has no list of results: the tool did not come to look')]
}

function invocationProblems(invocation: Json, where: string): Problem[] {
  const failed =
    invocation.executionSuccessful === false
      ? [
          loss(
            where,
            `the tool says that its run failed${exitOf(invocation)}: what it did not analyse may hold more`,
          ),
        ]
      : []
  return [
    ...failed,
    ...notifications(invocation, 'toolExecutionNotifications', where),
    ...notifications(invocation, 'toolConfigurationNotifications', where),
  ]
}

function exitOf(invocation: Json): string {
  const code = numberIn(invocation, 'exitCode')
  return code === undefined ? '' : ` with exit code ${code}`
}

/** Their texts may quote source, so only their names and places are told. */
function notifications(invocation: Json, list: string, where: string): Problem[] {
  return objectsIn(invocation, list).flatMap((notification, index) => {
    if (notification.level !== 'error') return []
    const name =
      textIn(objectIn(notification, 'descriptor'), 'id') ??
      textIn(objectIn(notification, 'exception'), 'kind')
    const place = objectIn(objectsIn(notification, 'locations')[0], 'physicalLocation')
    const file = textIn(objectIn(place, 'artifactLocation'), 'uri')
    const about = [name && ` "${name}"`, file && ` in ${file}`].filter(Boolean).join('')
    return [
      problem(
        `${where}/${list}/${index}`,
        `the tool reports an error${about}: what it did not analyse may hold more`,
      ),
    ]
  })
}
