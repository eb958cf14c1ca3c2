import type { FieldSource } from './contract.ts'
import { typedMembers } from './typed-members.ts'

/** Fields of TypeScript classes (TypeORM, MikroORM, sequelize-typescript, Typegoose, NestJS DTOs), exported interfaces and object types. */
export const typescript: FieldSource = {
  id: 'typescript',
  wants: (path) => /\.(?:[cm]?ts|tsx)$/.test(path) && !/\.(?:stories|config|d)\.[cm]?tsx?$/.test(path),
  mentions: /\b(?:class|interface|type)\s+[A-Z]/,
  read: (file) =>
    typedMembers(file, {
      containers: [
        'class_declaration',
        'abstract_class_declaration',
        'interface_declaration',
        'type_alias_declaration',
      ],
      name: ['type_identifier'],
      bodies: ['class_body', 'interface_body', 'object_type', 'intersection_type'],
      members: ['public_field_definition', 'property_signature'],
      memberName: ['property_identifier', 'string'],
      noType: [
        'property_identifier',
        'string',
        'accessibility_modifier',
        'override_modifier',
        'identifier',
        'number',
        'object',
        'array',
        'call_expression',
        'new_expression',
        'arrow_function',
        'true',
        'false',
        'null',
        'template_string',
        'member_expression',
        'binary_expression',
        'await_expression',
        'as_expression',
        'private_property_identifier',
      ],
      notes: ['decorator'],
      marks:
        /@(?:Entity|ChildEntity|ViewEntity|Schema|Table|ObjectType|InputType|ArgsType|InterfaceType|Document|Embeddable|Embedded|Model|modelOptions|Collection|ApiSchema|ApiExtraModels|Serializable|JsonObject)\b/,
      skip: /^(?:@\w+\([^)]*\)\s*)*(?:public\s+|private\s+|protected\s+)?static\b|\?*:\s*(?:\([^)]*\)\s*=>|Function\b)|=\s*(?:async\s*)?(?:\([^)]*\)\s*(?::[^=]{1,80})?=>|function\b|\w+\s*=>)|@(?:Input|Output|ViewChild|Inject|InjectRepository)\(/,
      open: file.path.endsWith('.tsx') ? /(?!)/ : /^export\b.*\b(?:interface|type)\b/s,
      sources: [
        [/\btypeorm\b/, 'typeorm'],
        [/@mikro-orm\b/, 'mikro-orm'],
        [/\bsequelize-typescript\b/, 'sequelize'],
        [/@nestjs\/mongoose|typegoose/, 'mongoose'],
        [/@nestjs\/graphql|\btype-graphql\b/, 'graphql'],
      ],
      least: 2,
    }),
}
