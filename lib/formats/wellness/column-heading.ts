import { type WellnessKey, wellnessFields } from './wellness-fields.ts';

/**
 * The name of a column, normalized for comparison: lower case, without accents and extra spaces. The unit in brackets is
 * separate: "Gewicht (kg)" has the name "gewicht" and the unit "kg".
 */
export interface ColumnHeading {
  /** The name with its unit. */
  fullName: string;
  name: string;
  unit: string | undefined;
}

/** Longer than any program's names. The patterns take long for many words. */
const MAX_HEADING_LENGTH = 200;

export function parseColumnHeading(header: string): ColumnHeading {
  const fullName = header
    .slice(0, MAX_HEADING_LENGTH)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  // "Deep (SWS) duration (min)" and "Temperature [°C]", and "Recovery score %".
  const match = /^(.*?)\s*(?:[([]([^()[\]]+)[)\]]|(%))$/.exec(fullName);
  return { fullName, name: match?.[1] || fullName, unit: match?.[2] ?? match?.[3] };
}

/** The same for tables with the same columns in the same order, so that a saved mapping applies to the next export. */
export function getHeaderFingerprint(header: readonly string[]): string {
  return header.map(name => parseColumnHeading(name).fullName).join('|');
}

/**
 * The field of a column, by its name in English, German, French, Spanish, Italian, Dutch, Portuguese or a related language.
 * Undefined when in doubt: the athlete can map the column, but would not notice a wrong guess.
 */
