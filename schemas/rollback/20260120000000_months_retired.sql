-- Takes back 20260120000000_months_retired. Months that were retired stay where they are: attach them by
--   ALTER TABLE wizard_actions ATTACH PARTITION wizard_private.retired_… FOR VALUES FROM (…) TO (…);
DROP FUNCTION wizard_private.retire_months(text, interval, boolean);
