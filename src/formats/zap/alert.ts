import { z } from 'zod'
import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { label, listOf, number, text } from '../values/lenient.ts'

export const instanceSchema = z.object({
  uri: text,
  method: text,
  param: text,
  attack: text,
  evidence: text,
  otherinfo: text,
  'request-header': text,
  'request-body': text,
  'response-header': text,
  'response-body': text,
})

/** An alert as the JSON reports write it; the numbers are written as text. */
export const alertSchema = z
  .object({
    pluginid: label,
    alertRef: label,
    name: text,
    alert: text,
    riskcode: label,
    confidence: label,
    riskdesc: text,
    desc: text,
    solution: text,
    otherinfo: text,
    reference: text,
    cweid: number,
    wascid: number,
    tags: listOf(z.object({ tag: z.string() })),
  })
  .refine((alert) => alert.alertRef ?? alert.pluginid ?? alert.name ?? alert.alert, { path: ['pluginid'] })

export type Alert = z.output<typeof alertSchema>
export type Instance = z.output<typeof instanceSchema>

/** An `alertitem` of the XML reports in the shape of the JSON ones. */
export function alertInNode(node: Node): unknown {
  const tags = childrenOf(child(node, 'tags'), 'tag')
  return { ...textsIn(node), tags: tags.map((tag) => ({ tag: textOf(tag, 'tag') })) }
}

/** An `instance` of the XML reports, which write these four without hyphens. */
export function instanceInNode(node: Node): unknown {
  const { requestheader, requestbody, responseheader, responsebody, ...others } = textsIn(node)
  return {
    ...others,
    'request-header': requestheader,
    'request-body': requestbody,
    'response-header': responseheader,
    'response-body': responsebody,
  }
}

const textsIn = (node: Node): { [name: string]: string | undefined } =>
  Object.fromEntries(node.children.map((part) => [part.name, textOf(part)]))
