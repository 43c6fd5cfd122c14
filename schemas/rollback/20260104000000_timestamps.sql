-- Takes back 20260104000000_timestamps. The dates stay as they are.
SET LOCAL lock_timeout = '50ms';
DROP TRIGGER update_updated_at ON wizard_sessions;
DROP TRIGGER set_published_at ON wizard_sessions;
DROP FUNCTION wizard_private.set_published_at();
