-- Takes back 20260106000000_audit_log, and the log with it: dump wizard_audit_log before, if it is to be kept.
DROP TRIGGER write_audit_log_of_truncate ON wizard_actions;
DROP TRIGGER write_audit_log ON wizard_actions;
DROP TRIGGER write_audit_log_of_truncate ON wizard_sessions;
DROP TRIGGER write_audit_log ON wizard_sessions;
DROP FUNCTION wizard_private.erase_person(uuid);
DROP FUNCTION wizard_private.verify_audit_log(text);
DROP FUNCTION wizard_private.audit_truncate();
DROP FUNCTION wizard_private.audit_row();
DROP FUNCTION wizard_private.append_to_audit_log(text, text, uuid, text, uuid, jsonb, jsonb);
DROP FUNCTION wizard_private.audit_hash(bytea, bytea, uuid, text, text, uuid, text, text, bigint, timestamptz);
DROP FUNCTION wizard_private.audit_content_digest(uuid, uuid, jsonb, jsonb, uuid);
DROP TABLE wizard_private.audit_heads;
DROP TABLE wizard_audit_log;
