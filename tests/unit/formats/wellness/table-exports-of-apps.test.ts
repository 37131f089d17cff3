import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const read = async (lines: readonly string[]) => {
  const imported = await parseWellnessLines(lines);
  return { kind: imported.kind, days: getValuesByDay(imported) };
};

describe('C10 The parser of Samsung’s tables', () => {
  test('reads a weight on its local day, and neither water, fat mass nor the time of the sync', async () => {
    const imported = await parseWellnessLines([
      'com.samsung.health.weight,6313004,12',
      'body_fat_mass,create_time,update_time,total_body_water,time_offset,start_time,weight,height,body_fat,deviceuuid,pkg_name',
      '7.1,2026-08-31 04:29:12.100,2026-09-05 04:29:12.100,40.1,UTC+0200,2026-08-30 22:29:10.346,65.6,178.0,10.8,VfS0,com.sec,',
    ]);

    expect(imported.kind).toBe('samsung');
    expect(getValuesByDay(imported)).toEqual({ '2026-08-31': { weight: 65.6, bodyFat: 10.8 } });
    expect(listRejected(imported)).toContain('total_body_water: no-field');
  });

  test('reads nights on the day of waking, in minutes or from their times, and adds up their stretches', async () => {
    const name = 'com.samsung.health.sleep';
    const table = [
      'com.samsung.shealth.sleep,7006003,11',
      `efficiency,sleep_score,sleep_duration,${name}.start_time,${name}.end_time,${name}.time_offset,${name}.create_time,${name}.datauuid`,
      '82,72,401,2026-09-20 21:30:00.000,2026-09-21 04:11:00.000,UTC+0200,2026-09-22 04:11:00.000,a,',
      ',,,2026-09-21 22:30:00.000,2026-09-22 01:30:00.000,UTC+0200,2026-09-22 04:11:00.000,b,',
      ',,,2026-09-22 02:00:00.000,2026-09-22 05:00:00.000,UTC+0200,2026-09-22 04:11:00.000,c,',
      ',,,2026-09-22 12:00:00.000,2026-09-22 13:00:00.000,UTC+0200,2026-09-22 14:11:00.000,d,',
    ];

    expect(await read(table)).toEqual({
      kind: 'samsung',
      days: { '2026-09-21': { sleepSecs: 24_060, sleepScore: 72 }, '2026-09-22': { sleepSecs: 21_600 } },
    });
  });

  test.each([
    [
      'daily steps of phone, watch and both',
      [
        'com.samsung.shealth.step_daily_trend,6313004,6',
        'binning_data,update_time,create_time,source_type,count,calorie,deviceuuid,pkg_name,datauuid,day_time',
        'x,2026-06-28 23:59:00.000,2026-06-28 00:00:00.000,0,8800,1,a,com.sec,u,1782604800000,',
        'x,2026-06-28 23:59:00.000,2026-06-28 00:00:00.000,-2,9100,1,a,com.sec,u,1782604800000,',
      ],
      { '2026-06-28': { steps: 9100 } },
    ],
    [
      'summaries of days',
      [
        'com.samsung.shealth.tracker.pedometer_day_summary,6313004,6',
        'step_count,run_step_count,update_time,create_time,calorie,deviceuuid,datauuid,day_time',
        '8421,20,2026-08-24 21:00:00.000,2026-08-24 00:00:00.000,300,a,u,2026-08-24 00:00:00.000,',
        '8100,20,2026-08-24 21:00:00.000,2026-08-24 00:00:00.000,300,b,v,2026-08-24 00:00:00.000,',
      ],
      { '2026-08-24': { steps: 8421 } },
    ],
    [
      'drinks',
      [
        'com.samsung.health.water_intake,6313004,6',
        'create_time,amount,start_time,unit_amount,time_offset,deviceuuid,datauuid',
        '2026-08-30 04:29:12.100,250,2026-08-24 06:00:00.000,250,UTC+0200,a,u,',
        '2026-08-30 04:29:12.100,250,2026-08-24 07:00:00.000,250,UTC+0200,a,v,',
      ],
      { '2026-08-24': { hydrationVolume: 0.5 } },
    ],
    [
      'meals',
      [
        'com.samsung.health.nutrition,6313004,6',
        'create_time,calorie,carbohydrate,protein,total_fat,saturated_fat,meal_type,start_time,time_offset,datauuid',
        '2026-08-30 04:29:12.100,500,60,20,15,5,100001,2026-08-24 06:00:00.000,UTC+0200,u,',
        '2026-08-30 04:29:12.100,700,80,30,25,5,100002,2026-08-24 11:00:00.000,UTC+0200,v,',
      ],
      { '2026-08-24': { kcalConsumed: 1200, carbohydrates: 140, protein: 50, fatTotal: 40 } },
    ],
    [
      'blood pressures',
      [
        'com.samsung.shealth.blood_pressure,6313004,6',
        'com.samsung.health.blood_pressure.start_time,com.samsung.health.blood_pressure.time_offset,com.samsung.health.blood_pressure.systolic,com.samsung.health.blood_pressure.diastolic,com.samsung.health.blood_pressure.datauuid',
        '2026-08-24 06:00:00.000,UTC+0200,121,79,u,',
      ],
      { '2026-08-24': { systolic: 121, diastolic: 79 } },
    ],
  ])('reads %s', async (_, lines, days) => {
    expect(await read(lines)).toEqual({ kind: 'samsung', days });
  });
});

