import type { AffectedComponent } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { partsOfCpe } from '../values/cpe.ts'
import { withoutGaps } from '../values/observe.ts'
import { openPort } from '../values/open-port.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'
import { scriptItems } from './script.ts'

interface Scanned {
  host: string
  where: string
  seenAt: string | undefined
}

/** An open port, the program behind it, and what scripts said about it. Closed and filtered ports are nothing found. */
export function* portItems(port: Node, { host, where, seenAt }: Scanned): Generator<Item> {
  const { protocol = 'tcp', portid } = port.attributes
  const number = portIn(portid)
  const state = child(port, 'state')?.attributes
  if (number === undefined) {
    yield loss(where, 'a port without a number is left out')
    return
  }
  const place = hostPlace({ host, port: number, protocol })
  const service = child(port, 'service')
  const program = programOf(service)
  if (state?.state?.startsWith('open')) {
    if (program) {
      const { name, version, cpe } = program
      const ref = place.resource.address
      yield withoutGaps({ type: 'component', ref, name, version, cpe, componentType: 'application' })
    }
    yield openPort(
      { host, port: number, protocol, service: nameOf(service) },
      {
        description: [
          programText(service),
          `State: ${state.state}${state.reason ? ` (${state.reason})` : ''}`,
        ]
          .filter(Boolean)
          .join('\n'),
        component: program && componentOf(program),
        seenAt,
        raw: xmlText({ ...port, children: port.children.filter(({ name }) => name !== 'script') }),
      },
    )
  }
  for (const script of childrenOf(port, 'script'))
    yield* scriptItems(script, where, { ...place, seenAt, component: program && componentOf(program) })
}

/** The tool writes `unknown` for a service that it does not know. */
const nameOf = (service: Node | undefined): string | undefined =>
  service?.attributes.name === 'unknown' ? undefined : service?.attributes.name

interface Program {
  name: string
  version: string | undefined
  cpe: string | undefined
}

function programOf(service: Node | undefined): Program | undefined {
  const cpes = childrenOf(service, 'cpe').map((cpe) => textOf(cpe))
  const cpe = cpes.find((text) => partsOfCpe(text)?.part === 'application')
  const name = service?.attributes.product?.trim() || partsOfCpe(cpe)?.product
  return name
    ? { name, version: service?.attributes.version?.trim() || partsOfCpe(cpe)?.version, cpe }
    : undefined
}

const componentOf = ({ name, version }: Program): AffectedComponent => ({ name, ...(version && { version }) })

function programText(service: Node | undefined): string | undefined {
  const { product, version, extrainfo, ostype, devicetype, tunnel, servicefp } = service?.attributes ?? {}
  const words = [
    product,
    version,
    extrainfo && `(${extrainfo})`,
    ostype,
    devicetype,
    tunnel && `over ${tunnel}`,
  ]
  return words.filter(Boolean).join(' ') || servicefp
}
