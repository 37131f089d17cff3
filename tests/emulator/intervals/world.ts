import type { Recording } from '../recordings/recording.ts';
import { type ActivityJson, makeActivity } from './activity.ts';
import { type Athlete, makeAthlete } from './athlete.ts';
import { Calendar } from './calendar/calendar.ts';
import { OAuth } from './oauth/oauth.ts';
import type { HiddenForm } from './shown-activity.ts';
import { WellnessDays } from './wellness/days.ts';

/** Everything that Intervals.icu knows: the athletes and their data. */
export class World {
  athletes: Athlete[] = [makeAthlete()];
  /** In the order of arrival. Deleted ones stay: the same file gets its old id back. */
  activities: KeptActivity[] = [];
  readonly wellness = new WellnessDays();
  readonly oauth = new OAuth();
  readonly calendar = new Calendar();
  // Ids continue after a reset, so that nothing left over from before can match by accident.
  #nextId = 200_000_001;

  reset(): void {
    this.athletes = [makeAthlete()];
    this.activities = [];
    this.wellness.reset();
    this.oauth.reset();
    this.calendar.reset();
  }

  /** The athlete with this id; without an id the first one. */
  athlete(id?: string): Athlete {
    const athlete = this.athletes.find(candidate => id === undefined || candidate.id === id);
    if (!athlete) throw new Error(`No athlete ${id} in the emulator`);
    return athlete;
  }

  activity(id: string): KeptActivity | undefined {
    return this.activities.find(activity => activity.json.id === id && !activity.deleted);
  }

  /** The activity with this id, which has to exist. */
  expectActivity(id: string): KeptActivity {
    const kept = this.activity(id);
    if (!kept) throw new Error(`No activity ${id} in the emulator`);
    return kept;
  }

  activitiesOf(athleteId: string): KeptActivity[] {
    return this.activities.filter(({ json, deleted }) => json.icu_athlete_id === athleteId && !deleted);
  }

  /** Stores a new activity. `id` is given if the real server is known to use an old or a foreign one. */
  keep(athlete: Athlete, known: Parameters<typeof makeActivity>[2], file?: KeptFile): KeptActivity {
    const deleted = file && this.fromFile(athlete, file.identity, true);
    const id = known.id ?? deleted?.json.id ?? this.#newId(known.source);
    if (deleted) this.activities.splice(this.activities.indexOf(deleted), 1);
    const kept: KeptActivity = { json: makeActivity(athlete, id, known), file, deleted: false };
    this.activities.push(kept);
    return kept;
  }

  /** The activity that this part of this file was made into. */
  fromFile(athlete: Athlete, identity: string, deleted = false): KeptActivity | undefined {
    return this.activities.find(
      kept => kept.json.icu_athlete_id === athlete.id && kept.file?.identity === identity && kept.deleted === deleted,
    );
  }

  /** Ids are strings that begin with an i; Strava's are bare digits. https://forum.intervals.icu/t/80090 */
  #newId(source: string): string {
    const number = this.#nextId++;
    return source === 'STRAVA' ? String(12_000_000_000 + number) : `i${number}`;
  }
}

/** An activity, with the file that it was made of. */
export interface KeptActivity {
  json: ActivityJson;
  readonly file: KeptFile | undefined;
  deleted: boolean;
  /** How the API shows it, where its source forbids to pass its data on. */
  hiddenAs?: HiddenForm;
}

/** A part of an uploaded file. */
export interface KeptFile {
  readonly name: string;
  readonly recording: Recording;
  /** What makes a second upload a duplicate: a hash, and which activity of the file this is. */
  readonly identity: string;
}
