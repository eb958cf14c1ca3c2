import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { javaType } from './jvm-types-java.ts'
import { kotlinType } from './jvm-types-kotlin.ts'

/** `@Path("/x")`, with its values by the names of its elements; what stands alone is `value`. */
export interface JvmAnnotation {
  name: string
  values: Map<string, JvmValue[]>
}

/** A value of an annotation: as a text where it says one, and as it is written. */
export interface JvmValue {
  text: string | undefined
  raw: string
}

export interface JvmParameter {
  name: string
  type: string
  annotations: JvmAnnotation[]
}

export interface JvmMethod {
  name: string
  line: number
  annotations: JvmAnnotation[]
  parameters: JvmParameter[]
  /** Return type as written; '' when none is. */
  returns: string
  /** Types that it names, and those of the fields that it uses. */
  uses: string[]
  /** The class that it makes and returns: `return new Orders(…)`. */
  makes?: string
}

/** A class or interface of Java or Kotlin with what frameworks look at. */
export interface JvmType {
  name: string
  line: number
  /** An interface or an abstract class: nobody makes one of it. */
  abstract: boolean
  interface: boolean
  annotations: JvmAnnotation[]
  /** Simple names of the superclass and interfaces. */
  bases: string[]
  /** Type arguments of each base, by its name. */
  baseArguments: Map<string, string[]>
  methods: JvmMethod[]
}

/** Reads a class declaration of either grammar. */
export const jvmType = (node: SgNode, file: SourceFile): JvmType =>
  file.language === 'kotlin' ? kotlinType(node) : javaType(node)

/** The rules' kinds that declare a type, in both grammars. */
export const JAVA_TYPES = {
  any: [{ kind: 'class_declaration' }, { kind: 'interface_declaration' }, { kind: 'record_declaration' }],
}
export const KOTLIN_TYPES = { any: [{ kind: 'class_declaration' }, { kind: 'object_declaration' }] }

/** The first annotation with one of these names. */
export const annotationOf = (
  annotations: readonly JvmAnnotation[],
  ...names: string[]
): JvmAnnotation | undefined => annotations.find((one) => names.includes(one.name))

/** The texts that an annotation gives for the first of these elements that it has. */
export function textsOf(annotation: JvmAnnotation | undefined, ...elements: string[]): string[] {
  for (const element of elements) {
    const values = annotation?.values.get(element)
    if (values) return values.flatMap(({ text }) => text ?? [])
  }
  return []
}