test.each([
  ['oxygen_saturation', 'com.samsung.health.oxygen_saturation.spo2', '97'],
  ['heart_rate', 'com.samsung.health.heart_rate.heart_rate', '61'],
  ['sleep_stage', 'stage', '40002'],
])('C10 Samsung’s single readings of %s are no values of a day', async (type, column, cell) => {
  const imported = await parseWellnessLines([
    `com.samsung.health.${type},6313004,12`,
    `com.samsung.health.${type}.create_time,com.samsung.health.${type}.start_time,${column},com.samsung.health.${type}.datauuid`,
    `2026-08-31 04:29:12.100,2026-08-30 22:29:10.346,${cell},u,`,
  ]);

  expect(imported.kind).toBe('samsung');
  expect(imported.days).toEqual([]);
  expect(listRejected(imported)).toContain('line 3: raw-readings');
});

test('C10 Samsung’s weight is read without a height', async () => {
  const lines = [
    'com.samsung.health.weight,6305010,2',
    'weight,body_fat,start_time,time_offset,datauuid,',
    '71.2,18.5,2026-10-03 05:30:00.000,UTC+0200,w1,',
  ];
  expect(await read(lines)).toEqual({ kind: 'samsung', days: { '2026-10-03': { weight: 71.2, bodyFat: 18.5 } } });
});

test('C10 Samsung’s steps between two times are added up by the device that counted most', async () => {
  const name = 'com.samsung.health.step_count';
  const lines = [
    'com.samsung.shealth.tracker.pedometer_step_count,6305010,2',
    `version_code,run_step,${name}.start_time,${name}.end_time,${name}.count,${name}.calorie,${name}.time_offset,${name}.deviceuuid,${name}.datauuid`,
    '1,0,2026-10-03 05:30:00.000,2026-10-03 05:31:00.000,100,5,UTC+0200,phone,a,',
    '1,0,2026-10-03 05:31:00.000,2026-10-03 05:32:00.000,120,5,UTC+0200,phone,b,',
    '1,0,2026-10-03 05:31:00.000,2026-10-03 05:32:00.000,130,5,UTC+0200,watch,c,',
  ];
  expect(await read(lines)).toEqual({ kind: 'samsung', days: { '2026-10-03': { steps: 220 } } });
});

