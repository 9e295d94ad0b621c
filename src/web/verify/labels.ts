/** What the page says around the verifier's own words. */
import type { Language } from '../../verifier/words.js';

export interface Labels {
  readonly name: string;
  readonly title: string;
  readonly private: string;
  readonly proof: string;
  readonly proofHint: string;
  readonly trust: string;
  readonly trustHint: string;
  readonly choose: string;
  readonly chooseTrust: string;
  readonly paste: string;
  readonly checking: string;
  readonly save: string;
  readonly saveHint: string;
  readonly faults: string;
  readonly trustMissing: string;
  readonly toKnow: string;
  readonly certificates: string;
  readonly places: Readonly<Record<'event' | 'lot', string>>;
  readonly picture: string;
  readonly place: string;
  readonly deliveries: string;
  readonly share: string;
  readonly checks: string;
  readonly report: string;
  readonly saveReport: string;
  readonly languages: string;
}

export const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    name: 'English',
    title: 'Check a proof',
    private: 'With the internet off, if you like: nothing you choose here leaves this device.',
    proof: '1. The proof',
    proofHint: 'The .json file that came with the piece or the bar; several at once if you like.',
    trust: '2. Whom you trust',
    trustHint:
      'The policy file (policy.txt): which log, and which cosigners. Take it from somebody you trust, not from the same hand as the proof.',
    choose: 'Choose the proof',
    chooseTrust: 'Choose the policy',
    paste: 'or paste its text here',
    checking: 'Checking …',
    save: 'Save this page',
    saveHint: 'One file that checks proofs on any computer or phone, without us.',
    faults: 'What does not hold',
    trustMissing: 'Choose the policy file in step 2, and it will be checked against whom you trust.',
    toKnow: 'Worth knowing',
    certificates: 'Certificates',
    places: { event: 'record', lot: 'lot' },
    picture: 'Shares of its gold',
    place: 'Place and month',
    deliveries: 'Deliveries',
    share: 'Share',
    checks: 'Every check',
    report: 'Report for programs (JSON)',
    saveReport: 'Save the report',
    languages: 'Language',
  },
  es: {
    name: 'Español',
    title: 'Comprobar una prueba',
    private: 'Con internet apagado, si quiere: nada de lo que elija aquí sale de este aparato.',
    proof: '1. La prueba',
    proofHint: 'El archivo .json que vino con la joya o la barra; pueden ser varios a la vez.',
    trust: '2. En quién confía usted',
    trustHint:
      'La lista de confianza (policy.txt): en qué registro y en qué cofirmantes. Pídala a alguien en quien confíe, no a la misma mano que le dio la prueba.',
    choose: 'Elegir la prueba',
    chooseTrust: 'Elegir la lista',
    paste: 'o pegue aquí su texto',
    checking: 'Comprobando …',
    save: 'Guardar esta página',
    saveHint: 'Un solo archivo que comprueba pruebas en cualquier computador o celular, sin nosotros.',
    faults: 'Lo que no se sostiene',
    trustMissing: 'Elija la lista de confianza en el paso 2 y se comprobará con quien usted confía.',
    toKnow: 'Conviene saber',
    certificates: 'Certificados',
    places: { event: 'anotación', lot: 'lote' },
    picture: 'Partes de su oro',
    place: 'Lugar y mes',
    deliveries: 'Entregas',
    share: 'Parte',
    checks: 'Todo lo que se revisó',
    report: 'Informe para programas (JSON)',
    saveReport: 'Guardar el informe',
    languages: 'Idioma',
  },
  fr: {
    name: 'Français',
    title: 'Vérifier une preuve',
    private: 'Sans internet, si vous voulez : rien de ce que vous choisissez ici ne quitte cet appareil.',
    proof: '1. La preuve',
    proofHint: 'Le fichier .json venu avec le bijou ou la barre ; plusieurs à la fois si vous voulez.',
    trust: '2. À qui vous vous fiez',
    trustHint:
      'La liste de confiance (policy.txt) : à quel registre et à quels cosignataires. Demandez-la à quelqu’un de confiance, pas à la main qui a donné la preuve.',
    choose: 'Choisir la preuve',
    chooseTrust: 'Choisir la liste',
    paste: 'ou collez son texte ici',
    checking: 'Vérification …',
    save: 'Enregistrer cette page',
    saveHint: 'Un seul fichier qui vérifie des preuves sur tout ordinateur ou téléphone, sans nous.',
    faults: 'Ce qui ne tient pas',
    trustMissing: 'Choisissez la liste de confiance à l’étape 2 : la preuve sera comparée à ceux à qui vous vous fiez.',
    toKnow: 'À savoir',
    certificates: 'Certificats',
    places: { event: 'inscription', lot: 'lot' },
    picture: 'Parts de son or',
    place: 'Lieu et mois',
    deliveries: 'Livraisons',
    share: 'Part',
    checks: 'Tout ce qui a été vérifié',
    report: 'Rapport pour programmes (JSON)',
    saveReport: 'Enregistrer le rapport',
    languages: 'Langue',
  },
};
