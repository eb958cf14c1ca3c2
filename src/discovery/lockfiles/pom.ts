import { childrenOf, type Element, textIn, xmlTree } from '../deployables/manifests/xml-tree.ts'
import type { LockReader, PomDependency } from './contract.ts'

/** https://maven.apache.org/pom.html; what a version's property comes to is settled when all POMs of the tree are known. */
export const pom: LockReader = {
  wants: /(?:^|\/)pom\.xml$/,
  read({ text, folder }) {
    const project = xmlTree(text)
    const artifact = textIn(project, 'artifactId')
    if (project.name !== 'project' || !artifact) return []
    const parent = childrenOf(project, 'parent')[0]
    return [
      {
        fact: 'pom',
        pom: {
          ...said('group', textIn(project, 'groupId')),
          artifact,
          ...said('version', textIn(project, 'version')),
          ...(parent ? { parent: parentOf(parent, folder) } : {}),
          properties: (childrenOf(project, 'properties')[0]?.children ?? []).map(({ name, text: value }) => [
            name,
            value.trim(),
          ]),
          managed: dependenciesIn(childrenOf(project, 'dependencyManagement')[0]),
          dependencies: dependenciesIn(project),
        },
      },
    ]
  },
}

function parentOf(parent: Element, folder: string) {
  // An empty one says that the parent is not in the tree.
  const given = childrenOf(parent, 'relativePath')[0]
  const relative = given ? given.text.trim() : '..'
  const steps = folder.split('/').filter(Boolean)
  for (const step of relative.replace(/\/?pom\.xml$/, '').split('/'))
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  return {
    group: textIn(parent, 'groupId') ?? '',
    artifact: textIn(parent, 'artifactId') ?? '',
    version: textIn(parent, 'version') ?? '',
    path: relative === '' ? '' : [...steps, 'pom.xml'].join('/'),
  }
}

const dependenciesIn = (holder: Element | undefined): PomDependency[] =>
  childrenOf(childrenOf(holder, 'dependencies')[0], 'dependency').flatMap((one) => {
    const [group, artifact] = [textIn(one, 'groupId'), textIn(one, 'artifactId')]
    if (!group || !artifact) return []
    return [
      {
        group,
        artifact,
        ...said('version', textIn(one, 'version')),
        ...said('scope', textIn(one, 'scope')),
        ...said('type', textIn(one, 'type')),
        ...(textIn(one, 'optional') === 'true' ? { optional: true } : {}),
      },
    ]
  })

const said = <Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string }
