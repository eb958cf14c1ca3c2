import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { at, isRecord, listOf, type Plain, recordOf, textOf } from '../../../formats/infrastructure/plain.ts'
import type { Infrastructure, Link, Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import type { SourceFile } from '../../source/source-file.ts'

/** Something that a hosting platform runs or keeps. */
interface HostedFact {
  kind: 'workload' | 'data-store' | 'queue'
  name: string
  platform: string
  line: number
  /** Whether the platform gives it a public address. */
  public: boolean
  attributes: Record<string, string>
  /** Image that it runs as it is. */
  image?: string
}

type Read = (file: SourceFile) => HostedFact[]

const web = (
  platform: string,
  name: string,
  attributes: Record<string, string> = {},
  line = 1,
): HostedFact => ({
  kind: 'workload',
  name,
  platform,
  line,
  public: true,
  attributes,
})

const folderName = ({ folder }: SourceFile): string => folder.slice(folder.lastIndexOf('/') + 1) || 'app'

const json = (file: SourceFile): Plain => JSON.parse(file.text) as Plain
const toml = (file: SourceFile): Plain => parseToml(file.text) as unknown as Plain

/** `web: command` lines. Only the process called `web` gets requests. */
const procfile: Read = (file) =>
  file.text.split('\n').flatMap((text, i): HostedFact[] => {
    const found = /^([A-Za-z0-9_-]{1,60}):\s*(\S.*)$/.exec(text)
    if (!found || found[1] === 'release') return []
    return [
      {
        ...web('heroku', found[1] as string, { command: (found[2] as string).slice(0, 200) }, i + 1),
        public: found[1] === 'web',
      },
    ]
  })

const herokuApp: Read = (file) =>
  listOf(at(json(file), 'addons')).flatMap((one) => {
    const plan = textOf(at(one, 'plan')) ?? textOf(one) ?? ''
    const engine =
      /postgres|mysql|jawsdb|cleardb|mongo|redis|kafka|rabbitmq|cloudamqp|elasticsearch|bonsai|memcache/.exec(
        plan,
      )?.[0]
    return engine
      ? [
          {
            ...web('heroku', plan.split(':')[0] as string, { engine, plan }),
            kind: /kafka|rabbit|amqp/.test(engine) ? ('queue' as const) : ('data-store' as const),
            public: false,
          },
        ]
      : []
  })

const fly: Read = (file) => {
  const value = toml(file)
  const image = textOf(at(value, 'build', 'image'))
  const open = at(value, 'http_service') !== undefined || listOf(at(value, 'services')).length > 0
  return [
    {
      ...web(
        'fly',
        textOf(at(value, 'app')) ?? folderName(file),
        region(textOf(at(value, 'primary_region'))),
      ),
      public: open,
      ...(image ? { image } : {}),
    },
  ]
}

const region = (value: string | undefined): Record<string, string> => (value ? { region: value } : {})

const render: Read = (file) => {
  const value = parseYaml(file.text, { maxAliasCount: 100 }) as Plain
  const services = listOf(at(value, 'services')).flatMap((one): HostedFact[] => {
    const type = textOf(at(one, 'type')) ?? ''
    const name = textOf(at(one, 'name'))
    if (!name) return []
    const store = /^(?:redis|keyvalue)$/.test(type)
    const image = textOf(at(one, 'image', 'url'))
    return [
      {
        ...web('render', name, {
          serviceType: type,
          ...(store ? { engine: 'redis' } : {}),
          ...region(textOf(at(one, 'region'))),
        }),
        kind: store ? 'data-store' : 'workload',
        public: type === 'web' || type === 'static',
        ...(image ? { image } : {}),
      },
    ]
  })
  const databases = listOf(at(value, 'databases')).flatMap((one): HostedFact[] => {
    const name = textOf(at(one, 'name'))
    return name
      ? [{ ...web('render', name, { engine: 'postgresql' }), kind: 'data-store', public: false }]
      : []
  })
  return [...services, ...databases]
}

/** App Engine: `runtime:` of `app.yaml`. */
const appEngine: Read = (file) => {
  const value = parseYaml(file.text, { maxAliasCount: 100 }) as Plain
  const runtime = isRecord(value) ? textOf(value.runtime) : undefined
  return runtime ? [web('app-engine', textOf(at(value, 'service')) ?? 'default', { runtime })] : []
}

/** Files of hosting platforms, by name. */
const FILES: readonly { wants: RegExp; read: Read }[] = [
  { wants: /(?:^|\/)Procfile$/, read: procfile },
  { wants: /(?:^|\/)app\.json$/, read: herokuApp },
  { wants: /(?:^|\/)fly(?:\.[\w-]+)?\.toml$/, read: fly },
  { wants: /(?:^|\/)render\.ya?ml$/, read: render },
  { wants: /(?:^|\/)railway\.(?:json|toml)$/, read: (file) => [web('railway', folderName(file))] },
  {
    wants: /(?:^|\/)vercel\.json$/,
    read: (file) => [web('vercel', textOf(at(json(file), 'name')) ?? folderName(file))],
  },
  {
    wants: /(?:^|\/)netlify\.toml$/,
    read: (file) => [
      web(
        'netlify',
        folderName(file),
        Object.keys(recordOf(at(toml(file), 'functions'))).length > 0 ? { functions: 'true' } : {},
      ),
    ],
  },
  { wants: /(?:^|\/)app\.ya?ml$/, read: appEngine },
]

/** Hosting platforms that run a folder as it is: Heroku, Fly, Render, Railway, Vercel, Netlify, App Engine. */
export const hosting: Unit<HostedFact> = {
  id: 'hosting',
  version: 1,
  wants: (path) => FILES.some(({ wants }) => wants.test(path)) && isOwnCode(path),
  read: (file) => FILES.find(({ wants }) => wants.test(file.path))?.read(file) ?? [],
  join(files) {
    const infrastructure: Infrastructure[] = []
    const links: Link[] = []
    for (const { path, facts } of files)
      for (const fact of facts) {
        const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
        const name = [fact.platform, folder, fact.name].filter(Boolean).join('/')
        infrastructure.push({
          kind: fact.kind,
          name,
          type: fact.platform,
          provider: fact.platform,
          file: path,
          line: fact.line,
          exposure: fact.public ? 'internet' : 'internal',
          exposedBy: fact.public
            ? `${fact.platform} gives it a public address`
            : `${fact.platform} gives it no public address`,
          attributes: { ...fact.attributes, ...(fact.image ? { image: fact.image } : {}) },
        })
        if (fact.public)
          links.push({
            from: 'internet:',
            kind: 'calls',
            to: `${fact.kind}:${name}`,
            evidence: `${path}:${fact.line} ${fact.platform}`,
            confidence: 0.9,
          })
      }
    return { infrastructure, links }
  },
}
