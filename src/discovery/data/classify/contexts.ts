import type { Context } from './term.ts'

/** Words of a model's name that tell what it is about; `=` in front = only as the whole name. A model may be about several. */
export const CONTEXTS: Record<Context, string> = {
  person: `
    user, users, person, people, customer, customers, client, clients, contact, contacts, member, employee, staff, author, owner, =profile, =profiles, user profile, member profile, customer profile, =account, =accounts, user account, customer account, subscriber,
    participant, attendee, guest, visitor, recipient, sender, owner, lead, prospect, applicant, candidate, worker, driver, rider,
    passenger, traveler, traveller, tenant user, resident, citizen, voter, donor, volunteer, player, admin, administrator, buyer, seller,
    patient, doctor, physician, nurse, practitioner, =provider, healthcare provider, therapist, teacher, instructor, tutor, student, pupil, parent,
    guardian, child, family, spouse, beneficiary, payer, payee, holder, cardholder, signer, signatory, witness, insured, policyholder,
    borrower, debtor, individual, human, follower, friend, invitee, inviter, invitation, registrant, registration, signup, login, identity, persona,
    reviewer, moderator, manager, supervisor, operator, representative, correspondent, household, billing, shipping, delivery, recipient,
    freelancer, shopper, consumer, respondent, enrollee, alumni, athlete, crew, judge, lawyer, attorney, inmate, refugee, claimant,
    requester, requestor, occupant, benutzer, nutzer, kunde, kunden, kontakt, mitarbeiter, angestellter, mitglied, person, personen, ansprechpartner, teilnehmer,
    bewerber, empfanger, absender, schuler, lehrer, arzt, versicherter, mieter, besucher, gast,
    utilisateur, personne, employe, salarie, adherent, adherents, membre, abonne, destinataire, expediteur, candidat, eleve, etudiant, medecin, locataire, visiteur,
    usuario, persona, cliente, empleado, contacto, miembro, destinatario, remitente, alumno, estudiante, medico, inquilino, visitante, trabajador, proveedor persona, socio,
    usuario, pessoa, funcionario, contato, membro, colaborador, aluno, paciente, inquilino, hospede,
    utente, persona, anagrafiche, referente, referenti, dipendente, contatto, membro, destinatario, mittente, studente, ospite, anagrafica,
    gebruiker, persoon, klant, medewerker, contactpersoon, lid, ontvanger, afzender, leerling, werknemer, bezoeker, huurder`,
  somebody: ``,
  child: `
    child, children, kid, kids, minor, minors, infant, baby, newborn, toddler, juvenile, youth, pupil, pupils, preschooler, schoolchild,
    kind, kinder, saugling, schulkind, enfant, enfants, nourrisson, mineur, hijo, nino, ninos, menor, crianca, criancas, filho,
    bambino, bambini, minore, figlio, kinderen, kindje, baby, minderjarige`,
  health: `
    patient, patients, encounter, vital, vitals, prescription, prescriptions, immunization, immunizations, vaccination, vaccine, allergy, allergies,
    allergic, intolerance, diagnosis, diagnoses, diagnostic, medical, medication, medicine, drug, =obs, =observation, =observations, lab, laboratory, pathology, radiology,
    treatment, therapy, clinical, =health, healthcare, hospital admission, admission, surgery, surgical, procedure result, symptom, disease, illness, =condition,
    =conditions, encounters, injury, first aid, dosage, triage, consultation, ehr, emr, icd, fhir, phi, anamnesis, specimen, biopsy, oncology, dental, nursing, care plan, pregnancy,
    patienten, diagnose, behandlung, medikament, rezept, krankheit, impfung, befund, gesundheit, allergie,
    ordonnance, traitement, maladie, sante, vaccin, consultation, sante, paciente, pacientes, receta, tratamiento, enfermedad, salud, vacuna, diagnostico,
    receita medica, tratamento, doenca, saude, vacina, ficha medica, historico saude, altura peso, paziente, pazienti, ricetta, trattamento, malattia, salute, vaccino, diagnosi, cartella clinica,
    patient, behandeling, recept, ziekte, gezondheid, vaccinatie, history data`,
  insurance: `insurance, insurances, insured, policy, coverage, insurance policy, versicherung, assurance, seguro, assicurazione, verzekering, health insurance`,
  education: `
    student, students, pupil, pupils, enrolment, enrollment, markbook, gradebook, grade, grades, mark, marks, school, classroom, class roster, report card, transcript, attendance, homework, exam result, assessment result, iep,
    schuler, zeugnis, noten, klasse schuler, eleve, bulletin scolaire, alumno, calificacion, boletin, aluno, boletim, studente, pagella, leerling, rapport leerling, nota aluno, notas aluno, nota alumno, notas alumno, parecer aluno, componente curricular, historico escolar, matricula escolar, alumnos, alunos, schulnote, schulnoten, studenti, pagelle`,
  'maybe-card': `card, cards, karte, carte, kaart`,
  card: `
    credit card, credit cards, debit card, payment card, bank card, creditcard, stripe card, kreditkarte, carte bancaire, tarjeta, cartao, carta di credito, creditcard`,
  bank: `
    bank, bank account, bank accounts, bank detail, bank details, iban, sepa, payout, mandate, direct debit, wire, ach, routing, bankverbindung, konto, compte bancaire, cuenta bancaria, conta bancaria, conto corrente, bankrekening, beneficiary account`,
  payroll: `salary, salaries, payroll, payslip, wage, wages, compensation, gehalt, gehalter, lohn, paie, salaire, nomina, salario, stipendio, salaris`,
  payment: `order, orders, invoice, invoices, booking, bookings, reservation, reservations, cart, carts, quote, shipment, shipments, subscription, subscriptions, transaction, transactions, payment, payments, payment method, payment methods, payment source, payment sources, transaction item, checkout, charge, wallet payment, stored payment, zahlung, paiement, pago, pagamento, betaling`,
  auth: `
    user, users, account, accounts, session, sessions, token, tokens, credential, credentials, auth, authentication, login, oauth, password, passwords,
    reset, invitation, invite, invitations, verification, confirmation, api, integration, integrations, webhook, recipient, recipients, member, secret, secrets, refresh, access, jwt, device,
    guest, magic, otp, totp, backup code, backup codes, recovery code, recovery codes, mfa, identity, sso, saml, oidc, connection, config, settings, channel, channels, bot, app token, smtp, ldap, mailbox, addressbook subscription, client app, personal, portal, sensor, sensors`,
  mail: `mailing, mailings, email, emails, mail, mails, newsletter, newsletters, courriel, correo, correos`,
  address: `
    address, addresses, adresse, adressen, anschrift, direccion, direcciones, domicilio, endereco, enderecos, indirizzo, indirizzi, adres, adressen, postal, mailing, shipping address, billing address, location address`,
  phone: `phone, phones, phone number, phone numbers, telephone, telephones, telefon, telefono`,
  organisation: `
    facility, facilities, company, companies, organisation, organisations, organization, organizations, firm, employer, agency, store, stores, shop, shops, warehouse, warehouses, branch, office,
    location, locations, venue, hotel, restaurant, hospital, clinic, pharmacy, pharmacies, school, schools, university, department, building, room, space, site,
    supplier, suppliers, vendor, vendors, manufacturer, brand, bank branch, insurance company, insurance companies, stock location, stock locations, institution, institutions, institute, institutes, merchant,
    region, zone, zones, country, countries, state, states, city, cities, district, province, timezone, airport, station, landmark, poi, place, stadium, event venue,
    firma, firmen, unternehmen, institut, behorde, schule, hochschule, universitat, fakultat, krankenhaus, praxis, filiale, lager, standort, lieferant, entreprise, societe, magasin, entrepot, fournisseur, succursale, etablissement, ecole, mairie, hopital, empresa, tienda, almacen, sucursal,
    proveedor, escuela, colegio, hospitales, instituto, loja, escola, escolas, instituicao, instituicoes, faculdade, prefeitura, armazem, fornecedor, filial, azienda, negozio, magazzino, fornitore, sede, sedi, scuola, istituto, ospedale, bedrijf, winkel, magazijn, leverancier, vestiging`,
  thing: `
    oauth client, oauth clients, api client, http client, app client, client app, client application, web client, data provider, identity provider, asset profile, service account, machine user, machine users, bank statement, bank statements, =configuration, gift card, gift cards, score card, id card type, sim card, business card, flash card, flashcard, report card type,
    product, products, item, items, category, categories, tag, tags, label, plan, plans, role, roles, permission, permissions, group, groups, team, teams, project, projects, file, files,
    document, documents, template, templates, page, pages, post, posts, article, articles, story, stories, course, courses, event, events, game, pet, pets, animal, vehicle, car, device, devices, app, apps, application,
    setting, settings, option, options, currency, language, languages, feature, module, package, job, task, tasks, queue, webhook, webhooks, channel, channels, workspace, namespace, domain, domains, key, status,
    type, types, translation, translations, kind, menu, theme, artist, album, song, movie, book, books, ingredient, recipe, food, brand, sku, variant, inventory, stock, discount, coupon, promotion, tax, rate, gateway, method, methods, unit,
    attribute, property, metric, log, audit, message, messages, notification, notifications, genre, topic, forum, board, column, folder, attachment, asset, blob, image, video, audio,
    produkt, artikel, kategorie, rolle, gruppe, datei, produit, categorie, groupe, fichier, producto, categoria, grupo, archivo, produto, arquivo, prodotto, gruppo, bestand`,
  animal: `
    animal, animals, pet, pets, dog, dogs, cat, cats, horse, horses, livestock, cattle, puppy, litter, tier, tiere, haustier, haustiere, hund, pferd,
    animaux, chien, cheval, mascota, mascotas, animales, ganado, perro, animais, cachorro, animali, animale, cane, cavallo, dier, dieren, huisdier, huisdieren, zwierze, zwierzeta`,
  crypto: `
    contract, wallet, blockchain, token contract, nft, ethereum, eth, bitcoin, btc, chain, block, memory, register, pointer, program, instruction, opcode, cpu, peer, node, validator, utxo`,
}
