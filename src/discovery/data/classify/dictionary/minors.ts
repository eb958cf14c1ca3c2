import type { Kind } from '../term.ts'

/** Data about children, which the law protects apart (GDPR article 8, COPPA, FERPA). */
export const MINORS: Kind[] = [
  {
    kind: 'guardian',
    class: 'minors',
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'guardian, guardian name, guardians name, guardian phone, guardian email, legal guardian, guardian first name, guardian last name, parental consent, parent consent, custody, custodial parent, parent guardian, parent email, parent phone, erziehungsberechtigter, erziehungsberechtigte, vormund, tuteur, tuteur legal, representant legal, tutor legal, encarregado educacao, responsavel legal, responsavel parentesco, tutore, tutore legale, voogd, ouder voogd',
      },
    ],
    values: ['text', 'object', 'json', 'unknown', 'boolean', 'moment', 'date'],
  },
  {
    kind: 'child',
    class: 'minors',
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'child name, child first name, child last name, childs name, children names, child age, child birth date, child dob, child date of birth, child gender, child photo, minor name, minor age, is minor, kid name, kids names, child birthday, name des kindes, nom enfant, prenom enfant, nombre nino, nombre hijo, nome crianca, nome filho, nome bambino, naam kind',
      },
      {
        language: 'any',
        weight: 0.8,
        words:
          'name, first name, last name, full name, surname, given name, family name, middle name, birth date, date of birth, birthdate, birthday, dob, gender, sex, photo, picture, nickname, vorname, nachname, geburtsdatum, prenom, nom, apellidos, nombre, nome, cognome, voornaam, achternaam, age',
        alone: true,
        in: ['child'],
      },
    ],
    values: ['text', 'number', 'date', 'moment', 'object', 'enum', 'unknown', 'boolean'],
  },
  {
    kind: 'education',
    class: 'minors',
    values: ['text', 'number', 'enum', 'object', 'identifier', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.75,
        words:
          'student number, student id number, grade level, school grade, school class, previous school, homeroom, schulklasse, schulername, classe scolaire, niveau scolaire, grado escolar, ano escolar, classe scolastica, schoolklas, report card, gpa, test score student, iep, special education, special needs, disciplinary record, schulnote, zeugnisnote, pupil number, upn, unique pupil number, lunch status, free school meals',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'last school, next school, previous school name',
        values: ['text', 'unknown'],
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'school name',
        values: ['text', 'unknown'],
        in: ['child', 'education'],
        notIn: ['organisation'],
      },
      {
        language: 'en',
        weight: 0.75,
        words:
          'class rank, grade letter, grade percent, grade point average, grade points, weighted gp, unweighted gp, gp',
        in: ['education'],
      },
      {
        language: 'any',
        weight: 0.7,
        words:
          'grade, mark, score, attainment value, attainment value raw, attainment descriptor, attainment, effort value, effort descriptor, effort, gpa, marks obtained, final grade, letter grade, behaviour, behavior, conduct, teacher comment, comment, strategies tried, parents response, resolution details, reason, note, nota, nota arredondada, nota recuperacao, nota original, nota final, parecer descritivo, calificacion, voto, cijfer',
        in: ['education'],
        notIn: ['thing', 'organisation'],
        alone: true,
      },
    ],
  },
]
