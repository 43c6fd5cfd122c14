-- Takes back 20260101000000_wizard_tables, and with the tables all that they hold.
DROP TABLE wizard_actions;
DROP TABLE wizard_sessions;
DROP FUNCTION update_updated_at_column();
