import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import { holdsData } from './holds-data.ts'

/** How one language writes types with fields: names of its grammar's nodes. */
export interface MemberRules {
  /** Nodes that declare a type. */
  containers: string[]
  /** Nodes that name it: the first such child. */
  name: string[]
  /** Nodes that hold its members, among its children (two levels down for parameters of a constructor). */
  bodies: string[]
  members: string[]
  /** Nodes inside of a member that hold its name; a path of kinds with `>` goes deeper. */
  memberName: string[]
  /** Children of a member that are no type. */
  noType: string[]
  /** Children of a member and of a type that annotate it. */
  notes: string[]
  /** In the text in front of a type's body: it holds data, whatever its name. */
  marks: RegExp
  /** In a member's text: it is none of the instance's data. */
  skip?: RegExp
  /** Id of the source by what stands in the text around: the first that matches. */
  sources: [RegExp, string][]
  /** The same: it holds data unless its name says that it works. */
  open?: RegExp
  /** Fewest members of an unmarked type. */
  least?: number
}

/** Fields of the types in a file that hold data. */
export function typedMembers(file: SourceFile, rules: MemberRules): RawField[] {
  const root = file.tree()
  const whole = rules.sources.find(([mark]) => mark.test(file.text))?.[1] ?? 'type'
  return root.findAll({ rule: { any: rules.containers.map((kind) => ({ kind })) } }).flatMap((type) => {
    const children = type.children()
    const name = children.find((child) => rules.name.includes(String(child.kind())))?.text()
    if (!name) return []
    const bodies = children.filter((child) => rules.bodies.includes(String(child.kind())))
    const head = type
      .text()
      .slice(0, Math.max(0, (bodies.at(-1)?.range().start.index ?? 0) - type.range().start.index))
    const around = `${decorators(type)} ${head}`
    const fields = bodies
      .flatMap((body) => membersIn(body, rules))
      .flatMap((member) => fieldsOf(member, name, rules))
    const marked = rules.marks.test(around)
    const open = rules.open?.test(around) === true
    if (!holdsData(name, file.path, marked, open) || (!marked && fields.length < (rules.least ?? 1)))
      return []
    return fields.map((field) => ({ ...field, source: marked ? whole : 'type' }))
  })
}

/** Decorators and attributes that stand in front of a declaration as its neighbours. */
function decorators(type: SgNode): string {
  const holder = type.parent()?.kind() === 'export_statement' ? type.parent() : type
  const found: string[] = holder === type ? [] : ['export']
  for (
    let before = holder?.prev();
    before && /^(?:decorator|attribute_item|comment|line_comment|block_comment)$/.test(String(before.kind()));
    before = before.prev()
  )
    found.push(before.text())
  for (const child of holder?.children() ?? []) if (child.kind() === 'decorator') found.push(child.text())
  return found.join(' ')
}

function membersIn(body: SgNode, rules: MemberRules): SgNode[] {
  return body.children().flatMap((child) => {
    if (rules.members.includes(String(child.kind()))) return [child]
    // Parameters of a constructor that become fields, and lists of members.
    return rules.bodies.includes(String(child.kind())) ? membersIn(child, rules) : []
  })
}

function fieldsOf(member: SgNode, model: string, rules: MemberRules): Omit<RawField, 'source'>[] {
  const text = member.text()
  if (rules.skip?.test(text.slice(0, 400))) return []
  const children = member.children()
  const notes = children
    .filter((child) => rules.notes.includes(String(child.kind())))
    .map((child) => child.text())
  const type = typeOf(member, rules)
  const names = rules.memberName.flatMap((path) => follow(member, path.split('>')))
  const note = [...notes, ...before(member)].join(' ').slice(0, 500)
  return names.map((name) => ({
    model,
    name: name.text().replace(/^[$#]+|['"]/g, ''),
    ...(type ? { type } : {}),
    line: name.range().start.line + 1,
    ...(note ? { note } : {}),
  }))
}

function typeOf(member: SgNode, rules: MemberRules): string | undefined {
  for (const child of member.children()) {
    if (!child.isNamed()) continue
    const kind = String(child.kind())
    if (kind === 'type_annotation') return child.text().replace(/^:\s*/, '')
    if (kind === 'variable_declaration') {
      const inner = child
        .children()
        .find((one) => one.isNamed() && !/identifier$|declarator$/.test(String(one.kind())))
      const named = child
        .children()
        .find(
          (one) =>
            one.isNamed() &&
            String(one.kind()) !== 'variable_declarator' &&
            String(one.kind()) !== 'simple_identifier',
        )
      return (inner ?? named)?.text()
    }
    if (!rules.noType.includes(kind) && !rules.notes.includes(kind)) return child.text()
  }
  return undefined
}

const follow = (node: SgNode, path: readonly string[]): SgNode[] => {
  const [kind, ...rest] = path
  const found = node.children().filter((child) => child.kind() === kind)
  return rest.length === 0 ? found : found.flatMap((child) => follow(child, rest))
}

/** Decorators, attributes and comments right in front of a member, and a comment behind it in its line. */
function before(member: SgNode): string[] {
  const found: string[] = []
  let one = member.prev()
  for (let turn = 0; one && turn < 8; turn++, one = one.prev()) {
    if (
      !/^(?:decorator|attribute_item|line_comment|block_comment|comment|multiline_comment|;|,)$/.test(
        String(one.kind()),
      )
    )
      break
    const sameLineAsAnother =
      /comment/.test(String(one.kind())) && (one.prev()?.range().end.line ?? -1) === one.range().start.line
    if (!sameLineAsAnother) found.push(one.text())
  }
  let after = member.next()
  if (after && /^[;,]$/.test(String(after.kind()))) after = after.next()
  if (after && /comment/.test(String(after.kind())) && after.range().start.line === member.range().end.line)
    found.push(after.text())
  return found
}
