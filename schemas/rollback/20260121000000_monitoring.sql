-- Takes back 20260121000000_monitoring.
DROP VIEW wizard_private.table_sizes;
DROP VIEW wizard_private.slow_actions;
DROP VIEW wizard_private.refused_saves;
DROP VIEW wizard_private.stage_funnel;
DROP VIEW wizard_private.sessions_by_status;
