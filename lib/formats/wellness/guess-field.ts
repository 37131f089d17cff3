import type { ColumnHeading } from './column-heading.ts';
import { type WellnessKey, wellnessFields } from './wellness-fields.ts';

/** A field that a column may hold, by its name. */
export interface FieldGuess {
  key: WellnessKey;
  /** 0 where the name says exactly this. Of two columns for one field the one with the lower rank has the value. */
  rank: number;
}

/**
 * The field of a column, by its name in English, German, French, Spanish, Italian, Dutch, Portuguese or a related language.
 * Undefined when in doubt: the athlete can map the column, but would not notice a wrong guess.
 */
export function guessField(heading: ColumnHeading): FieldGuess | undefined {
  const { fullName, name, words } = heading;
  const exactMatch = wellnessFields.find(({ key }) => key.toLowerCase() === fullName);
  // Programs call scores "HRV" too.
  if (exactMatch && exactMatch.key !== 'hrv') return { key: exactMatch.key, rank: 0 };
  if (NOT_A_VALUE.test(fullName) || NOT_A_VALUE.test(words)) return undefined;
  const key = findMeasure(fullName) ?? findKeyByWords(name) ?? findKeyByWords(words);
  if (key === undefined || NOT_OF_FIELD[key]?.test(words) || NOT_OF_FIELD[key]?.test(fullName)) return undefined;
  return { key, rank: getRank(key, heading) };
}

const findKeyByWords = (name: string): WellnessKey | undefined =>
  FIELD_WORDS.find(([pattern]) => pattern.test(name))?.[1];

/** The measure of a heart rate variability may also stand in the unit's place: "HRV (SDNN)". */
function findMeasure(fullName: string): WellnessKey | undefined {
  if (fullName.includes('sdnn')) return 'hrvSDNN';
  return fullName.includes('rmssd') ? 'hrv' : undefined;
}

function getRank(key: WellnessKey, heading: ColumnHeading): number {
  if (key === 'hrv' || key === 'hrvSDNN') {
    if (isLogarithmHeading(heading)) return 2;
    if (!/rmssd|sdnn/.test(heading.fullName) && heading.unit !== 'ms') return SIMILAR.test(heading.words) ? 4 : 3;
  }
  return SIMILAR.test(heading.words) || (key === 'sleepSecs' && SLEEP_TIME.test(heading.words)) ? 1 : 0;
}

/** May also be when a person fell asleep. */
const SLEEP_TIME = /^(?!.*\b(total|asleep)\b).*(time|zeit|hora)$/;

/** Whether a column has the natural logarithm of a heart rate variability: "lnRMSSD". */
export const isLogarithmHeading = ({ words, fullName }: ColumnHeading): boolean =>
  LOGARITHM.test(words) || LOGARITHM.test(fullName);

const LOGARITHM = /(^|[^a-z])ln[ (]*(rmssd|sdnn|hrv)|(rmssd|sdnn|hrv)[ (]*ln([^a-z]|$)/;

/** A mean, or the least of a day, beside the value itself. */
const SIMILAR =
  /\b(avg|average|mean|median|rolling|smoothed|adjusted|estimated|lowest|least|minimum|min|durchschnitt\w*|mittel\w*|moyenne?|promedio|media|gemiddeld\w*)\b/;

/** Goals, changes, states, disturbance indexes, weekly averages, parts, portions, sleep stages, start and end times. */
const NOT_A_VALUE =
  /\b(goal|target|ziel|objetivo|objectif|obiettivo|doel|meta|need(ed)?|bedarf|besoin|debt|defizit|change|delta|trend|baseline|status|stato|statut|estado|disturbances?|7 ?d(ay)?|week(ly)?|(?<!vo2 )max(imum)?|min(imum)? h|deviation|burn(ed|t)?|active|goals|net|netto|remaining|cumulative|glass(es)?|cups?|servings?|bottles?|glaser|tassen|start|end|onset|wake|awake|latency|zone|naps?|deep|light|shallow|core|sws|rem|beginn|ende|einschlaf|tief|leicht|debut|fin|profond|leger|inicio|profundo|ligero|inizio|fine|profondo|leggero|begin|einde|diep|licht)\b|anderung|cambio|tiefschlaf|leichtschlaf/;

/** Words that make a similar name mean something else than the field. */
const NOT_OF_FIELD: Partial<Record<WellnessKey, RegExp>> = {
  hrv: /\b(log|log10|sqrt|squared|score|points?|punkte?|index|rating|level|cv|lf|hf|balance|coefficient|percent\w*|puntos|pontos|punteggio|puntuacion)\b/,
  hrvSDNN: /\b(log|log10|sqrt|squared|score|points?|index|rating|level)\b/,
  bodyFat: /\b(fat mass|mass|visceral\w*|visz\w*|subcutan\w*|free|lean|fettfrei\w*)\b|fettmasse|vetmassa|viszeral/,
};

const SLEEP = '(sleep|schlaf|sueno|sommeil|sonno|slaap|sono)';

const FIELD_WORDS: readonly (readonly [RegExp, WellnessKey])[] = [
  [
    new RegExp(`${SLEEP}.*(score|index|wert|punktzahl|puntuacion|punteggio|pontuacao)|score.*(sommeil|sueno|sonno)`),
    'sleepScore',
  ],
  [
    new RegExp(
      `${SLEEP}.*(quality|qualitat|calidad|qualite|qualita|kwaliteit|qualidade)|qualite du sommeil|(calidad|qualita|qualidade) de[l]? (sueno|sonno|sono)`,
    ),
    'sleepQuality',
  ],
  [/sleeping (hr|heart)|(hr|heart rate|pulse).*(asleep|sleep)|schlafpuls/, 'avgSleepingHR'],
  [
    /^(total )?(sleep|asleep|schlaf|sueno|sommeil|sonno|slaap|sono)$|(sleep|schlaf|slaap).*(secs|time|hours|minutes|duration|dauer|duur|stunden)|(duration|duracion|duree|durata|duracao|tiempo|temps|ore|horas).*(sleep|sueno|sommeil|sonno|sono)|^(total )?(seconds|minutes|mins|hours|hrs|time) (asleep|slept|of sleep)$|^schlafdauer/,
    'sleepSecs',
  ],
  [
    /body ?fat|fat (percent|ratio|rate|%)|korperfett|fettanteil|masse grasse|graisse corporelle|grasa corporal|massa grassa|lichaamsvet|gordura corporal|^fat$|^fett$/,
    'bodyFat',
  ],
  [
    /^((body ?)?(weight|mass)|gewicht|korpergewicht|poids|peso|vikt|vekt|vaegt|paino|waga|hmotnost)( (in|en) )?( ?(kg|kilos?|lbs?|pounds|stones?))?$|^(kg|lbs?|pounds)$/,
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
  // A scale calls the water of a body "water" too: the words here speak of drinking, or the unit and amounts decide.
  [
    /(water|fluids?|hydration|liquids?) (intake|drunk|drank|consum\w*|volume|log(ged)?)\b|^(total |daily )?(water|fluids?|liquids?)( ?(ml|l))?$|\b(dietary|drinking) water|^(drunk|drank)( |$)|wasser.*(getrunken|aufnahme)|^wasser( ?(ml|l))?$|getrunken|trinkmenge|^eau( bue)?$|^agua( bebida)?$|^acqua( bevuta)?$/,
    'hydrationVolume',
  ],
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
  [/^(total |daily |number of )?steps?( count| taken)?$|schritte|^pas$|^pasos|^passi$|stappen|^passos/, 'steps'],
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