describe('C10 The parser of Zepp’s tables', () => {
  test.each([
    [
      'weights with fat, but without water',
      [
        '\ufefftime,weight,height,bmi,fatRate,bodyWaterRate,boneMass,metabolism,muscleRate,visceralFat',
        '2026-11-20 23:12:00+0000,71.3,178.0,22.5,18.2,56.1,3.1,1650.0,54.2,7.0',
        '2026-11-22 06:12:00+0000,71.5,178.0,22.5,0.0,0.0,0.0,0.0,0.0,0.0',
      ],
      { '2026-11-21': { weight: 71.3, bodyFat: 18.2 }, '2026-11-22': { weight: 71.5 } },
    ],
    [
      'nights as the sum of their stages',
      [
        'date,deepSleepTime,shallowSleepTime,wakeTime,start,stop,REMTime,naps',
        '2026-02-18,76,206,0,2026-02-18 02:13:00+0000,2026-02-18 08:02:00+0000,67,',
        '2026-02-19,70,200,10,2026-02-18 22:13:00+0000,2026-02-19 03:02:00+0000,,',
        '2026-02-20,0,0,0,2026-02-20 00:00:00+0000,2026-02-20 00:00:00+0000,0,',
      ],
      { '2026-02-18': { sleepSecs: 20_940 }, '2026-02-19': { sleepSecs: 16_200 } },
    ],
    [
      'nights of older bands without REM',
      ['date,deepSleepTime,shallowSleepTime,wakeTime,start,stop', '2019-02-18,76,206,0,1550455980,1550476920'],
      { '2019-02-18': { sleepSecs: 16_920 } },
    ],
    [
      'steps',
      ['date,steps,distance,runDistance,calories', '2026-02-18,9120,6500,100,320', '2026-02-19,0,0,0,0'],
      { '2026-02-18': { steps: 9120 } },
    ],
  ])('reads %s', async (_, lines, days) => {
    expect(await read(lines)).toEqual({ kind: 'zepp', days });
  });
});

test('C10 the parser of Mi Fitness reads the daily reports', async () => {
  const row = (tag: string, key: string, value: object) =>
    `1,2,${tag},${key},1717452000,"${JSON.stringify(value).replaceAll('"', '""')}",1717538400`;
  const lines = [
    'Uid,Sid,Tag,Key,Time,Value,UpdateTime',
    row('daily_report', 'steps', { date_time: 1717452000, steps: 3716, distance: 2193, calories: 143, goal: 6000 }),
    row('daily_report', 'sleep', { total_duration: 436, sleep_deep_duration: 100, sleep_score: 86, avg_hr: 52 }),
    row('daily_report', 'heart_rate', { avg_hr: 71, avg_rhr: 49, max_hr: 140 }),
    row('weekly_report', 'steps', { steps: 42_000 }),
    '1,2,daily_report,stress,1717452000,{"broken,1717538400',
  ];

  expect(await read(lines)).toEqual({
    kind: 'mi-fitness',
    days: { '2024-06-04': { steps: 3716, sleepSecs: 26_160, sleepScore: 86, avgSleepingHR: 52, restingHR: 49 } },
  });
});

