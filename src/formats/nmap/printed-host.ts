import type { Node } from '../syntax/xml.ts'

/** A host as it is read line by line; its ports and scripts are those of the XML. */
export interface HostText {
  where: string
  address: string | undefined
  name: { name: string; type: string } | undefined
  ports: Node[]
  scripts: Node[]
  /** The lines of each port (`80/tcp`), and of the host's own scripts (empty). */
  lines: Map<string, string[]>
  current: { port: string; script?: Node } | undefined
  columns: Record<string, number> | undefined
  ofHost: boolean
}

const element = (name: string, attributes: Record<string, string>, children: Node[] = []): Node => ({
  name,
  attributes,
  text: '',
  children,
})

function keep(host: HostText, port: string, line: string): void {
  const lines = host.lines.get(port)
  if (lines) lines.push(line)
  else host.lines.set(port, [line])
}

/** Characters of what a service says of itself. */
const LONGEST = 300

/** `Apache httpd 2.4.57 ((Debian))`: the program, its version, and what else it says. */
function serviceOf(name: string | undefined, said: string | undefined): Node {
  const [, product, version, extrainfo] =
    /^(.+?)(?: (v?\d.*?))?(?: \((.*)\))?$/.exec(said?.trim().slice(0, LONGEST) ?? '') ?? []
  const [, tunnel, service] = /^(ssl)\/(.+)$/.exec(name ?? '') ?? []
  return element('service', {
    ...(name && { name: (service ?? name).replace(/\?$/, '') }),
    ...(tunnel && { tunnel }),
    ...(product && { product }),
    ...(version && { version }),
    ...(extrainfo && { extrainfo }),
  })
}

function addPort(host: HostText, number: string, protocol: string, parts: Node[]): void {
  host.ports.push(element('port', { portid: number, protocol }, parts))
  host.current = { port: `${number}/${protocol}` }
}

/** `8080/tcp open  http    Apache httpd 2.4.57`; with `--reason` a column stands before the version. */
export function portLine(host: HostText, text: string): void {
  const [, number, protocol, state, service] = /^(\d{1,5})\/(\w+)\s+(\S+)\s*(\S*)/.exec(text) ?? []
  if (number === undefined || protocol === undefined || state === undefined) return
  const { VERSION: version, REASON: reason } = host.columns ?? {}
  const because = reason === undefined ? undefined : text.slice(reason, version).trim().split(/\s/)[0]
  const said = version === undefined ? undefined : text.slice(version)
  addPort(host, number, protocol, [
    element('state', { state, ...(because && { reason: because }) }),
    serviceOf(service || undefined, said),
  ])
  keep(host, `${number}/${protocol}`, text)
}

/** `| http-title: Shop` and, for what goes on below, `|   more` or `|_  the last`. */
export function scriptLine(host: HostText, text: string): void {
  const port = host.ofHost ? '' : (host.current?.port ?? '')
  keep(host, port, text)
  const [, id, said = ''] = /^\|[ _]([\w-]+):(?: (.*))?$/.exec(text) ?? []
  if (id !== undefined) {
    const script = element('script', { id, output: said })
    if (port === '') host.scripts.push(script)
    else host.ports.at(-1)?.children.push(script)
    host.current = { port, script }
    return
  }
  const script = host.current?.script
  if (script) script.attributes.output += `\n${text.replace(/^\|[ _]?/, '')}`
}

/** `22/open/tcp//ssh//OpenSSH 8.9/, 80/open/tcp//http///`; a slash in a text is written as a bar. */
export function grepablePorts(host: HostText, ports: string, line: string): void {
  for (const port of (ports.split('\t')[0] ?? '').split(/,\s+(?=\d+\/)/)) {
    const [number, state = '', protocol = '', , service, , version] = port.trim().split('/')
    if (!/^\d{1,5}$/.test(number ?? '')) continue
    addPort(host, number as string, protocol, [
      element('state', { state }),
      serviceOf(service?.replaceAll('|', '/') || undefined, version?.replaceAll('|', '/')),
    ])
    keep(host, `${number}/${protocol}`, `${line.slice(0, line.indexOf('\t'))}\t${port.trim()}`)
  }
}
