import type { Term } from '../term.ts'

/** Words of Polish and of Japanese in Latin letters, by kind. No labelled schema has them, so how well they do is not measured. */
export const FURTHER_LANGUAGES: Readonly<Record<string, readonly Term[]>> = {
  name: [
    {
      language: 'pl',
      weight: 0.9,
      words:
        'imie, nazwisko, imie nazwisko, imie i nazwisko, drugie imie, nazwisko rodowe, nazwisko panienskie',
    },
    { language: 'ja', weight: 0.85, words: 'shimei, namae, myoji, furigana, simei, seimei kana' },
  ],
  email: [{ language: 'pl', weight: 0.9, words: 'adres email, adres e mail, poczta elektroniczna' }],
  phone: [
    {
      language: 'pl',
      weight: 0.9,
      words: 'numer telefonu, nr telefonu, telefon komorkowy, komorka',
      notIn: ['organisation'],
    },
    { language: 'ja', weight: 0.9, words: 'denwa, denwa bango, denwabango, keitai bango' },
  ],
  'postal-address': [
    {
      language: 'pl',
      weight: 0.85,
      words:
        'ulica, kod pocztowy, miejscowosc, nr domu, numer domu, nr mieszkania, numer mieszkania, adres zamieszkania, adres korespondencyjny',
      notIn: ['organisation'],
    },
    {
      language: 'pl',
      weight: 0.7,
      words: 'miasto, wojewodztwo, powiat, gmina, kraj',
      in: ['address'],
      notIn: ['organisation'],
    },
    {
      language: 'ja',
      weight: 0.85,
      words: 'jusho, jyusho, yubin bango, yubinbango, todofuken, shikuchoson, banchi',
      notIn: ['organisation'],
    },
  ],
  'birth-date': [
    { language: 'pl', weight: 0.95, words: 'data urodzenia, rok urodzenia' },
    { language: 'ja', weight: 0.95, words: 'seinengappi, tanjobi' },
  ],
  'birth-place': [{ language: 'pl', weight: 0.9, words: 'miejsce urodzenia' }],
  gender: [
    { language: 'pl', weight: 0.9, words: 'plec' },
    { language: 'ja', weight: 0.85, words: 'seibetsu' },
  ],
  'marital-status': [{ language: 'pl', weight: 0.85, words: 'stan cywilny' }],
  nationality: [
    { language: 'pl', weight: 0.85, words: 'obywatelstwo, narodowosc' },
    { language: 'ja', weight: 0.85, words: 'kokuseki' },
  ],
  'national-id': [
    { language: 'pl', weight: 0.95, words: 'numer pesel, nr pesel, dowod osobisty, numer dowodu, nr dowodu' },
    { language: 'ja', weight: 0.95, words: 'mai nambaa, mainambaa, kojin bango, kojinbango' },
  ],
  'tax-id': [{ language: 'pl', weight: 0.85, words: 'numer nip, nr nip', notIn: ['organisation'] }],
  password: [{ language: 'pl', weight: 0.95, words: 'haslo, haslo uzytkownika' }],
  'bank-account': [
    { language: 'pl', weight: 0.9, words: 'numer konta, nr konta, numer rachunku, nr rachunku' },
    { language: 'ja', weight: 0.9, words: 'koza bango, kozabango, kouza bango' },
  ],
  diagnosis: [
    { language: 'pl', weight: 0.9, words: 'rozpoznanie, choroba, choroby, objawy, niepelnosprawnosc' },
    { language: 'ja', weight: 0.9, words: 'byomei, shindanmei, shojo byomei' },
  ],
  medication: [{ language: 'pl', weight: 0.9, words: 'lek nazwa, nazwa leku, dawkowanie, recepta numer' }],
}
