/** An HCL expression as plain JSON: kept by the file's content, evaluated when all files of a module are known. */
export type Hcl =
  | { k: 'lit'; v: string | number | boolean | null }
  | { k: 'tpl'; parts: Hcl[] }
  | { k: 'list'; items: Hcl[] }
  | { k: 'obj'; items: [Hcl, Hcl][] }
  | { k: 'ref'; root: string; steps: HclStep[] }
  | { k: 'at'; on: Hcl; steps: HclStep[] }
  | { k: 'call'; name: string; args: Hcl[]; spread?: true }
  | { k: 'if'; test: Hcl; yes: Hcl; no: Hcl }
  | { k: 'op'; op: string; a: Hcl; b?: Hcl }
  | { k: 'for'; names: string[]; over: Hcl; key?: Hcl; out: Hcl; when?: Hcl; group?: true }
  /** What is not evaluated; what it names still counts. */
  | { k: 'mix'; of: Hcl[] }

/** One step of `a.b[0][*].c`. */
export type HclStep = { name: string } | { index: Hcl } | { splat: true }

export interface HclAttribute {
  name: string
  value: Hcl
  line: number
}

export interface HclBlock {
  type: string
  labels: string[]
  line: number
  body: HclBody
}

export interface HclBody {
  attributes: HclAttribute[]
  blocks: HclBlock[]
}
