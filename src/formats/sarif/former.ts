import { asList, asObject, asObjects, asText, asTexts, isObject, type Json } from '../values/fields.ts'

// SARIF 1.0 and the drafts of 2.0 say the same things under other names. What is read of them is brought into the shape of 2.1.0.

export const isFormer = (log: Json): boolean => /^(?:1\.|2\.0)/.test(asText(log?.version) ?? '')

/** A run without its results. */
export function modernRun(run: Json): Json {
  const tool = asObject(run.tool)
  const invocation = asObject(run.invocation)
  const invocations = [...(invocation ? [invocation] : []), ...asObjects(run.invocations)]
  return {
    ...run,
    tool: { driver: { ...tool, rules: rulesOf(run) } },
    artifacts: asObjects(run.files).map((file) => ({ ...file, location: file.fileLocation })),
    originalUriBaseIds: Object.fromEntries(
      Object.entries(asObject(run.originalUriBaseIds) ?? {}).map(([id, base]) => [
        id,
        typeof base === 'string' ? { uri: base } : base,
      ]),
    ),
    invocations: [
      ...invocations.map((given) => ({
        ...given,
        startTimeUtc: given.startTimeUtc ?? given.startTime,
        endTimeUtc: given.endTimeUtc ?? given.endTime,
        toolExecutionNotifications: notificationsIn(given, 'toolNotifications'),
        toolConfigurationNotifications: notificationsIn(given, 'configurationNotifications'),
      })),
      {
        toolExecutionNotifications: notificationsIn(run, 'toolNotifications'),
        toolConfigurationNotifications: notificationsIn(run, 'configurationNotifications'),
      },
    ],
  }
}

const notificationsIn = (holder: Json, key: string): Json[] =>
  asObjects(holder?.[key]).map((given) => ({
    level: given.level,
    descriptor: { id: given.id },
    locations: [modernLocation({ physicalLocation: given.physicalLocation })],
  }))

/** Rules stood in an object; its keys are unique, their ids need not be. */
function rulesOf(run: Json): Json[] {
  const given = run.rules ?? asObject(run.resources)?.rules
  const entries = Object.entries(isObject(given) || Array.isArray(given) ? given : {}).filter(([, rule]) =>
    isObject(rule),
  )
  return (entries as [string, Json][]).map(([key, rule]) => ({
    ...rule,
    id: rule.id ?? key,
    guid: Array.isArray(given) ? undefined : key,
    shortDescription: modernText(rule.shortDescription),
    fullDescription: modernText(rule.fullDescription),
    help: modernText(rule.help),
    messageStrings: modernTexts(asObject(rule?.messageStrings) ?? asObject(rule?.messageFormats)),
    defaultConfiguration: {
      level: asObject(rule?.configuration)?.defaultLevel ?? rule.defaultLevel,
      rank: asObject(rule?.configuration)?.defaultRank,
    },
  }))
}

const modernText = (text: unknown): unknown => (typeof text === 'string' ? { text } : text)

const modernTexts = (texts: Json | undefined): Json =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([id, text]) => [id, modernText(text)]))

const PASSED = ['pass', 'notApplicable']

export function modernResult(result: Json): Json {
  const level = asText(result.level)
  const snippet = asText(result.snippet)
  const contribution = asText(result.toolFingerprintContribution)
  return {
    ...result,
    ...(level !== undefined && PASSED.includes(level) && { kind: level }),
    ruleId: result.ruleId ?? result.ruleKey,
    rule: { guid: result.ruleKey ?? result.ruleId, index: asObject(result.rule)?.index },
    message: modernMessage(result.message) ?? modernMessage(result.formattedRuleMessage),
    locations: asObjects(result.locations).map((location) => modernLocation(location, snippet)),
    relatedLocations: asObjects(result.relatedLocations).map((location) => modernLocation(location)),
    codeFlows: asObjects(result.codeFlows).map(modernFlow),
    stacks: undefined,
    partialFingerprints:
      contribution === undefined ? result.partialFingerprints : { toolFingerprintContribution: contribution },
    ...(Array.isArray(result.suppressionStates) && {
      suppressions: asTexts(result.suppressionStates).map((state) => ({
        kind: state === 'suppressedInSource' ? 'inSource' : 'external',
      })),
    }),
  }
}

function modernMessage(message: unknown): Json | undefined {
  if (typeof message === 'string') return { text: message }
  return isObject(message)
    ? { ...message, id: message.id ?? message.messageId ?? message.formatId }
    : undefined
}

/** In 1.0 a place was a `resultFile`, or else the `analysisTarget`, with the region in it. */
function modernLocation(location: Json, snippet?: string): Json {
  const physical =
    asObject(location?.physicalLocation) ??
    asObject(location?.resultFile) ??
    asObject(location?.analysisTarget) ??
    {}
  const file = asObject(physical?.fileLocation) ?? physical
  const region = asObject(physical?.region)
  const name = asText(location?.fullyQualifiedLogicalName)
  return {
    ...location,
    message: modernMessage(location.message),
    physicalLocation: {
      ...physical,
      artifactLocation: { uri: file.uri, uriBaseId: file.uriBaseId, index: file.fileIndex },
      region: region && {
        ...region,
        snippet: region.snippet ?? (snippet === undefined ? undefined : { text: snippet }),
      },
    },
    ...(name !== undefined && { logicalLocations: [{ fullyQualifiedName: name }] }),
  }
}

function modernFlow(flow: Json): Json {
  const steps = (holder: Json) => ({
    locations: asObjects(holder?.locations).map((step) => ({
      location: modernLocation(asObject(step?.location) ?? step),
    })),
  })
  const threads = asList(flow?.threadFlows).filter(isObject)
  return { threadFlows: threads.length > 0 ? threads.map(steps) : [steps(flow)] }
}
