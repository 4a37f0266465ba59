-- Takes back the goals, funnels and segments of a site, before others are declared. $1 site
WITH goal AS (
  DELETE FROM footfall_store.goal WHERE site = $1
), funnel AS (
  DELETE FROM footfall_store.funnel WHERE site = $1
), step AS (
  DELETE FROM footfall_store.funnel_step WHERE site = $1
), condition AS (
  DELETE FROM footfall_store.segment_condition WHERE site = $1
)
DELETE FROM footfall_store.segment WHERE site = $1
