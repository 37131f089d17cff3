import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

describe('the parser of Whoop’s tables', () => {
  test('recognizes Spanish columns', async () => {
    const imported = await parseWellnessLines([
      'Hora de inicio del ciclo,Hora de finalización del ciclo,Puntuación de recuperación (%),Frecuencia cardíaca en reposo (lpm),Variabilidad de la frecuencia cardíaca (ms),Oxígeno en sangre %,Inicio de la vigilia,Calificación del sueño (%),Frecuencia respiratoria (rpm),Duración del sueño (min)',
      '2026-03-02 22:41:07,,71,52,84,95.8,2026-03-03 07:05:00,94,14.6,432',
    ]);

    expect(imported.kind).toBe('whoop');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': {
        readiness: 71,
        restingHR: 52,
        hrv: 84,
        spO2: 95.8,
        sleepScore: 94,
        respiration: 14.6,
        sleepSecs: 25_920,
      },
    });
  });

  test('recognizes German columns', async () => {
    const imported = await parseWellnessLines([
      'Startzeit des Zyklus,Endzeit des Zyklus,Erholungswert %,Ruheherzfrequenz (Schläge pro Minute),Herzfrequenzvariabilität (ms),Beginn des Aufwachens,Atemfrequenz (Atemzüge/Min.),Schlafdauer (Min.)',
      '2026-03-02 22:41:07,2026-03-03 23:00:00,80,52,95,2026-03-03 07:05:00,14.6,432',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { readiness: 80, restingHR: 52, hrv: 95, respiration: 14.6, sleepSecs: 25_920 },
    });
  });

  test('rejects naps', async () => {
    const imported = await parseWellnessLines([
      'Cycle start time,Wake onset,Sleep performance %,Asleep duration (min),Nap',
      '2026-03-02 22:41:07,2026-03-03 07:05:00,94,432,false',
      '2026-03-02 22:41:07,2026-03-03 14:35:00,1,35,true',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepScore: 94, sleepSecs: 25_920 } });
    expect(listRejected(imported)).toContain('line 3: nap');
  });
});

describe('the parser of Withings’ tables', () => {
  test('adds up the stages of a night, in the language of the account', async () => {
    const imported = await parseWellnessLines([
      'von,bis,leicht (s),tief (s),rem (s),wach (s),Average heart rate',
      '2026-03-02T22:41:00+01:00,2026-03-03T06:41:00+01:00,14400,5400,7200,600,51',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 27_000, avgSleepingHR: 51 } });
  });

  test('converts pounds, and does not import body water as fluids', async () => {
    const imported = await parseWellnessLines([
      'Date,"Weight (lb)","Fat mass (lb)","Hydration (lb)",Comments',
      '"2026-03-03 06:55:12",157.41,22.2,94.58,',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4, bodyFat: 14.1 } });
    expect(listRejected(imported)).toEqual(['Hydration (lb): no-field']);
  });

  test('imports blood pressure, but not its pulse as resting HR', async () => {
    const imported = await parseWellnessLines([
      'Date,Heart rate,Systolic,Diastolic,Comments',
      '"2026-03-03 06:55:12",66,121,79,"before\ncoffee"',
      '"2026-03-03 19:00:00",70,125,79,',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { systolic: 121, diastolic: 79, comments: 'before\ncoffee' },
    });
    expect(listRejected(imported)).toEqual(['Heart rate: no-field', 'line 4, Systolic: duplicate-day']);
  });

  test('recognizes steps by the name of the file', async () => {
    const lines = ['date,value', '2026-03-03,10432'];
    expect(getValuesByDay(await parseWellnessLines(lines, 'aggregates_steps.csv'))).toEqual({
      '2026-03-03': { steps: 10_432 },
    });
    expect(listRejected(await parseWellnessLines(lines, 'aggregates_elevation.csv'))).toContain('value: not-mapped');
  });
});

describe('the parser of other programs’ tables', () => {
  test('imports only the readiness readings of Elite HRV', async () => {
    const imported = await parseWellnessLines([
      'Type,Date Time Start,HRV,Morning Readiness,HR,Rmssd,Sdnn',
      'readiness,2026-03-03 06:50:11,67,9,48,80.9,93.4',
      'open,2026-03-03 06:40:11,50,,88,20.1,33.4',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { readiness: 9, restingHR: 48, hrv: 80.9, hrvSDNN: 93.4 },
    });
    expect(listRejected(imported)).toEqual(['HRV: different-scale', 'line 3: not-a-morning-reading']);
  });

  test('recognizes the API’s names in Oura’s account export', async () => {
    const imported = await parseWellnessLines([
      'average_hrv;lowest_heart_rate;day;total_sleep_duration;type;readiness',
      '64;46;2026-03-03;27000;long_sleep;{"score": 77, "hrv_balance": 1, "x": 2}',
      '30;60;2026-03-03;1800;late_nap;{"score": 77, "hrv_balance": 1, "x": 2}',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { hrv: 64, restingHR: 46, sleepSecs: 27_000 } });
    expect(listRejected(imported)).toContain('line 3: nap');
  });

  test('rejects calculated fields and locks in an export of Intervals.icu', async () => {
    const imported = await parseWellnessLines([
      'date,ctl,sleepSecs,soreness,mood,menstrualPhase,locked',
      '2026-03-03,61.2,28500,0,5,LUTEAL,true',
      '2026-03-02,61.2,,2,0,NONE,',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-03-02': { soreness: 2, menstrualPhase: 'NONE' },
      '2026-03-03': { sleepSecs: 28_500, soreness: 0, menstrualPhase: 'LUTEAL' },
    });
    expect(listRejected(imported)).toEqual(['ctl: read-only', 'mood: different-scale', 'locked: lock-not-importable']);
  });

  test('rejects recordings of heartbeats', async () => {
    expect(
      listRejected(await parseWellnessLines(['[Params]', 'Version=106', '[HRData]', '790', '815'], 'a.hrm')),
    ).toEqual(['file: raw-readings']);
    expect(listRejected(await parseWellnessLines(['790', '815', '800'], 'rr.txt'))).toEqual(['file: raw-readings']);
  });
});
