import type { Kind } from '../term.ts'

const ANY_VALUE = [
  'text',
  'number',
  'boolean',
  'enum',
  'json',
  'object',
  'unknown',
  'binary',
  'date',
  'moment',
] as const

/** Health (HIPAA, GDPR article 9). Words of daily speech count only in a model that is about health. */
export const PHI: Kind[] = [
  {
    kind: 'diagnosis',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'en',
        weight: 0.9,
        words:
          'diagnosis, diagnoses, diagnosis code, icd code, icd10, icd9, icd10 code, icd11, disease, diseases, illness, comorbidities, chronic conditions, chronic condition, medical condition, medical conditions, health condition, health conditions, health problem, symptom, symptoms, prognosis, disability, disabilities, disability status, mental health, mental illness, pre existing conditions, cause of death, death cause, deceased reason, reason of death, diagnosis non coded, cause of death non coded, primary diagnosis, admitting diagnosis, discharge diagnosis, hiv, hiv status, chief complaint, onset date, diagnosed at, diagnosed on, date diagnosed, diagnosis date, diagnosed with, infection, clinical status, condition non coded, snomed code, tumor, cancer stage',
      },
      {
        language: 'en',
        weight: 0.75,
        words:
          'reason, condition, complaint, presenting problem, clinical notes, assessment, impression, findings, onset, severity, stage, additional detail, triggers, episode, last episode, trigger, name of condition',
        in: ['health'],
        alone: true,
      },
      {
        language: 'de',
        weight: 0.9,
        words:
          'diagnose, diagnosen, krankheit, krankheiten, vorerkrankung, vorerkrankungen, symptome, behinderung, todesursache, beschwerden, erkrankung, krankheitsbild, befund, schwerbehinderung',
      },
      {
        language: 'fr',
        weight: 0.9,
        words:
          'diagnostic medical, maladie, maladies, symptomes, handicap, cause deces, antecedents medicaux, pathologie, motif consultation',
      },
      { language: 'fr', weight: 0.75, words: 'diagnostic, motif', in: ['health'], alone: true },
      {
        language: 'es',
        weight: 0.9,
        words:
          'enfermedad, enfermedades, sintomas, discapacidad, causa muerte, antecedentes medicos, padecimiento, diagnostico medico, diagnostico, motivo consulta',
      },
      {
        language: 'pt',
        weight: 0.9,
        words:
          'doenca, doencas, doenca congenita, laudo medico, epiletico, deficiencia fisica, causa morte, causa obito, antecedentes clinicos, cid diagnostico, queixa principal',
      },
      {
        language: 'it',
        weight: 0.9,
        words:
          'diagnosi, malattia, malattie, sintomi, disabilita, causa morte, patologia, patologie, anamnesi',
      },
      {
        language: 'nl',
        weight: 0.9,
        words:
          'ziekte, ziektes, aandoening, symptomen, doodsoorzaak, klachten patient, handicap status, ziektebeeld',
      },
    ],
  },
  {
    kind: 'medication',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'en',
        weight: 0.7,
        words: 'frequency',
        in: ['health'],
        alone: true,
        values: ['text', 'unknown'],
      },
      {
        language: 'en',
        weight: 0.9,
        words:
          'medication, medications, medication name, current medications, prescription, prescriptions, prescribed drug, drug name, dosage, dosing instructions, long term medication, medication details, medication list, drug non coded, rxnorm, rxnorm drugcode, rx norm, ndc code, prescription details, prescription number, medication instructions, patient took medicines, medicines taken, drug code, drug info, drug allergies, sig instructions',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'drug, dose, strength, sig, indication, rx, drug info erx, medicine, medicine name',
        in: ['health'],
        alone: true,
      },
      {
        language: 'any',
        weight: 0.9,
        words:
          'medikament, medikamente, medikation, dosierung, wirkstoff, rezeptnummer, medicament, medicaments, posologie, ordonnance, traitement medical, medicamento, medicamentos, medicacion, posologia, receta medica, medicacao, dosagem, receita medica, farmaco, farmaci, terapia farmacologica, dosaggio, medicatie, medicijn, medicijnen, dosering',
      },
    ],
  },
  {
    kind: 'allergy',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'allergy, allergies, allergen, allergens, allergy status, food allergies, allergic reactions, coded allergen, non coded allergen, intolerances, allergie, allergien, unvertraglichkeit, unvertraglichkeiten, alergia, alergias, allergia, allergieen, dietary restrictions, intolerances alimentaires',
        notIn: ['thing'],
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'reaction, reactions, manifestation',
        in: ['health'],
        alone: true,
      },
    ],
  },
  {
    kind: 'medical-history',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'en',
        weight: 0.9,
        words:
          'medical history, family medical history, family history, health history, surgical history, past medical history, medical notes, medical record, medical records, health record, clinical note, clinical notes, doctor notes, health notes, medical information, medical info, health data, health status, nurse notes, progress notes, anamnesis, social history, additional history, risk factors, health information, medical details, health info, medical needs, first aid notes, surgeries, surgery, operations history, smoking status, smoker, is smoker, alcohol use, alcohol consumption, tobacco use, drug use, substance use, recreational drugs, pregnant, is pregnant, pregnancy status, pregnancy, menstrual cycle, last menstrual period, heart attack, prior heart attack, prior stroke, heart failure, kidney disease, chronic kidney disease, smokeless tobacco, sleep patterns, exercise patterns, hazardous activities',
      },
      {
        language: 'en',
        weight: 0.8,
        words:
          'tobacco, alcohol, coffee, caffeine, smoking, counseling, exams, last exam, exam results, physical exam, last physical exam, seatbelt use, mammogram, last mammogram, colonoscopy, ecg, echo, psa, ldl, hemoglobin, history mother, history father, history siblings, history offspring, history spouse, mental illness, suicide, cancer, diabetes, stroke, epilepsy, tuberculosis, high blood pressure, heart problems, hypertension, asthma, diabetic, epileptic, asthmatic, hypertensive, hemophiliac, haemophiliac, insulin, fracture, trauma, dc mother, dc father, dc siblings, dc offspring, dc spouse, breast exam, rectal exam, prostate exam, retinal, fluvax, pneuvax, cataract surgery, tonsillectomy, heart surgery, hysterectomy, hernia repair, hip replacement, knee replacement, appendectomy, cholecystectomy, cesarean, transplant',
        in: ['health'],
      },
      {
        language: 'en',
        weight: 0.75,
        words:
          'note, notes, comment, comments, description, remarks, action taken, follow up, response, details, observations, summary, instructions, medical comment',
        in: ['health'],
        alone: true,
        notIn: ['thing'],
      },
      {
        language: 'de',
        weight: 0.9,
        words:
          'diabetiker, epileptiker, asthmatiker, bluter, bluthochdruck, schlaganfall, herzinfarkt, krankengeschichte, krankenakte, patientenakte, anamnese, gesundheitszustand, raucher, schwangerschaft, schwanger',
      },
      {
        language: 'fr',
        weight: 0.9,
        words:
          'diabetique, epileptique, asthmatique, hypertendu, hemophile, infarctus, insuline, dossier medical, antecedents, etat sante, fumeur, grossesse, etat de sante',
      },
      {
        language: 'es',
        weight: 0.9,
        words:
          'diabetico, epileptico, asmatico, hipertenso, hemofilico, insulina, historia clinica, historial medico, antecedentes familiares, estado salud, embarazo, fumador, historial clinico',
      },
      {
        language: 'pt',
        weight: 0.9,
        words:
          'historico medico, prontuario, acompanhamento medico, acomp medico, acomp medico psicologico, restricao atividade fisica, fratura trauma, fratura, estado saude, gravidez, fumante, gestante',
      },
      {
        language: 'it',
        weight: 0.9,
        words:
          'diabetico, epilettico, asmatico, iperteso, emofilico, cartella clinica, storia clinica, stato salute, gravidanza, fumatore',
      },
      {
        language: 'nl',
        weight: 0.9,
        words:
          'medische geschiedenis, medisch dossier, gezondheidstoestand, zwangerschap, roker, patientendossier',
      },
    ],
  },
  {
    kind: 'vital-signs',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'en',
        weight: 0.85,
        words:
          'blood type, blood group, blood pressure, heart rate, bmi, body mass index, body temperature, pulse rate, respiratory rate, oxygen saturation, spo, blood sugar, blood glucose, glucose level, cholesterol, systolic, diastolic, body weight, body height, body fat, heart rate variability, resting heart rate, waist circumference, head circumference, waist circ, head circ, bmi status, hba1c, peak flow, rhesus factor, calories burned, sleep duration, steps per day',
      },
      {
        language: 'en',
        weight: 0.75,
        words: 'bps, bpd, weight, height, temperature, pulse, respiration, glucose',
        in: ['health'],
        alone: true,
      },
      {
        language: 'en',
        weight: 0.6,
        words: 'height cm, weight kg, weight lbs',
        notIn: ['thing', 'organisation', 'payment'],
        in: ['person', 'health'],
      },
      {
        language: 'any',
        weight: 0.9,
        words:
          'blutgruppe, blutdruck, herzfrequenz, korpergewicht, korpergrosse, groupe sanguin, tension arterielle, frequence cardiaque, grupo sanguineo, tipo sangre, tipo sanguineo, presion arterial, frecuencia cardiaca, pressao arterial, frequencia cardiaca, gruppo sanguigno, pressione arteriosa, frequenza cardiaca, bloedgroep, bloeddruk, hartslag, fator rh, factor rh, facteur rh, fattore rh, rhesusfaktor',
      },
      {
        language: 'any',
        weight: 0.75,
        words: 'altura, peso, taille, poids, estatura, altezza, lengte, gewicht, korpergrosse',
        in: ['health'],
        alone: true,
      },
    ],
  },
  {
    kind: 'observation',
    class: 'phi',
    values: [...ANY_VALUE],
    terms: [
      {
        language: 'en',
        weight: 0.85,
        words:
          'lab result, lab results, test result medical, laboratory result, laboratory results, pathology report, radiology report, lab value, genetic test, genetic tests, dna test, loinc, loinc code, x ray, xray image, mri, mri image, ct scan, biopsy, specimen, hl7 message, vaccination status, vaccine, vaccines, vaccination, vaccinations, vaccination date, immunization, immunizations, immunization status, covid vaccinated, vaccinated, impfstatus, impfung, impfungen, vaccin, vacunacion, vacuna, vacinacao, vacina, vaccinazione, vaccino, vaccinatie, laborwert, laborwerte, laborbefund, resultat analyse, resultado laboratorio, cvx code, cvx, refusal reason',
      },
      {
        language: 'en',
        weight: 0.7,
        words:
          'value numeric, value text, value string, value quantity, result, results, result value, interpretation, reading, value, measurement',
        in: ['health'],
        alone: true,
      },
    ],
  },
  {
    kind: 'treatment',
    class: 'phi',
    values: ['text', 'enum', 'json', 'object', 'unknown', 'binary'],
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'treatment, treatments, treatment plan, therapy, therapies, care plan, medical procedure, procedure code, cpt code, hcpcs, hcpcs code, treatment details, episode treatment, last episode treatment, discharge summary, order reason non coded, behandlung, behandlungsplan, therapie, traitement, tratamiento, tratamento, trattamento, cura medica, behandeling, behandelplan, surgery notes, rehabilitation plan, medical treatment',
        notIn: ['thing'],
      },
    ],
  },
  {
    kind: 'health-insurance',
    values: ['text', 'enum', 'number', 'binary', 'json', 'unknown'],
    class: 'phi',
    terms: [
      {
        language: 'any',
        weight: 0.85,
        words:
          'insurance number, health insurance, health insurance number, insurance id, insurance member id, insurance policy number, policy number, medicare number, medicaid number, medicaid id, medicare id, health plan, health plan number, health plan id, insurance provider, insurance company name, insurance group number, insurance card, insurance plan, krankenversicherung, krankenkasse, versichertennummer, krankenversicherungsnummer, versicherungsnummer, mutuelle, numero assurance, assurance maladie, seguro medico, numero seguro, numero poliza, plano saude, convenio medico, carteirinha, cartao sus, numero sus, cns, assicurazione sanitaria, numero polizza, zorgverzekering, zorgverzekeraar, polisnummer, verzekeringsnummer',
        notIn: ['thing'],
      },
      {
        language: 'pt',
        weight: 0.7,
        words: 'sus',
        in: ['person'],
        alone: true,
      },
      {
        language: 'en',
        weight: 0.75,
        words:
          'plan name, group number, member number, member id number, subscriber id, subscriber number, claim number',
        in: ['insurance', 'health'],
      },
    ],
  },
  {
    kind: 'medical-record-number',
    class: 'phi',
    values: ['text', 'number', 'identifier', 'object', 'unknown'],
    terms: [
      {
        language: 'any',
        weight: 0.9,
        words:
          'mrn, medical record number, patient number, patient no, health id, patient identifier, hospital number, health card number, ehr id, chart number, pubpid, ohip number, medical record no, patientennummer, patienten nummer, numero patient, numero dossier medical, numero historia clinica, numero prontuario, numero paciente, patientnummer',
      },
    ],
  },
]
