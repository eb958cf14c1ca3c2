import type { Kind } from '../term.ts'

/** Numbers that states, networks and devices give to one person. */
export const IDENTIFIERS: Kind[] = [
  {
    kind: 'national-id',
    class: 'pii',
    values: ['text', 'number', 'binary', 'object', 'unknown', 'identifier'],
    terms: [
      {
        language: 'any',
        weight: 0.95,
        words:
          'ssn, social security number, social security no, social security, ss number, national id, national identity number, national identifier, national insurance number, nino, nhs number, identity number, id card number, identity card, identity card number, citizen id, personal identification number, personal id number, aadhaar, aadhar, aadhaar number, sin number, social insurance number, government id, government id number, id number, resident id, resident registration number, ssn last4, ssn last, national number, personal number, personnummer, cpr number, pesel, bsn',
      },
      { language: 'en', weight: 0.9, words: 'identification number', notIn: ['thing'] },
      { language: 'en', weight: 0.85, words: 'ss', alone: true, in: ['person'] },
      {
        language: 'en',
        weight: 0.85,
        words: 'subscriber ss, patient ss, sin',
        in: ['health', 'person'],
        alone: true,
      },
      { language: 'en', weight: 0.85, words: 'subscriber ss, patient ss, guarantor ss, insured ss' },
      {
        language: 'de',
        weight: 0.95,
        words:
          'sozialversicherungsnummer, personalausweis, personalausweisnummer, ausweisnummer, rentenversicherungsnummer, sv nummer, ahv nummer, svnr',
      },
      {
        language: 'fr',
        weight: 0.95,
        words:
          'numero securite sociale, securite sociale, nir, numero insee, carte identite, numero carte identite, cni, piece identite, numero piece identite',
      },
      { language: 'fr', weight: 0.75, words: 'cin', in: ['person'], alone: true },
      {
        language: 'es',
        weight: 0.95,
        words:
          'dni, nie, curp, cedula, cedula identidad, numero documento, documento identidad, numero identificacion, numero seguridad social, nss, rut, numero dni, tipo numero documento',
      },
      {
        language: 'pt',
        weight: 0.95,
        words:
          'cpf, rg, numero cpf, numero rg, cartao cidadao, bilhete identidade, nis, pis pasep, titulo eleitor, numero titulo eleitor, num tit eleitor, carteira trabalho, numero carteira trabalho, num cart trabalho, ctps, certidao nascimento, numero documento',
      },
      {
        language: 'it',
        weight: 0.95,
        words:
          'codice fiscale, carta identita, numero documento, cod fiscale, codicefiscale, tessera sanitaria',
      },
      {
        language: 'nl',
        weight: 0.95,
        words:
          'burgerservicenummer, bsn nummer, rijksregisternummer, identiteitskaart, identiteitskaartnummer, sofinummer',
      },
    ],
  },
  {
    kind: 'passport',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'passport, passport number, passport no, passport id, travel document number, reisepass, reisepassnummer, passnummer, passeport, numero passeport, pasaporte, numero pasaporte, passaporte, numero passaporte, passaporto, numero passaporto, paspoort, paspoortnummer',
      },
    ],
  },
  {
    kind: 'drivers-license',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'drivers license, driver license, driving license, drivers licence, driver licence, driving licence, driver license number, drivers license number, license number driver, driving license number, dl number, state license number, professional license number, medical license number, driver license id, fuhrerschein, fuhrerscheinnummer, permis conduire, permis de conduire, licencia conducir, carnet conducir, carta conducao, cnh, patente guida, rijbewijs, rijbewijsnummer',
      },
      { language: 'en', weight: 0.7, words: 'license number', in: ['person'], notIn: ['thing'] },
    ],
  },
  {
    kind: 'tax-id',
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'tax number, taxpayer id, taxpayer number, tax identification number, tin, itin, vat number, vat no, federal tax id, federaltaxid, ein, ein number, pan number, tax file number, tfn, steuernummer, steuer id, steueridentifikationsnummer, ust id, ustid, numero fiscal, numero tva, nif, cif nif, rfc, numero contribuinte, cnpj, partita iva, piva, btw nummer, utr number',
        notIn: ['organisation'],
      },
      // As a number it points to a rate of tax.
      {
        language: 'en',
        weight: 0.85,
        words: 'tax id, vat id',
        notIn: ['organisation'],
        values: ['text', 'binary', 'json', 'unknown'],
      },
    ],
  },
  {
    kind: 'vehicle',
    class: 'pii',
    terms: [
      {
        language: 'any',
        weight: 0.75,
        words:
          'license plate, licence plate, plate number, vehicle registration, vehicle registration number, number plate, registration plate, vin number, kennzeichen, nummernschild, plaque immatriculation, immatriculation, matricula vehiculo, placa veiculo, targa, kenteken',
      },
    ],
  },
  {
    kind: 'ip-address',
    class: 'pii',
    // MySQL keeps addresses as numbers (`INET_ATON`).
    values: ['text', 'number', 'binary', 'json', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'ip address, ipaddress, ip addresses, client ip, remote ip, user ip, login ip, last ip, sign in ip, current sign in ip, last sign in ip, signup ip, sign up ip, registration ip, source ip, last login ip, current login ip, remote addr, remote address, ip addr, customer ip, customer ip address, visitor ip, sender ip, request ip, ip v4, created ip, created by ip, ip adresse, adresse ip, direccion ip, endereco ip, ip externo, ip interno, ip acesso, ip logado, ip usuario, ip connexion, ip utilisateur, indirizzo ip, ip adres, author ip, poster ip, host ip, last used ip, terms ip, terms of service ip, tos ip, consent ip, acceptance ip, accepted ip',
        notIn: ['organisation'],
      },
      { language: 'any', weight: 0.75, words: 'ip', alone: true },
    ],
  },
  {
    kind: 'device-id',
    class: 'pii',
    values: ['text', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.7,
        words:
          'device id, device uid, device identifier, mac address, mac addr, imei, imei number, imsi, advertising id, idfa, gaid, android id, udid, user agent, browser fingerprint, device fingerprint, fingerprint hash browser, cookie id, push token device, serial number device, iccid, vendor identifier, useragent',
      },
    ],
  },
  {
    kind: 'biometric',
    class: 'pii',
    values: ['text', 'binary', 'json', 'object', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'biometric, biometrics, biometric data, fingerprint template, face template, face encoding, face embedding, face id, facial recognition, face image, iris scan, iris template, retina scan, voice print, voiceprint, palm print, dna, dna sequence, genome, genetic data, fingerabdruck, gesichtsbild, empreinte digitale, huella digital, huella dactilar, impressao digital, impronta digitale, vingerafdruk',
      },
      { language: 'en', weight: 0.8, words: 'fingerprint', alone: true, in: ['person', 'health'] },
    ],
  },
  {
    kind: 'patient-identifier',
    class: 'phi',
    terms: [{ language: 'en', weight: 0.75, words: 'identifier', alone: true, in: ['health'] }],
  },
]
