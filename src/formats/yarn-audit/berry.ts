import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/ndjson.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { label, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'

const schema = z.object({
  value: needed,
  children: z.object({
    ID: label,
    Issue: text,
    URL: text,
    Severity: text,
    'Vulnerable Versions': text,
    'Tree Versions': texts,
    Dependents: texts,
  }),
})

/** A line of Yarn 4: an advisory or a deprecation of one package, with the installed versions and who uses them. */
export function itemOfNotice(element: Element): Item {
  const line = shaped(schema, element)
  return line.type === 'problem' ? line : observationOf(line.value, element.text)
}

function observationOf({ value: name, children }: z.output<typeof schema>, raw: string): Observation {
  const { ID: id, Issue: issue, URL: url, Severity: severity } = children
  const versions = children['Tree Versions']
  const [version] = versions
  const advisories = advisoryIdsIn(url)
  const isDeprecation = id?.endsWith('(deprecation)') ?? false
  const [dependent] = children.Dependents
  return observe({
    kind: 'dependency',
    rule: isDeprecation ? 'deprecation' : (advisories[0] ?? id ?? name),
    title: issue ?? `Advisory for ${name}`,
    description: issue,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    advisories,
    component: {
      name,
      version,
      purl: purlOf({ type: 'npm', name, version: version ?? '' }),
      chain: dependent ? [locatorName(dependent), version ? `${name}@${version}` : name] : [],
    },
    references: url ? [url] : [],
    tags: [
      ...(isDeprecation ? ['deprecation'] : []),
      ...(children['Vulnerable Versions'] ? [`vulnerable:${children['Vulnerable Versions']}`] : []),
      ...versions.slice(1).map((other) => `version:${other}`),
      ...children.Dependents.slice(1).map((other) => `dependent:${locatorName(other)}`),
    ],
    raw,
  })
}

/** `name@virtual:1a2b…#npm:1.0.0`, `name@npm:1.0.0`, `name@workspace:.` as `name@version`. */
const locatorName = (locator: string): string =>
  locator.replace(/@virtual:[\da-f]+#/, '@').replace(/@(?:npm|workspace):/, '@')
