-- Takes the import of the old tables away. What it has imported stays where it is: sessions in wizard_sessions, the
-- rest in the audit log. Which old rows were imported is forgotten, so a later import keeps their values in the
-- audit log once more.
DROP FUNCTION wizard_private.import_old_tables(text, integer);
DROP FUNCTION wizard_private.rehearse_old_tables(text, integer);
DROP FUNCTION wizard_private.is_imported(jsonb);
DROP FUNCTION wizard_private.plan_old_session(text, jsonb, jsonb);
DROP FUNCTION wizard_private.old_time(text);
DROP FUNCTION wizard_private.sound_part(text, text, jsonb);
DROP FUNCTION wizard_private.sound_members(text, text, jsonb, text[], jsonb);
DROP FUNCTION wizard_private.failed_checks(text, jsonb);
DROP FUNCTION wizard_private.old_import_context();
DROP FUNCTION wizard_private.old_rows(text, integer);
DROP FUNCTION wizard_private.old_tables();
DROP TABLE wizard_private.old_rows_imported;
DROP FUNCTION wizard_private.old_stage_names();
DROP FUNCTION wizard_private.old_columns();
