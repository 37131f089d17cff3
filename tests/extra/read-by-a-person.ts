/** The values that a person reads in each file, and the places of what is no value of a day. */
export const READ: Readonly<Record<string, { days: Record<string, unknown>; why?: readonly string[] }>> = {
  'apple_health__export_zipcontents.xml': {
    days: {},
    why: ['BodyMassIndex: no-field', 'HeartRate: no-field'],
  },
  'garmin_api__body_battery_data_get.json': { days: {}, why: ['[0]: no-usable-values'] },
  'garmin_api__daily_body_battery_stress_get.json': {
    days: {},
    why: ['avgStressLevel: different-scale', 'file: no-usable-values'],
  },
  'garmin_api__daily_sleep_data_get.json': {
    days: {
      '2025-07-07': {
        sleepSecs: 24_180,
        sleepScore: 83,
        sleepQuality: 2,
        spO2: 93,
        respiration: 13,
        restingHR: 44,
      },
    },
  },
  'garmin_api__daily_summary_get_2.json': {
    days: { '2025-06-14': { steps: 5459, restingHR: 51 } },
    why: ['averageStressLevel: different-scale', 'sleepingSeconds: no-field', 'avgWakingRespirationValue: no-field'],
  },
  'garmin_api__hrv_data_get.json': {
    days: { '2023-07-20': { hrv: 42 } },
    why: ['hrvSummary.weeklyAvg: covers-several-days'],
  },
  'garmin_api__hrv_data_list.json': {
    days: { '2023-07-20': { hrv: 42 } },
    why: ['hrvSummary.weeklyAvg: covers-several-days'],
  },
  'garmin_api__sleep_data_get_1.json': {
    days: { '2021-07-20': { sleepSecs: 25_740, spO2: 92, respiration: 15 } },
  },
  'garmin_api__training_readiness_data_get.json': {
    days: { '2025-07-07': { readiness: 80, sleepScore: 83 } },
    why: [
      '[0]: not-a-morning-reading',
      '[1]: not-a-morning-reading',
      '[2]: not-a-morning-reading',
      '[4]: not-a-morning-reading',
    ],
  },
  'rr__exercise_rri.hrm': { days: {}, why: ['file: raw-readings'] },
  'rr__rri_semicolon.csv': {
    days: {},
    why: ['line 2: raw-readings', 'line 3: raw-readings', 'line 4: raw-readings', 'line 5: raw-readings'],
  },
  'synthetic__elitehrv_new.csv': {
    days: { '2026-03-03': { hrv: 80.9, hrvSDNN: 93.4, restingHR: 48, readiness: 9 } },
    why: ['HRV: different-scale', 'lnRmssd: no-field'],
  },
  'synthetic__garmin_sleep_4weeks.csv': {
    days: {
      '2026-03-03': {
        sleepScore: 88,
        restingHR: 47,
        spO2: 96.18,
        respiration: 14.63,
        sleepQuality: 2,
        sleepSecs: 28_500,
      },
      '2026-03-02': { restingHR: 49 },
    },
    why: ['HRV Status: covers-several-days', 'Skin Temp Change: no-field', 'Body Battery: no-field'],
  },
  'synthetic__garmin_weight.csv': {
    days: { '2026-03-03': { weight: 71.4, bodyFat: 14.1 }, '2026-03-01': { weight: 71.3, bodyFat: 13.9 } },
    why: ['line 5, Weight: duplicate-day', 'Body Water: no-field'],
  },
  'synthetic__garmin_weight_bom_de.csv': { days: { '2026-03-03': { weight: 71.4, bodyFat: 14.1 } } },
  'synthetic__hrv4training.csv': {
    days: {
      '2026-03-03': { restingHR: 48, hrvSDNN: 92.4, hrv: 81.2, sleepSecs: 27_000 },
      '2026-03-02': { restingHR: 52, hrvSDNN: 61.9, hrv: 44.7, sleepSecs: 21_600 },
    },
    why: [
      'sleep_quality: different-scale',
      'muscle_soreness: different-scale',
      'fatigue: different-scale',
      'advice: no-field',
    ],
  },
  'synthetic__intervals_wellness.csv': {
    days: {
      '2026-03-03': {
        weight: 71.4,
        restingHR: 47,
        hrv: 64.2,
        sleepSecs: 28_500,
        sleepScore: 88,
        sleepQuality: 1,
        soreness: 2,
        fatigue: 2,
        stress: 1,
        mood: 2,
        motivation: 1,
        spO2: 96.2,
        steps: 10_432,
        comments: 'felt good, "fresh"',
      },
      '2026-03-02': { restingHR: 49, steps: 8421 },
    },
    why: ['ctl: read-only', 'atl: read-only', 'rampRate: read-only'],
  },
  'synthetic__oura_sleep_v2.json': {
    days: {
      '2026-03-03': { sleepSecs: 27_000, hrv: 64, restingHR: 46, avgSleepingHR: 51.2, respiration: 14.2 },
    },
  },
  'synthetic__oura_trends.csv': {
    days: {
      '2026-03-01': {
        sleepScore: 84,
        sleepSecs: 27_000,
        avgSleepingHR: 52,
        restingHR: 47,
        hrv: 64,
        respiration: 14.2,
        readiness: 79,
        steps: 10_432,
      },
      '2026-03-02': { steps: 8421 },
      '2026-03-03': {
        sleepScore: 71,
        sleepSecs: 21_600,
        avgSleepingHR: 55,
        restingHR: 50,
        hrv: 51,
        respiration: 14.8,
        readiness: 68,
      },
    },
    why: ['Temperature Deviation (°C): no-field', 'Total Burn: no-field'],
  },
  'synthetic__semicolon_decimal_comma.csv': {
    days: { '2026-03-03': { weight: 71.4, restingHR: 47, hrv: 64.2 }, '2026-03-02': { restingHR: 49 } },
  },
  'synthetic__utf16le_bom.csv': { days: { '2026-03-03': { weight: 71.4, restingHR: 47 } } },
  'synthetic__whoop_physiological_cycles.csv': {
    days: {
      '2026-03-03': {
        readiness: 72,
        restingHR: 47,
        hrv: 81,
        spO2: 96.2,
        sleepScore: 88,
        respiration: 14.1,
        sleepSecs: 26_460,
      },
      '2026-03-02': {
        readiness: 41,
        restingHR: 53,
        hrv: 54,
        spO2: 95.8,
        sleepScore: 71,
        respiration: 14.9,
        sleepSecs: 23_160,
      },
    },
    why: ['line 4: no-usable-values', 'Energy burned (cal): no-field'],
  },
  'synthetic__withings_raw_tracker_hr.csv': { days: {}, why: ['line 2: raw-readings'] },
  'synthetic__withings_weight.csv': {
    days: {
      '2026-03-03': { weight: 71.4, bodyFat: 14.1 },
      '2026-03-01': { weight: 71.1, comments: 'after travel, no socks' },
    },
    why: ['Hydration (kg): no-field'],
  },
};
