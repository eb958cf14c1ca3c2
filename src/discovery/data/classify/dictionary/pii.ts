import type { Kind } from '../term.ts'

/** Who somebody is and how to reach them. */
export const PII: Kind[] = [
  {
    kind: 'email',
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'email, e mail, sender email, email address, email addresses, mail address, emails, mailaddress, user email, contact email',
      },
      {
        language: 'en',
        weight: 0.8,
        words: 'electronic mail, mail to, mailbox address, recovery email, reply to address',
      },
      { language: 'en', weight: 0.7, words: 'mail', alone: true, in: ['person', 'organisation'] },
      {
        language: 'en',
        weight: 0.7,
        words: 'to, sent to, cc, bcc, reply to, sender address, recipient address, from address',
        in: ['mail'],
        notIn: ['thing'],
        alone: true,
      },
      { language: 'de', weight: 0.9, words: 'e mail adresse, mailadresse, emailadresse' },
      {
        language: 'fr',
        weight: 0.9,
        words: 'courriel, adresse mail, adresse email, adresse electronique, mel, adresse courriel',
      },
      { language: 'es', weight: 0.9, words: 'correo electronico, correo, direccion correo, email correo' },
      { language: 'pt', weight: 0.9, words: 'correio eletronico, endereco email, endereco eletronico' },
      {
        language: 'it',
        weight: 0.9,
        words: 'posta elettronica, indirizzo email, indirizzo mail, casella posta, pec',
      },
      { language: 'nl', weight: 0.9, words: 'emailadres, e mailadres, mailadres' },
    ],
  },
  {
    kind: 'phone',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'phone, telephone, mobile phone, phone number, telephone number, phones, phone no, msisdn, telefon, telefax, telefono, telefone, telefoon',
        notIn: ['organisation'],
      },
      {
        language: 'en',
        weight: 0.85,
        words:
          'mobile number, cell phone, cellphone, cell number, mobile no, tel number, contact number, contact no, whatsapp, whatsapp number, sms number, fax number, recipient number, callee number, caller number, sender number, home phone, work phone, daytime phone, phonecell, phonew',
        notIn: ['organisation'],
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'mobile, cell, tel, fax, emergency number',
        in: ['person', 'address'],
        notIn: ['organisation'],
      },
      { language: 'en', weight: 0.75, words: 'number', alone: true, in: ['phone'] },
      {
        language: 'en',
        weight: 0.75,
        words: 'home number, office number, work number, evening number, alternate number',
        in: ['person'],
        notIn: ['organisation'],
      },
      {
        language: 'de',
        weight: 0.9,
        words:
          'telefonnummer, handy, handynummer, mobilnummer, rufnummer, festnetz, telefonnr, mobiltelefon, faxnummer, privatnummer, privatnr, handynr, diensttelefon',
        notIn: ['organisation'],
      },
      {
        language: 'fr',
        weight: 0.9,
        words:
          'numero telephone, tel portable, portable, telephone portable, numero portable, tel fixe, telecopie, numero de telephone, tel domicile, tel mobile',
        notIn: ['organisation'],
      },
      {
        language: 'fr',
        weight: 0.75,
        words: 'gsm',
        in: ['person', 'address'],
        notIn: ['organisation', 'thing'],
      },
      {
        language: 'es',
        weight: 0.9,
        words:
          'numero telefono, numero de telefono, movil, celular, telefono movil, numero celular, telefono fijo',
        notIn: ['organisation'],
      },
      {
        language: 'pt',
        weight: 0.9,
        words:
          'numero telefone, telemovel, celular, numero de telefone, telefone celular, fone celular, fone residencial',
        notIn: ['organisation'],
      },
      {
        language: 'pt',
        weight: 0.8,
        words: 'fone, fones',
        in: ['person', 'address'],
        notIn: ['organisation'],
        alone: true,
      },
      {
        language: 'it',
        weight: 0.9,
        words: 'cellulare, numero telefono, numero di telefono, recapito telefonico, telefono cellulare',
        notIn: ['organisation'],
      },
      {
        language: 'nl',
        weight: 0.9,
        words: 'telefoonnummer, mobiel, mobiel nummer, gsm nummer, telefoonnr, mobielnummer',
        notIn: ['organisation'],
      },
    ],
  },
  {
    kind: 'name',
    class: 'pii',
    terms: [
      {
        language: 'en',
        weight: 0.95,
        words:
          'first name, last name, full name, middle name, given name, given names, family name, surname, maiden name, firstname, lastname, fullname, fname, lname, mname, middle initial, legal name first, preferred name, birth name, mothers name, mother name, fathers name, father name, mothers maiden name, mother maiden name, spouse name, name of birth, patronymic, forename, othernames, real name, legal first name, legal last name, first names, last names, middle names',
      },
      {
        language: 'en',
        weight: 0.85,
        words:
          'nickname, nick name, official name, contact name, contact person, customer name, client name, patient name, employee name, author name, owner name, recipient name, sender name, member name, guest name, holder name, account holder, account holder name, billing name, shipping name, person name, student name, teacher name, doctor name, physician name, driver name, passenger name, candidate name, applicant name, emergency name, emergency contact, emergency contact name, beneficiary name, signer name, manager name, reporter name, assignee name, approver name, creator name, buyer name, seller name, agent name, tenant name person, attn, attention to, payer name, payee name, invitee name, subscriber name, lead name, visitor name, relative name, next of kin, kin name, witness name, parent name, donor name, individual name, staff name, user full name, bill name, committer name, recipient full name, participant name, voter name, resident name, passenger, companion name, name in characters, family name prefix, alias name, instructor name, practitioner name, provider name person, insured name, policyholder name, subscriber fname, subscriber lname',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'display name, name',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
      { language: 'en', weight: 0.7, words: 'given, initials', alone: true, in: ['somebody'] },
      { language: 'en', weight: 0.7, words: 'name address, company contact, contact full name' },
      {
        language: 'de',
        weight: 0.95,
        words:
          'vorname, nachname, familienname, zuname, vollstandiger name, geburtsname, vornamen, madchenname, rufname, ansprechpartner, kundenname, mitarbeitername, kontoinhaber',
      },
      {
        language: 'fr',
        weight: 0.95,
        words:
          'prenom, prenoms, nom famille, nom de famille, nom complet, nom naissance, nom de naissance, nom jeune fille, nom de jeune fille, nom usage, nom patient, nom client, nom pere, nom mere, nom conjoint, nom epouse, personne contact, titulaire',
      },
      {
        language: 'fr',
        weight: 0.75,
        words: 'nom',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
      {
        language: 'es',
        weight: 0.9,
        words:
          'apellido, apellidos, nombre completo, primer nombre, segundo nombre, primer apellido, segundo apellido, nombres, apellido paterno, apellido materno, nombre cliente, nombre paciente, nombre padre, nombre madre, nombre conyuge, persona contacto, persona de contacto, titular',
      },
      {
        language: 'es',
        weight: 0.75,
        words: 'nombre',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
      {
        language: 'pt',
        weight: 0.9,
        words:
          'sobrenome, nome completo, primeiro nome, ultimo nome, apelido, nome mae, nome da mae, nome pai, nome do pai, nome cliente, nome paciente, nome conjuge, nome responsavel, nome social, nm mae, nm pai, nm responsavel, pessoa contato, pessoa de contato',
      },
      {
        language: 'it',
        weight: 0.9,
        words:
          'cognome, nome completo, nome cognome, nominativo, firma nome, nome coniuge, nome padre, nome madre, nome cliente, nome paziente, intestatario',
      },
      {
        language: 'it',
        weight: 0.75,
        words: 'nome',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
      {
        language: 'nl',
        weight: 0.95,
        words:
          'voornaam, achternaam, tussenvoegsel, volledige naam, roepnaam, meisjesnaam, voornamen, klantnaam, rekeninghouder',
      },
      {
        language: 'nl',
        weight: 0.75,
        words: 'naam',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
    ],
  },
  {
    kind: 'username',
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.8,
        words:
          'username, user name, login name, screen name, user handle, userid name, nick, portal username, telegram username, twitter handle, github username, skype, skype id, discord username, instagram handle, benutzername, nutzername, nom utilisateur, nom d utilisateur, identifiant connexion, nombre usuario, nombre de usuario, nome usuario, nome utente, gebruikersnaam, anmeldename',
      },
      { language: 'en', weight: 0.65, words: 'login, handle', alone: true, in: ['somebody'] },
      { language: 'fr', weight: 0.7, words: 'pseudo, pseudonyme', alone: true, in: ['somebody'] },
    ],
  },
  {
    kind: 'contact',
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.75,
        words: 'vcard, v card, contact details, contact info, kontaktdaten, coordonnees contact',
      },
    ],
    values: ['text', 'json', 'object', 'unknown'],
  },
  {
    kind: 'postal-address',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'street address, home address, postal address, mailing address, address line, street, street name, street number, house number, zip code, zipcode, postal code, postalcode, postcode, post code, post box, po box, residential address, delivery address, billing address, shipping address, permanent address, current address, work address, street line, address street, full address, physical address, ship to address, bill to address, invoice address, legal address, apartment number, street b, streetb, address postal code, registered address, place of residence, residence address',
        notIn: ['organisation', 'crypto'],
      },
      {
        language: 'en',
        weight: 0.8,
        words: 'address, addresses text',
        alone: true,
        in: ['person', 'address'],
        notIn: ['organisation', 'crypto', 'thing'],
      },
      {
        language: 'en',
        weight: 0.65,
        words: 'address',
        alone: true,
        notIn: ['organisation', 'crypto', 'thing', 'person', 'address'],
      },
      {
        language: 'en',
        weight: 0.7,
        words:
          'zip, city, town, county, state, province, country, country code, country area, city area, city village, state province, state or province, county district, state name, suburb, district, municipality, village, village or colony, colony, hamlet, taluka, tehsil, barangay, pincode, pin code, neighborhood, line, apartment, apt, postal, address district, address country, address city, address state, home address district, home address country, region code, locality, building, floor, suite, landmark',
        in: ['address'],
        notIn: ['organisation', 'crypto'],
      },
      {
        language: 'en',
        weight: 0.65,
        words: 'pin',
        in: ['address'],
        notIn: ['organisation', 'card'],
        alone: true,
      },
      {
        language: 'en',
        weight: 0.6,
        words: 'country',
        in: ['somebody'],
        notIn: ['organisation'],
        alone: true,
      },
      {
        language: 'en',
        weight: 0.7,
        words:
          'home city, home town, hometown, birth city, city of residence, country of residence, residence country, subscriber city, subscriber state, subscriber country, billing city, billing state, billing country, billing country code, billing country area, billing city area, shipping city, shipping state, shipping country, customer city, customer country, customer state, delivery city, delivery country, user city, home country, employer city, employer state, employer country, county of residence',
      },
      {
        language: 'de',
        weight: 0.85,
        words:
          'strasse, hausnummer, hausnr, postleitzahl, plz, postfach, wohnadresse, lieferadresse, rechnungsadresse, anschrift, wohnort, strasse nr, postanschrift, wohnanschrift, privatadresse, privatanschrift, privadr',
        notIn: ['organisation'],
      },
      {
        language: 'de',
        weight: 0.7,
        words: 'ort, stadt, land, bundesland, landkreis, ortsteil',
        in: ['address'],
        notIn: ['organisation'],
      },
      { language: 'de', weight: 0.75, words: 'adresse', alone: true, notIn: ['organisation', 'crypto'] },
      {
        language: 'fr',
        weight: 0.85,
        words:
          'adresse postale, code postal, rue, numero rue, adresse livraison, adresse facturation, boite postale, adresse domicile, complement adresse, lieu residence, domicile',
        notIn: ['organisation'],
      },
      {
        language: 'fr',
        weight: 0.7,
        words: 'ville, pays, commune, departement, region, cp',
        in: ['address'],
        notIn: ['organisation'],
      },
      {
        language: 'es',
        weight: 0.85,
        words:
          'direccion postal, codigo postal, calle, domicilio, numero exterior, numero interior, colonia, direccion envio, direccion facturacion, direccion domicilio, piso puerta',
        notIn: ['organisation'],
      },
      { language: 'es', weight: 0.75, words: 'direccion', alone: true, notIn: ['organisation', 'crypto'] },
      {
        language: 'es',
        weight: 0.7,
        words: 'ciudad, pais, provincia, municipio, localidad, estado',
        in: ['address'],
        notIn: ['organisation'],
      },
      {
        language: 'pt',
        weight: 0.85,
        words:
          'endereco, cep, logradouro, rua, bairro, numero casa, codigo postal, morada, complemento endereco, endereco entrega',
        notIn: ['organisation', 'crypto'],
      },
      {
        language: 'pt',
        weight: 0.7,
        words: 'cidade, uf, estado, municipio, pais, complemento',
        in: ['address'],
        notIn: ['organisation'],
      },
      {
        language: 'it',
        weight: 0.85,
        words:
          'indirizzo, via, cap, numero civico, civico, codice postale, residenza, indirizzo residenza, indirizzo spedizione',
        in: ['person', 'address'],
        notIn: ['organisation', 'crypto'],
      },
      {
        language: 'it',
        weight: 0.7,
        words: 'citta, comune, provincia, nazione, paese, localita',
        in: ['address'],
        notIn: ['organisation'],
      },
      {
        language: 'nl',
        weight: 0.85,
        words:
          'straat, straatnaam, huisnummer, postcode, postbus, woonplaats, adres, afleveradres, factuuradres, woonadres, huisnummer toevoeging',
        notIn: ['organisation', 'crypto'],
      },
      {
        language: 'nl',
        weight: 0.7,
        words: 'plaats, stad, land, gemeente, provincie',
        in: ['address'],
        notIn: ['organisation'],
      },
    ],
  },
  {
    kind: 'birth-date',
    class: 'pii',
    values: ['text', 'number', 'date', 'moment', 'object', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'birth date, date of birth, birthdate, birthday, dob, birth day, birth year, year of birth, birth time, birthtime, birth month, date birth, birth certificate, birth certificate scan',
      },
      // Animals and machines are born as well.
      { language: 'en', weight: 0.9, words: 'born on, born at', notIn: ['thing'] },
      { language: 'en', weight: 0.7, words: 'age', alone: true, in: ['somebody'], notIn: ['thing'] },
      { language: 'de', weight: 0.95, words: 'geburtsdatum, geburtstag, geburtsjahr, geb datum, geboren am' },
      {
        language: 'fr',
        weight: 0.95,
        words: 'date naissance, date de naissance, ddn, naissance, annee naissance, ne le',
      },
      {
        language: 'es',
        weight: 0.95,
        words: 'fecha nacimiento, fecha de nacimiento, nacimiento, fec nac, fecha nac',
      },
      {
        language: 'pt',
        weight: 0.95,
        words: 'data nascimento, data de nascimento, nascimento, dt nascimento, dt nasc, data nasc',
      },
      { language: 'it', weight: 0.95, words: 'data nascita, data di nascita, anno nascita, nascita' },
      { language: 'nl', weight: 0.95, words: 'geboortedatum, geboortejaar, geboortedag, geb datum' },
    ],
  },
  {
    kind: 'birth-place',
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'birth place, place of birth, birthplace, country of birth, birth country, country of origin, geburtsort, lieu naissance, lieu de naissance, lugar nacimiento, local nascimento, naturalidade, luogo nascita, comune nascita, geboorteplaats',
      },
    ],
  },
  {
    kind: 'gender',
    class: 'pii',
    values: ['text', 'number', 'enum', 'object', 'identifier', 'unknown', 'reference'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'gender, sex, gender identity, gender code, geschlecht, sexe, genre personne, sexo, genero, sesso, geslacht, pronouns, pronoun, civilite, anrede',
      },
      { language: 'en', weight: 0.6, words: 'salutation', alone: true, in: ['somebody'] },
    ],
  },
  {
    kind: 'marital-status',
    class: 'pii',
    values: ['text', 'number', 'enum', 'object', 'unknown', 'boolean'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'marital status, civil status, marriage status, is married, familienstand, etat civil, situation familiale, situation familial, situation matrimoniale, estado civil, stato civile, burgerlijke staat',
      },
    ],
  },
  {
    kind: 'family',
    class: 'pii',
    values: ['text', 'number', 'enum', 'object', 'unknown'],
    terms: [
      {
        language: 'en',
        weight: 0.7,
        words:
          'subscriber relationship, emergency relationship, emergency contact relationship, relationship to patient, relationship to insured, next of kin relationship, kin relationship, guardian relationship, number of children, household size',
      },
    ],
  },
  {
    kind: 'nationality',
    class: 'pii',
    values: ['text', 'number', 'enum', 'object', 'unknown', 'identifier'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'nationality, citizenship, nationalities, citizen status, immigration status, staatsangehorigkeit, nationalitat, staatsburgerschaft, nationalite, nacionalidad, nacionalidade, nazionalita, cittadinanza, nationaliteit, visa number, visa status',
      },
    ],
  },
  {
    kind: 'employment',
    class: 'pii',
    terms: [
      {
        language: 'en',
        weight: 0.9,
        words: 'teacher reference number',
        values: ['text', 'number', 'unknown'],
      },
      {
        language: 'en',
        weight: 0.8,
        words: 'trn',
        values: ['text', 'number', 'unknown'],
        in: ['person'],
        notIn: ['thing'],
      },
      {
        language: 'any',
        weight: 0.8,
        words:
          'curriculum vitae, curriculo, resume text, cv text, cv file, resume file, lebenslauf, job history, work history',
        values: ['text', 'binary', 'json', 'unknown'],
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'resume, cv, qualification, qualifications',
        in: ['somebody'],
        notIn: ['thing', 'health'],
        alone: true,
        values: ['text', 'binary', 'json', 'unknown'],
      },
      {
        language: 'any',
        weight: 0.7,
        words:
          'occupation, job title, profession, employer, employer name, job position, beruf, berufsbezeichnung, arbeitgeber, employeur, profesion, ocupacion, profissao, ocupacao, professione, occupazione, datore lavoro, metier, beroep, werkgever, functietitel, cargo funcionario',
        notIn: ['thing'],
      },
    ],
  },
  {
    kind: 'photo',
    class: 'pii',
    values: ['text', 'binary', 'image', 'unknown'],
    terms: [
      {
        language: 'en',
        weight: 0.75,
        words: 'profile, picture, image',
        alone: true,
        in: ['person'],
        notIn: ['organisation'],
        values: ['image'],
      },
      {
        language: 'any',
        weight: 0.75,
        words:
          'avatar, profile picture, profile photo, profile image, photo, portrait, selfie, headshot, user photo, passport photo, id photo, avatar url, photo url, picture url, profile pic, avatar image, profilbild, photo profil, foto perfil, foto profilo, profielfoto, passbild, lichtbild, foto, avatar file name, avatar path, avatar key',
        in: ['person'],
        notIn: ['thing', 'organisation'],
      },
      {
        language: 'any',
        weight: 0.7,
        words:
          'avatar, avatar url, profile picture, profile photo, profile image, selfie, headshot, profile pic, profile picture url, profile image url, profilbild, profielfoto',
        notIn: ['thing', 'organisation'],
      },
      {
        language: 'en',
        weight: 0.7,
        words: 'picture, image, photo',
        alone: true,
        in: ['person'],
        values: ['binary'],
      },
      {
        language: 'en',
        weight: 0.65,
        words: 'picture, image',
        alone: true,
        in: ['somebody'],
        notIn: ['thing', 'organisation'],
      },
    ],
  },
  {
    kind: 'signature',
    class: 'pii',
    values: ['text', 'binary', 'image', 'unknown'],
    terms: [
      {
        language: 'en',
        weight: 0.75,
        words:
          'typed signature, signature image, handwritten signature, signature image as base, signature data, signature png, signature svg, signature url, customer signature, unterschrift, firma digital imagen, firma file, firma immagine, assinatura imagem, handtekening',
      },
      { language: 'en', weight: 0.65, words: 'signature', alone: true, in: ['somebody'] },
    ],
  },
  {
    kind: 'death',
    class: 'pii',
    values: ['text', 'date', 'moment', 'unknown', 'object'],
    terms: [
      {
        language: 'any',
        weight: 0.75,
        words:
          'deceased, is deceased, dead at, dead on, verstorben, decede, fallecido, falecido, deceduto, overleden',
        in: ['person'],
        notIn: ['thing'],
        alone: true,
        values: ['text', 'boolean', 'date', 'moment', 'number', 'unknown'],
      },
      {
        language: 'any',
        weight: 0.8,
        words:
          'death date, died at, died on, date of death, deceased date, deceased at, date deceased, deceased on, sterbedatum, todesdatum, date deces, fecha defuncion, fecha fallecimiento, data obito, data falecimento, data morte, data decesso, overlijdensdatum',
      },
    ],
  },
]
