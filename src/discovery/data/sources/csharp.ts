import { endsWith, type FieldSource } from './contract.ts'
import { typedMembers } from './typed-members.ts'

/** Properties of C# classes and records: EF Core entities, identity users, DTOs. */
export const csharp: FieldSource = {
  id: 'csharp',
  wants: endsWith('.cs'),
  mentions: /\b(?:class|record|struct)\s+\w/,
  read: (file) =>
    typedMembers(file, {
      containers: ['class_declaration', 'record_declaration', 'struct_declaration'],
      name: ['identifier'],
      bodies: ['declaration_list', 'parameter_list'],
      members: ['property_declaration', 'parameter'],
      memberName: ['identifier'],
      noType: [
        'modifier',
        'identifier',
        'accessor_list',
        'attribute_list',
        'arrow_expression_clause',
        'equals_value_clause',
      ],
      notes: ['attribute_list'],
      marks:
        /\[(?:Table|Entity|Owned|DataContract|Serializable|Keyless|BsonCollection)\b|\brecord\b|:\s*(?:IdentityUser|BaseEntity|Entity|AuditableEntity|AggregateRoot)\b/,
      skip: /\bstatic\b/,
      sources: [
        [/\bEntityFrameworkCore\b|\[(?:Table|Key|Column|ForeignKey)\b|\bDbSet</, 'ef-core'],
        [/\bMongoDB\.Bson\b/, 'mongodb'],
      ],
      least: 2,
    }),
}
