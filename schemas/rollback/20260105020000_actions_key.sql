-- Takes back 20260105020000_actions_key.
DROP INDEX wizard_actions_first_pkey;