describe('C10 The parser of food diaries', () => {
  test.each([
    [
      'Cronometer’s days',
      'cronometer',
      [
        'Date,Energy (kcal),Water (g),Net Carbs (g),Carbs (g),Fat (g),Protein (g),Completed',
        '2026-09-08,2012.3,1510,195,228,75,126,true',
      ],
      { kcalConsumed: 2012, carbohydrates: 228, fatTotal: 75, protein: 126 },
    ],
    [
      'Cronometer’s groups',
      'cronometer',
      [
        'Date,Group,Energy (kcal),Water (g),Net Carbs (g),Carbs (g),Fat (g),Protein (g),Completed',
        '2026-09-08,Breakfast,512.3,410,50,58,20,31,false',
        '2026-09-08,Lunch,700,500,70,80,25,45,false',
        '2026-09-08,Dinner,800,600,75,90,30,50,false',
      ],
      { kcalConsumed: 2012, carbohydrates: 228, fatTotal: 75, protein: 126 },
    ],
    [
      'Cronometer’s servings in kilojoules',
      'cronometer',
      [
        'Day,Time,Group,Food Name,Amount,Energy (kJ),Carbs (g),Fat (g),Net Carbs (g),Protein (g),Category',
        '2026-09-08,7:00 AM,Breakfast,Egg,2.00 large,600,1,10,1,12,Dairy',
        '2026-09-08,7:00 AM,Breakfast,Bread,1.00 slice,400,20,1,18,4,Baked',
        '2026-09-08,,Snacks,Coffee,1 cup,10,0,0,0,0.5,Drinks',
        '2026-09-08,,Snacks,Coffee,1 cup,10,0,0,0,0.5,Drinks',
      ],
      { kcalConsumed: 244, carbohydrates: 21, fatTotal: 11, protein: 17 },
    ],
    [
      'MyFitnessPal’s meals in kilojoules',
      'myfitnesspal',
      ['Date,Meal,Energy (kilojoules),Fat (g),Carbohydrates (g),Protein (g)', '2026-09-08,Lunch,4184,5,6,7'],
      { kcalConsumed: 1000, fatTotal: 5, carbohydrates: 6, protein: 7 },
    ],
    [
      'MyFitnessPal’s meals',
      'myfitnesspal',
      [
        'Date,Meal,Calories,Fat (g),Saturated Fat,Carbohydrates (g),Fiber,Sugar,Protein (g),Note',
        '2026-09-08,Breakfast,400.0,10.0,3,55.0,5,10,20.0,',
        '2026-09-08,Lunch,650.5,22.0,6,70.0,5,10,35.0,late',
      ],
      { kcalConsumed: 1051, carbohydrates: 125, fatTotal: 32, protein: 55 },
    ],
  ])('reads %s', async (_, kind, lines, values) => {
    expect(await read(lines)).toEqual({ kind, days: { '2026-09-08': values } });
  });
});

describe('C10 The parser of scales', () => {
  test.each([
    [
      'openScale',
      'openscale',
      [
        '"biceps","bone","calories","comment","dateTime","fat","lbm","muscle","waist","water","weight"',
        '0.0,2.9,0.0,"after a run","13.06.2026 06:29",17.6,0.0,40.5,81.5,62.7,69.3',
        '0.0,0.0,0.0,"","14.06.2026 06:29",0.0,0.0,0.0,0.0,0.0,69.4',
      ],
      {
        '2026-06-13': { weight: 69.3, bodyFat: 17.6, abdomen: 81.5, comments: 'after a run' },
        '2026-06-14': { weight: 69.4 },
      },
    ],
    [
      'Libra in pounds',
      'libra',
      [
        '#Version: 6',
        '#Units: lbs',
        '',
        '#date;weight;weight trend;body fat;body fat trend;muscle mass;muscle mass trend;log',
        '2026-06-01T08:00:00.000Z;172.4;172.0;18.5;18.4;;;salty dinner',
      ],
      { '2026-06-01': { weight: 78.2, bodyFat: 18.5, comments: 'salty dinner' } },
    ],
    [
      'Libra in kilograms',
      'libra',
      ['#Version: 6', '#Units: kg', '', '#date;weight;weight trend;body fat', '2026-06-01T08:00:00.000Z;78.2;78.0;'],
      { '2026-06-01': { weight: 78.2 } },
    ],
    [
      'Beurer in German, with a table below',
      'beurer',
      [
        'Benutzerdetails;;;',
        'Vorname;Holger;;',
        'Geburtsdatum;01.01.1910;;',
        ';;;',
        'Gewicht;;;;;;;;;;',
        'Datum;Uhrzeit;kg;BMI;Körperfett;Wasser;Muskeln;Knochen;Metabolisches Alter;Puls;Viszeralfett',
        '21.06.2026;07:12;81,5;25;22,1;55;40;3;40;70;8',
        '21.06.2026;19:12;82,5;25;22,5;55;40;3;40;70;8',
        '22.06.2026;07:12;81,4;25;22,0;55;40;3;40;70;8',
        ';;;',
        'Blutdruck;;;;',
        'Datum;Uhrzeit;Sys;Dia;Puls',
        '22.06.2026;07:15;121;79;60',
      ],
      {
        '2026-06-21': { weight: 81.5, bodyFat: 22.1 },
        '2026-06-22': { weight: 81.4, bodyFat: 22, systolic: 121, diastolic: 79 },
      },
    ],
    [
      'Beurer in English, in pounds',
      'beurer',
      [
        'Weight;;;',
        'Date;Time;lb;BMI;Body fat;Water',
        '06/21/2026;07:12;157.41;22;14.1;60',
        '06/22/2026;07:12;157.41;22;14.1;60',
      ],
      { '2026-06-21': { weight: 71.4, bodyFat: 14.1 }, '2026-06-22': { weight: 71.4, bodyFat: 14.1 } },
    ],
  ])('reads %s', async (_, kind, lines, days) => {
    expect(await read(lines)).toEqual({ kind, days });
  });
});

