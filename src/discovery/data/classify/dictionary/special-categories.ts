import type { Kind } from '../term.ts'

const CATEGORIES = [
  'text',
  'number',
  'enum',
  'object',
  'json',
  'unknown',
  'identifier',
  'boolean',
  'reference',
] as const

/** Special categories of personal data (GDPR, article 9) apart from health and biometrics; https://eur-lex.europa.eu/eli/reg/2016/679/oj. */
export const SPECIAL_CATEGORIES: Kind[] = [
  {
    kind: 'ethnicity',
    class: 'pii',
    values: [...CATEGORIES],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'ethnicity, ethnic group, ethnic origin, ethnic race, race code, racial origin, ethno racial, ethnoracial, race ethnicity, skin color, skin colour, tribe, caste, ethnie, herkunft ethnisch, ethnische zugehorigkeit, origine ethnique, etnia, origen etnico, origem etnica, raca, raza, raca cor, origine etnica, etniciteit, etnische afkomst, hautfarbe',
      },
      { language: 'en', weight: 0.8, words: 'race', alone: true, in: ['person', 'health'] },
    ],
  },
  {
    kind: 'religion',
    class: 'pii',
    values: [...CATEGORIES],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'religion, religious belief, religious beliefs, religious affiliation, faith, religious denomination, konfession, religionszugehorigkeit, glaube, croyance, confession religieuse, religione, religiao, creencia, godsdienst, geloof, religie',
      },
    ],
  },
  {
    kind: 'political',
    class: 'pii',
    values: [...CATEGORIES],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'political opinion, political opinions, political party, political affiliation, party affiliation, political view, political views, voting preference, trade union, union membership, trade union membership, parteizugehorigkeit, gewerkschaft, opinion politique, appartenance syndicale, syndicat, afiliacion politica, opinion politica, sindicato, afiliacion sindical, opiniao politica, filiacao partidaria, opinione politica, iscrizione sindacale, politieke voorkeur, vakbond',
      },
    ],
  },
  {
    kind: 'sexual-orientation',
    class: 'pii',
    values: [...CATEGORIES],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'sexual orientation, sexuality, sexual preference, sex life, transgender, sexuelle orientierung, orientation sexuelle, orientacion sexual, orientacao sexual, orientamento sessuale, seksuele geaardheid',
      },
    ],
  },
  {
    kind: 'criminal-record',
    class: 'pii',
    values: [...CATEGORIES],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'criminal record, criminal history, conviction, convictions, arrest record, background check result, vorstrafen, fuhrungszeugnis, casier judiciaire, antecedentes penales, antecedentes criminais, casellario giudiziale, strafblad',
      },
    ],
  },
]