export function guessFieldKey({ fullName, name }: ColumnHeading): WellnessKey | undefined {
  const exactMatch = wellnessFields.find(({ key }) => key.toLowerCase() === fullName);
  if (exactMatch) return exactMatch.key;
  if (NOT_A_VALUE.test(fullName)) return undefined;
  if (fullName.includes('sdnn')) return 'hrvSDNN';
  return FIELD_WORDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether the name of a column means the date. */
export const isDayHeading = ({ name }: ColumnHeading): boolean => DAY_WORDS.test(name);

/** Whether the name of a column means the time of day. */
export const isTimeHeading = ({ name }: ColumnHeading): boolean => TIME_WORDS.test(name);

/** Whether the name of a column means the end of a night. A night counts for the day on which it ends. */
export const isWakeTimeHeading = ({ name }: ColumnHeading): boolean => WAKE_WORDS.test(name);

const DAY_WORDS =
  /^(date|day|datum|tag|dato|fecha|dia|data|giorno|jour|dag|timestamp|time|zeit|when|datetime|date ?time|datum\/uhrzeit|id)\b/;

const TIME_WORDS = /^(time|uhrzeit|zeit|hora|heure|ora|tijd|tid)$/;

const WAKE_WORDS =
  /\b(wak(e|ing)|woke|end|to|aufwach\w*|ende|bis|(r?eveil|reveil)|fin|despert\w*|fine|risveglio|einde|tot|acordar|fim)\b/;

/** Goals, changes, states, disturbance indexes, weekly averages, sleep stages, start and end times. */
const NOT_A_VALUE =
  /\b(goal|target|ziel|objetivo|objectif|obiettivo|doel|meta|need(ed)?|bedarf|besoin|debt|defizit|change|delta|trend|baseline|status|stato|statut|estado|disturbances?|7 ?d(ay)?|week(ly)?|(?<!vo2 )max(imum)?|min(imum)? h|deviation|burn(ed|t)?|active|goals|start|end|onset|wake|awake|latency|nap|deep|light|rem|beginn|ende|einschlaf|tief|leicht|debut|fin|profond|leger|inicio|profundo|ligero|inizio|fine|profondo|leggero|begin|einde|diep|licht)\b|anderung|cambio|tiefschlaf|leichtschlaf/;

const FIELD_WORDS: readonly (readonly [RegExp, WellnessKey])[] = [
  [
    /(sleep|schlaf|sueno|sommeil|sonno|slaap|sono).*(score|index|wert|punktzahl|puntuacion|punteggio|pontuacao)|score.*(sommeil|sueno|sonno)/,
    'sleepScore',
  ],
  [
    /(sleep|schlaf|sueno|sommeil|sonno|slaap|sono).*(quality|qualitat|calidad|qualite|qualita|kwaliteit|qualidade)|qualite du sommeil|(calidad|qualita|qualidade) de[l]? (sueno|sonno|sono)/,
    'sleepQuality',
  ],
  [/sleeping (hr|heart)|(hr|heart rate|pulse).*(asleep|sleep)|schlafpuls/, 'avgSleepingHR'],
  [
    /^(total )?(sleep|asleep|schlaf|sueno|sommeil|sonno|slaap|sono)$|(sleep|schlaf|slaap).*(secs|time|hours|minutes|duration|dauer|duur|stunden)|(duration|duracion|duree|durata|duracao|tiempo|temps|ore|horas).*(sleep|sueno|sommeil|sonno|sono)|^schlafdauer/,
    'sleepSecs',
  ],
  [
    /body ?fat|fat (percent|ratio|%)|korperfett|fettanteil|masse grasse|graisse corporelle|grasa corporal|massa grassa|lichaamsvet|gordura corporal|^fat$|^fett$/,
    'bodyFat',
  ],
  [
    /^((body ?)?(weight|mass)|gewicht|korpergewicht|poids|peso|vikt|vekt|vaegt|paino|waga|hmotnost)( (in|en) )?( ?(kg|kilos?|lbs?|pounds|stones?))?$/,
    'weight',
  ],
  [
    /rest(ing)?( heart rate| hr| pulse|hr)|^rhr$|ruhepuls|ruheherz|ruhe-?hf|(fc|frequence cardiaque|pouls).*repos|(fc|frecuencia cardiaca|pulso|pulsaciones).*reposo|(fc|frequenza cardiaca|battito).*riposo|(fc|frequencia cardiaca).*repouso|rust(pols|hartslag)|hvilepuls|vilopuls/,
    'restingHR',
  ],
  [
    /^hrv\b|rmssd|herzfrequenzvariab|heart rate variab|variabilidad.*(fc|frecuencia)|variabilite|vfc|variabilita|hartslagvariab|hrv$/,
    'hrv',
  ],
  [/soreness|muskelkater|courbatures|agujetas|dolor muscular|spierpijn|indolenzi/, 'soreness'],
  [/fatigue|mudigkeit|ermudung|erschopfung|fatiga|cansancio|affaticamento|vermoeidheid|fadiga/, 'fatigue'],
  [/^stress|^estres|^stres$/, 'stress'],
  [/^mood|stimmung|humeur|^animo|umore|stemming|humor/, 'mood'],
  [/motivation|motivacion|motivazione|motivatie|motivacao/, 'motivation'],
  [/injury|verletzung|blessure|lesion|infortunio/, 'injury'],
  [/water|wasser|hydration volume|trinkmenge|eau bue|agua bebida|acqua bevuta/, 'hydrationVolume'],
  [/^hydration$|hydratation|hidratacion|idratazione/, 'hydration'],
  [/readiness|recovery( score)?$|bereitschaft|erholungswert|recuperation|recuperacion|recupero|herstel/, 'readiness'],
  [/spo2|blood oxygen|pulse ?ox|oxygen sat|sauerstoff|oxigeno|oxygene|ossigeno|saturation/, 'spO2'],
  [/respirat|breath|atemfrequenz|atmung|ademhaling|respirac/, 'respiration'],
  [/vo2/, 'vo2max'],
  [/systol|sistol/, 'systolic'],
  [/diastol/, 'diastolic'],
  [/glucose|blutzucker|glycemie|glucosa|glicemia|bloedsuiker/, 'bloodGlucose'],
  [/^lac?tate?|laktat|lactato|lattato/, 'lactate'],
  [/abdomen|waist|taille$|bauchumfang|tour de taille|cintura|girovita|buikomvang/, 'abdomen'],
  [/baevsky|^si$/, 'baevskySI'],
  [/^(total )?steps?( count)?$|schritte|^pas$|^pasos|^passi$|stappen|^passos/, 'steps'],
  [
    /(kcal|calories?|energy|energie|kalorien).*(consumed|eaten|intake|in$|food|aufnahme)|kcalconsumed|consumed (kcal|calories)|dietary energy|^calories in/,
    'kcalConsumed',
  ],
  [/carb|kohlenhydrate|glucides|carboidrati|hidratos|koolhydraten/, 'carbohydrates'],
  [/^protein|eiweiss|eiwei|^proteine|^proteinas|eiwit/, 'protein'],
  [/^(total )?fats?( total)?$|^lipides|^grasas|^grassi/, 'fatTotal'],
  [/menstrual|zyklusphase|cycle phase/, 'menstrualPhase'],
  [
    /^(comments?|notes?|notizen?|kommentare?|bemerkung(en)?|commentaires?|comentarios?|notas?|commenti|opmerkingen)$/,
    'comments',
  ],
];
