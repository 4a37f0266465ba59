-- Makes room for the results of a site as of a day: those of the same day go, and of other days all but the
-- four newest. $1 site, $2 the day.
WITH gone AS MATERIALIZED (
  SELECT $2::date AS as_of
  UNION ALL
  (SELECT r.as_of FROM footfall_store.analysis_run r WHERE r.site = $1 AND r.as_of <> $2::date
    ORDER BY r.as_of DESC OFFSET 4)
), analysis AS (
  DELETE FROM footfall_store.analysis t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), analysis_parameter AS (
  DELETE FROM footfall_store.analysis_parameter t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), customer_score AS (
  DELETE FROM footfall_store.customer_score t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), cohort_month AS (
  DELETE FROM footfall_store.cohort_month t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), survival_step AS (
  DELETE FROM footfall_store.survival_step t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), attribution_credit AS (
  DELETE FROM footfall_store.attribution_credit t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), affinity AS (
  DELETE FROM footfall_store.affinity t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), frequent_path AS (
  DELETE FROM footfall_store.frequent_path t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), page_transition AS (
  DELETE FROM footfall_store.page_transition t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), anomaly AS (
  DELETE FROM footfall_store.anomaly t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
), lead_score AS (
  DELETE FROM footfall_store.lead_score t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
)
DELETE FROM footfall_store.analysis_run t USING gone g WHERE t.site = $1 AND t.as_of = g.as_of
