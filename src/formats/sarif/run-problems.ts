import type { Problem } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { asNumber, asObject, asObjects, asText, type Json } from '../values/fields.ts'

/** What a run says that it could not do: its absent results may exist all the same. `where` is the run's pointer. */
export function runProblems(run: Json, where: string): Problem[] {
  return [
    ...missingResults(run, where),
    ...asObjects(run.invocations).flatMap((item, index) =>
      invocationProblems(item, `${where}/invocations/${index}`),
    ),
  ]
}

function missingResults(run: Json, where: string): Problem[] {
  const elsewhere = asObject(run.externalPropertyFileReferences)
  if (elsewhere?.results !== undefined)
    return [loss(where, 'results of this run are in another file, which is not part of this report')]
  return Array.isArray(run.results)
    ? []
    : [loss(`${where}/results`, 'this run has no list of results: the tool did not come to look')]
}

function invocationProblems(invocation: Json, where: string): Problem[] {
  // SpotBugs fails for want of a class; from Java 9 on it wants one that is none, wherever texts are put together.
  const tell = WANTS_CLASSES.test(asText(invocation.exitCodeDescription) ?? '') ? problem : loss
  const failed =
    invocation.executionSuccessful === false
      ? [
          tell(
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

const WANTS_CLASSES = /^(?:BUGS FOUND,)?MISSING CLASS(?:,BUGS FOUND)?$/

function exitOf(invocation: Json): string {
  const code = asNumber(invocation?.exitCode)
  return code === undefined ? '' : ` with exit code ${code}`
}

/** Their texts may quote source, so only their names and places are told. */
function notifications(invocation: Json, list: string, where: string): Problem[] {
  return asObjects(invocation?.[list]).flatMap((notification, index) => {
    if (notification.level !== 'error') return []
    const name =
      asText(asObject(notification?.descriptor)?.id) ?? asText(asObject(notification?.exception)?.kind)
    const place = asObject(asObjects(notification?.locations)[0]?.physicalLocation)
    const file = asText(asObject(place?.artifactLocation)?.uri)
    const about = [name && ` "${name}"`, file && ` in ${file}`].filter(Boolean).join('')
    return [
      problem(
        `${where}/${list}/${index}`,
        `the tool reports an error${about}: what it did not analyse may hold more`,
      ),
    ]
  })
}
