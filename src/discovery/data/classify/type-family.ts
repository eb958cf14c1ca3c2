/** What sort of value a type holds, whatever the language; `reference` points to another record, `object` is a type of the project's own. */
export type TypeFamily =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'moment'
  | 'enum'
  | 'identifier'
  | 'binary'
  /** A file that is known to be a picture. */
  | 'image'
  | 'json'
  | 'reference'
  | 'object'
  | 'unknown'

// In order: the first that matches tells. Types are cut of their size, optional marks and packages before.
const FAMILIES: [TypeFamily, RegExp][] = [
  ['boolean', /^(?:bool|boolean|booleanfield|nullbooleanfield|bit|tinyint\(1\)|booltype|logical)$/],
  [
    'reference',
    /^(?:.*foreignkey.*|.*onetoone.*|.*manytomany.*|.*onetomany.*|.*manytoone.*|references?|belongs_?to|has_?(?:one|many)|morphs|nullablemorphs|foreignid|foreignuuid|foreignidfor|relationship|objectid|.*objectid|ref|relation|dynamicmapped|parentalkey)$/,
  ],
  [
    'identifier',
    /^(?:uuid|guid|uuidfield|uniqueidentifier|ulid|cuid|id|bigserial|serial|smallserial|increments|bigincrements|autofield|bigautofield|rowversion)$/,
  ],
  ['enum', /^(?:enum.*|set|choicefield|typedchoicefield|multiplechoicefield|literal.*|union|.*enum)$/],
  [
    'moment',
    /^(?:datetime.*|timestamp.*|instant|localdatetime|zoneddatetime|offsetdatetime|naivedatetime|dateandtime|time|timetz|timefield|localtime|timeonly|timezone|duration|timedelta|interval|smalldatetime|utcdatetime|google\.protobuf\.timestamp|date-time|timestamps)$/,
  ],
  [
    'date',
    /^(?:date|datefield|localdate|naivedate|dateonly|calendardate|pgdate|date32|java\.sql\.date|google\.type\.date)$/,
  ],
  [
    'text',
    /^(?:.*char|varchar.*|nvarchar.*|char.*|character varying|character|string.*|str|text|.*text|clob|citext|charfield|textfield|emailfield|urlfield|slugfield|genericipaddressfield|ipaddressfield|filefield|inet|cidr|macaddr|ipaddress|macaddress|unicode.*|email(?:str|address|field|type)?|secretstr|secretbytes|anyurl|httpurl|uri|url|encrypted.*|.*phonenumber.*|phone(?:field|str)?|.*countryfield|country|password(?:field)?|remembertoken|.*stringfield|symbol|xml|ci_?string|longstring|bstr|hstring|constr|password_?digest|box<str>|cow<str>|google\.protobuf\.stringvalue|varying)$/,
  ],
  ['image', /^(?:imagefield|jpegfield)$/],
  [
    'number',
    /^(?:.*int|u?int\d*|[iu]\d+|f\d+|int(?:eger)?.*|.*integer.*|.*integerfield|long|short|byte|sbyte|ushort|uint|ulong|float.*|double.*|real|.*decimal.*|numeric.*|number|money.*|currency|bigdecimal|bignumber|.*moneyfield|year|tinyint.*|smallint.*|.*pricefield|u?int\d+value|google\.type\.money|geopoint|sfixed\d+|fixed\d+)$/,
  ],
  [
    'binary',
    /^(?:bytes?a?|binary.*|varbinary.*|.*blob|image|buffer|uint8array|\[\]byte|byte\[\]|vec<u8>|bytearray|binaryfield|largebinary|bytestring|raw)$/,
  ],
  [
    'json',
    /^(?:jsonb?|jsonfield|hstore|map.*|dict.*|record.*|hash|object|any|unknown|mixed|array|struct|typedecorator|google\.protobuf\.(?:struct|any)|variant|super|yaml)$/,
  ],
]

const WRAPPED =
  /^(?:nullable|optional|option|maybe|mapped|list|array|set|vec|sequence|iterable|collection|ienumerable|icollection|prisma|sql|arc|box|readonly|partial|nonnullable|annotated|types|schema|sa|db|models|fields|datatypes|sequelize|mongoose)[.<[(]+/

/** The family of a type as written in any source. A type nobody knows is `object` when it is written like a type's name. */
export function typeFamily(type: string | undefined): TypeFamily {
  if (!type) return 'unknown'
  const known = wellKnown(type)
  if (known) return known
  const name = bare(type)
  const lower = name.toLowerCase()
  for (const [family, sort] of FAMILIES) if (sort.test(lower)) return family
  if (/^['"]/.test(name)) return 'enum'
  return /^[\p{Lu}]/u.test(name) || /^\[/.test(name) ? 'object' : 'unknown'
}

/** Types that one language writes in a way of its own. */
function wellKnown(type: string): TypeFamily | undefined {
  // One letter is a code: `celular char(1)` says whether there is one.
  if (/^(?:n?char|character)\s*\(\s*1\s*\)/i.test(type)) return 'enum'
  if (/^tinyint\s*\(\s*1\s*\)/i.test(type)) return 'boolean'
  if (/^sql\.Null(String|Int|Time|Bool)/.test(type))
    return ({ String: 'text', Int: 'number', Time: 'moment', Bool: 'boolean' } as const)[
      /Null(String|Int|Time|Bool)/.exec(type)?.[1] as 'String'
    ]
  if (/^\*?time\.Time$/.test(type)) return 'moment'
  if (/^enum\b/i.test(type)) return 'enum'
  return undefined
}

/** Without what wraps it: `List<String>?` → `String`, `character varying(20)` → `character varying`. */
function bare(type: string): string {
  let name = type
    .slice(0, 200)
    .trim()
    .replace(/\s*\|\s*(?:null|undefined|None)\b/g, '')
    .replace(/^(?:null|undefined|None)\s*\|\s*/, '')
  for (let turn = 0; turn < 4; turn++) {
    const before = name
    name = name
      .replace(/^[*&?]+|[?!*]+$/g, '')
      .replace(/(?:\[\s*\])+[?!]*$/, '')
      .trim()
    const lower = name.toLowerCase()
    const wrap = WRAPPED.exec(lower)
    if (wrap) name = name.slice(wrap[0].length).replace(/[>\])]+$/, '')
    if (name === before) break
  }
  if (/^(?:\[\]byte|byte\[\]|vec<u8>)$/i.test(name)) return name
  name = name.replace(/^\[\]\*?/, '').replace(/\s*[([<].*$/, '')
  const dotted = /^[\p{L}_.]+\.([\p{L}_]\w*)$/u.exec(name)
  return dotted && !/^google\./.test(name)
    ? (dotted[1] as string)
    : (name.split(/\s+(?:unsigned|not|null|default|collate|with|without|primary|unique)\b/i)[0] as string)
}
