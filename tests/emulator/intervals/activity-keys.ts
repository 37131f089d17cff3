/** Every key of an activity, in the order of the specification (openapi.json of 2026-07-20, schema Activity). */
export const activityKeys: readonly string[] = `
  id start_date_local type icu_ignore_time icu_pm_cp icu_pm_w_prime icu_pm_p_max icu_pm_ftp icu_pm_ftp_secs
  icu_pm_ftp_watts icu_ignore_power icu_rolling_cp icu_rolling_w_prime icu_rolling_p_max icu_rolling_ftp
  icu_rolling_ftp_delta icu_training_load icu_atl icu_ctl ss_p_max ss_w_prime ss_cp paired_event_id icu_ftp
  icu_joules icu_recording_time elapsed_time icu_weighted_avg_watts carbs_used name description start_date
  distance icu_distance moving_time coasting_time total_elevation_gain total_elevation_loss timezone trainer
  sub_type commute race max_speed average_speed device_watts has_heartrate max_heartrate average_heartrate
  average_cadence calories average_temp min_temp max_temp avg_lr_balance gap gap_model
  use_elevation_correction gear perceived_exertion device_name power_meter power_meter_serial
  power_meter_battery crank_length external_id file_sport_index file_type icu_athlete_id created
  icu_sync_date analyzed icu_w_prime p_max threshold_pace icu_hr_zones pace_zones lthr icu_resting_hr
  icu_weight icu_power_zones icu_sweet_spot_min icu_sweet_spot_max icu_power_spike_threshold trimp
  icu_warmup_time icu_cooldown_time icu_chat_id icu_ignore_hr ignore_velocity ignore_pace ignore_parts
  icu_training_load_data interval_summary skyline_chart_bytes stream_types has_weather has_segments
  power_field_names power_field icu_zone_times icu_hr_zone_times pace_zone_times gap_zone_times
  use_gap_zone_times custom_zones tiz_order polarization_index icu_achievements icu_intervals_edited
  lock_intervals icu_lap_count icu_joules_above_ftp icu_max_wbal_depletion icu_hrr icu_sync_error icu_color
  icu_power_hr_z2 icu_power_hr_z2_mins icu_cadence_z2 icu_rpe feel kg_lifted decoupling
  icu_median_time_delta p30s_exponent workout_shift_secs strava_id lengths pool_length compliance coach_tick
  source oauth_client_id oauth_client_name average_altitude min_altitude max_altitude power_load hr_load
  pace_load hr_load_type pace_load_type tags attachments recording_stops average_weather_temp
  min_weather_temp max_weather_temp average_feels_like min_feels_like max_feels_like average_wind_speed
  average_wind_gust prevailing_wind_deg headwind_percent tailwind_percent average_clouds max_rain max_snow
  carbs_ingested route_id analysis_issues pace athlete_max_hr group icu_intensity icu_efficiency_factor
  icu_power_hr session_rpe average_stride icu_average_watts icu_variability_index strain_score
`
  .trim()
  .split(/\s+/);
