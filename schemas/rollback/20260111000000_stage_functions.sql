-- Takes back 20260111000000_stage_functions.
DROP FUNCTION wizard_checks.venue_data_ok_4e87114e(jsonb, boolean);
DROP FUNCTION wizard_checks.ticket_data_ok_96fad358(jsonb, boolean);
DROP FUNCTION wizard_checks.payment_data_ok_4855228c(jsonb, boolean);
DROP FUNCTION wizard_checks.organizer_data_ok_38c4d83c(jsonb, boolean);
DROP FUNCTION wizard_checks.event_data_ok_5d425152(jsonb, boolean);
DROP FUNCTION wizard_checks.is_web_address_e27c43f7(text);
DROP FUNCTION wizard_checks.is_time_zone_a16fa86b(text);
DROP FUNCTION wizard_checks.is_leap_date_time_5937e2a7(text);
DROP FUNCTION wizard_checks.is_idn_email_a475e309(text);