test('C6 the parser of Elite HRV’s older table takes the rMSSD, not the score', async () => {
  const imported = await parseWellnessLines([
    'Member,Date,Datetime,Type,HRV,lnRmssd,Rmssd,Nn50,Pnn50,Sdnn,Score,Indication,Balance,Rolling Avg HRV,HRV CV,HR,Rolling Avg HR',
    'A,2026-09-06,2026-09-06 06:23:22,readiness,57,3.7105,40.87,32,21.33,61.9,,,,57,0,50.46,50.46',
    'A,2026-09-06,2026-09-06 18:29:04,open,51,3.3331,28.03,8,5.37,48.2,6,Y,S,54,0,53.84,52.15',
  ]);

  expect(imported.kind).toBe('elite-hrv');
  expect(getValuesByDay(imported)).toEqual({ '2026-09-06': { hrv: 40.87, hrvSDNN: 61.9, restingHR: 50 } });
  expect(listRejected(imported)).toContain('HRV: different-scale');
});

describe('C10 The parser of Health Auto Export’s tables', () => {
  test.each([
    ['Sleep Analysis [Asleep] (hr),Sleep Analysis [In Bed] (hr)', '7.1,8'],
    ['Sleep Analysis [Asleep] (hr),Sleep Analysis [Total] (hr)', '0.5,7.1'],
    ['Sleep Analysis [Total] (hr),Sleep Analysis [Asleep] (hr)', '7.1,0.5'],
    ['Sleep Analysis [Total] (min),Sleep Analysis [In Bed] (min)', '426,480'],
  ])('reads the time asleep of all versions: %s', async (columns, cells) => {
    const { days } = await read([
      `Date/Time,Heart Rate [Min] (count/min),${columns}`,
      `2026-06-01 00:00:00,48,${cells}`,
    ]);

    expect(days).toEqual({ '2026-06-01': { sleepSecs: 25_560 } });
  });
});

describe('C10 The parser of Fitbit’s tables', () => {
  test.each([
    ['timestamp,rmssd,nremhr,entropy', '2026-06-01T00:00:00,45.2,50.1,2.8', { hrv: 45.2 }],
    ['timestamp,daily_respiratory_rate', '2026-06-01T00:00:00,14.4', { respiration: 14.4 }],
    ['timestamp,average_value,lower_bound,upper_bound', '2026-06-01T00:00:00Z,96.2,93,98', { spO2: 96.2 }],
    [
      'sleep_log_entry_id,timestamp,overall_score,composition_score,revitalization_score,duration_score,deep_sleep_in_minutes,resting_heart_rate,restlessness',
      '1,2026-06-01T06:41:30Z,82,20,20,42,80,52,0.05',
      { sleepScore: 82, restingHR: 52 },
    ],
  ])('reads one value for each day: %s', async (header, row, values) => {
    expect(await read([header, row])).toEqual({ kind: 'fitbit', days: { '2026-06-01': values } });
  });
});
