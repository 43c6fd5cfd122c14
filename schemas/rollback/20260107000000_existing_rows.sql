-- Takes back 20260107000000_existing_rows, but not what it mended: the old values are in the audit log.
DROP FUNCTION wizard_private.mend_existing_rows();
