-- What analyses found, as of the day of each report: tables, for pages and analysts read results and do not
-- compute them. They are a function of what is stored and of the day, and are written whole.
CREATE TABLE footfall_store.analysis_run (
  site bigint NOT NULL,
  as_of date NOT NULL,
  digest text NOT NULL,
  PRIMARY KEY (site, as_of)
);
COMMENT ON TABLE footfall_store.analysis_run IS 'The days as of which results are stored, with what they were made from.';
COMMENT ON COLUMN footfall_store.analysis_run.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.analysis_run.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.analysis_run.digest IS 'Hash of all that they were made from: where it is the same they are not made again.';

CREATE TABLE footfall_store.analysis (
  site bigint NOT NULL,
  as_of date NOT NULL,
  name text NOT NULL,
  told boolean NOT NULL,
  note text,
  n bigint NOT NULL,
  PRIMARY KEY (site, as_of, name)
);
COMMENT ON TABLE footfall_store.analysis IS 'What each analysis found enough of to speak, and why where it does not.';
COMMENT ON COLUMN footfall_store.analysis.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.analysis.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.analysis.name IS 'Name of the analysis.';
COMMENT ON COLUMN footfall_store.analysis.told IS 'Whether it speaks.';
COMMENT ON COLUMN footfall_store.analysis.note IS 'Why it does not speak, in a sentence; null where it does.';
COMMENT ON COLUMN footfall_store.analysis.n IS 'How many customers, conversions, baskets, visits or days it rests on.';

CREATE TABLE footfall_store.analysis_parameter (
  site bigint NOT NULL,
  as_of date NOT NULL,
  analysis text NOT NULL,
  name text NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (site, as_of, analysis, name)
);
COMMENT ON TABLE footfall_store.analysis_parameter IS 'Numbers that an analysis found beside its rows.';
COMMENT ON COLUMN footfall_store.analysis_parameter.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.analysis_parameter.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.analysis_parameter.analysis IS 'Name of the analysis.';
COMMENT ON COLUMN footfall_store.analysis_parameter.name IS 'Name of the number.';
COMMENT ON COLUMN footfall_store.analysis_parameter.value IS 'The number.';

CREATE TABLE footfall_store.customer_score (
  site bigint NOT NULL,
  as_of date NOT NULL,
  person bigint NOT NULL,
  recency_days integer NOT NULL,
  orders bigint NOT NULL,
  order_days integer NOT NULL,
  spent numeric NOT NULL,
  r smallint,
  f smallint,
  m smallint,
  segment text,
  rhythm_days integer,
  rhythm_rule text,
  is_overdue boolean,
  alive double precision,
  expected_orders double precision,
  lifetime_value double precision,
  next_product text,
  next_reason text,
  PRIMARY KEY (site, as_of, person)
);
COMMENT ON TABLE footfall_store.customer_score IS 'What is to be said of each customer; whoever is erased is taken out.';
COMMENT ON COLUMN footfall_store.customer_score.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.customer_score.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.customer_score.person IS 'The person.';
COMMENT ON COLUMN footfall_store.customer_score.recency_days IS 'Days since the last order.';
COMMENT ON COLUMN footfall_store.customer_score.orders IS 'Orders that stand.';
COMMENT ON COLUMN footfall_store.customer_score.order_days IS 'Different days with such an order.';
COMMENT ON COLUMN footfall_store.customer_score.spent IS 'Sum of these orders in the currency of the site; others are left out.';
COMMENT ON COLUMN footfall_store.customer_score.r IS 'Score of recency, 1 to 5; null where there are too few customers to say.';
COMMENT ON COLUMN footfall_store.customer_score.f IS 'Score of frequency, by 1, 2, 3, 5 and 10 days with an order.';
COMMENT ON COLUMN footfall_store.customer_score.m IS 'Score of what was spent, 1 to 5.';
COMMENT ON COLUMN footfall_store.customer_score.segment IS 'Name of the customer segment by recency and frequency.';
COMMENT ON COLUMN footfall_store.customer_score.rhythm_days IS 'Days within which nine in ten orders follow the one before; null: not known, or by contract.';
COMMENT ON COLUMN footfall_store.customer_score.rhythm_rule IS 'Whose rhythm it is: own, segment, all, or contract where a subscription runs.';
COMMENT ON COLUMN footfall_store.customer_score.is_overdue IS 'Whether the last order lies further back, or the day of renewal is past; null: not known.';
COMMENT ON COLUMN footfall_store.customer_score.alive IS 'Probability that the person still is a customer (BG/NBD); null: not told.';
COMMENT ON COLUMN footfall_store.customer_score.expected_orders IS 'Days with an order to be expected in the next twelve months.';
COMMENT ON COLUMN footfall_store.customer_score.lifetime_value IS 'Turnover to be expected in the next twelve months, discounted, in the currency of the site.';
COMMENT ON COLUMN footfall_store.customer_score.next_product IS 'Name of the product that the person might want next.';
COMMENT ON COLUMN footfall_store.customer_score.next_reason IS 'Why, in words.';

CREATE TABLE footfall_store.cohort_month (
  site bigint NOT NULL,
  as_of date NOT NULL,
  cohort date NOT NULL,
  months integer NOT NULL,
  size bigint NOT NULL,
  active bigint NOT NULL,
  PRIMARY KEY (site, as_of, cohort, months)
);
COMMENT ON TABLE footfall_store.cohort_month IS 'Customers by the month of their first order, and how many of them ordered so many months later.';
COMMENT ON COLUMN footfall_store.cohort_month.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.cohort_month.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.cohort_month.cohort IS 'First day of the month of the first order.';
COMMENT ON COLUMN footfall_store.cohort_month.months IS 'Months after it; 0 is the month itself. Months that are not over are absent.';
COMMENT ON COLUMN footfall_store.cohort_month.size IS 'Customers of the cohort.';
COMMENT ON COLUMN footfall_store.cohort_month.active IS 'Those with an order in the month.';

CREATE TABLE footfall_store.survival_step (
  site bigint NOT NULL,
  as_of date NOT NULL,
  days integer NOT NULL,
  at_risk bigint NOT NULL,
  ended bigint NOT NULL,
  survival double precision NOT NULL,
  low double precision NOT NULL,
  high double precision NOT NULL,
  PRIMARY KEY (site, as_of, days)
);
COMMENT ON TABLE footfall_store.survival_step IS 'How long customers wait with their second order (Kaplan and Meier).';
COMMENT ON COLUMN footfall_store.survival_step.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.survival_step.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.survival_step.days IS 'Days after the first day with an order.';
COMMENT ON COLUMN footfall_store.survival_step.at_risk IS 'Customers who had not ordered on a second day before, and are known that long.';
COMMENT ON COLUMN footfall_store.survival_step.ended IS 'Those who did on this day.';
COMMENT ON COLUMN footfall_store.survival_step.survival IS 'Share that has not ordered again after so many days.';
COMMENT ON COLUMN footfall_store.survival_step.low IS 'Lower end of the interval that holds the share with 95 %.';
COMMENT ON COLUMN footfall_store.survival_step.high IS 'Its upper end.';

CREATE TABLE footfall_store.attribution_credit (
  site bigint NOT NULL,
  as_of date NOT NULL,
  model text NOT NULL,
  channel text NOT NULL,
  conversions double precision NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (site, as_of, model, channel)
);
COMMENT ON TABLE footfall_store.attribution_credit IS 'Orders of the last twelve months dealt out to the channels of the visits before them.';
COMMENT ON COLUMN footfall_store.attribution_credit.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.attribution_credit.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.attribution_credit.model IS 'How they are dealt out.';
COMMENT ON COLUMN footfall_store.attribution_credit.channel IS 'The channel.';
COMMENT ON COLUMN footfall_store.attribution_credit.conversions IS 'Orders, or parts of them; the sum over the channels is the same in every model.';
COMMENT ON COLUMN footfall_store.attribution_credit.value IS 'Their amounts in the currency of the site.';

CREATE TABLE footfall_store.affinity (
  site bigint NOT NULL,
  as_of date NOT NULL,
  kind text NOT NULL,
  place integer NOT NULL,
  item text NOT NULL,
  other text NOT NULL,
  together bigint NOT NULL,
  item_baskets bigint NOT NULL,
  other_baskets bigint NOT NULL,
  support double precision NOT NULL,
  confidence double precision NOT NULL,
  lift double precision NOT NULL,
  shrunk_lift double precision NOT NULL,
  false_discovery_rate double precision NOT NULL,
  PRIMARY KEY (site, as_of, kind, place)
);
COMMENT ON TABLE footfall_store.affinity IS 'Products that the same persons bought, and pages that the same visits saw.';
COMMENT ON COLUMN footfall_store.affinity.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.affinity.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.affinity.kind IS 'product or page.';
COMMENT ON COLUMN footfall_store.affinity.place IS 'The strongest first, from 1.';
COMMENT ON COLUMN footfall_store.affinity.item IS 'Name of the product, or path of the page.';
COMMENT ON COLUMN footfall_store.affinity.other IS 'What stands beside it.';
COMMENT ON COLUMN footfall_store.affinity.together IS 'Persons or visits with both.';
COMMENT ON COLUMN footfall_store.affinity.item_baskets IS 'Persons or visits with the item.';
COMMENT ON COLUMN footfall_store.affinity.other_baskets IS 'Persons or visits with the other.';
COMMENT ON COLUMN footfall_store.affinity.support IS 'Share of all persons or visits with both.';
COMMENT ON COLUMN footfall_store.affinity.confidence IS 'Share of those with the item that have the other as well.';
COMMENT ON COLUMN footfall_store.affinity.lift IS 'How many times as often as by chance.';
COMMENT ON COLUMN footfall_store.affinity.shrunk_lift IS 'The same, nearer to one the less it rests on.';
COMMENT ON COLUMN footfall_store.affinity.false_discovery_rate IS 'Share of chance among the pairs up to this one (Fisher, Benjamini and Hochberg).';

CREATE TABLE footfall_store.frequent_path (
  site bigint NOT NULL,
  as_of date NOT NULL,
  place integer NOT NULL,
  steps text[] NOT NULL,
  visits bigint NOT NULL,
  PRIMARY KEY (site, as_of, place)
);
COMMENT ON TABLE footfall_store.frequent_path IS 'Pages that many visits saw in this order, others between them or not.';
COMMENT ON COLUMN footfall_store.frequent_path.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.frequent_path.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.frequent_path.place IS 'The most frequent first, from 1.';
COMMENT ON COLUMN footfall_store.frequent_path.steps IS 'Paths of the pages in order.';
COMMENT ON COLUMN footfall_store.frequent_path.visits IS 'Visits that went this way.';

CREATE TABLE footfall_store.page_transition (
  site bigint NOT NULL,
  as_of date NOT NULL,
  place integer NOT NULL,
  from_page text NOT NULL,
  to_page text,
  steps bigint NOT NULL,
  share double precision NOT NULL,
  PRIMARY KEY (site, as_of, place)
);
COMMENT ON TABLE footfall_store.page_transition IS 'Which page follows which in visits.';
COMMENT ON COLUMN footfall_store.page_transition.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.page_transition.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.page_transition.place IS 'By pages left most and then by steps, from 1.';
COMMENT ON COLUMN footfall_store.page_transition.from_page IS 'Path of the page that is left.';
COMMENT ON COLUMN footfall_store.page_transition.to_page IS 'Path of the next page; null: the visit ended.';
COMMENT ON COLUMN footfall_store.page_transition.steps IS 'How often.';
COMMENT ON COLUMN footfall_store.page_transition.share IS 'Of all times that the page was left.';

CREATE TABLE footfall_store.anomaly (
  site bigint NOT NULL,
  as_of date NOT NULL,
  metric text NOT NULL,
  day date NOT NULL,
  value double precision NOT NULL,
  expected double precision NOT NULL,
  z double precision NOT NULL,
  dimension text,
  part text,
  part_value double precision,
  part_expected double precision,
  share double precision,
  PRIMARY KEY (site, as_of, metric, day)
);
COMMENT ON TABLE footfall_store.anomaly IS 'Days that differ from the same weekdays before, with the part that makes most of it.';
COMMENT ON COLUMN footfall_store.anomaly.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.anomaly.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.anomaly.metric IS 'visits, orders or messages.';
COMMENT ON COLUMN footfall_store.anomaly.day IS 'The day in the zone of the site.';
COMMENT ON COLUMN footfall_store.anomaly.value IS 'What was counted.';
COMMENT ON COLUMN footfall_store.anomaly.expected IS 'The median of the same weekdays of twelve weeks before.';
COMMENT ON COLUMN footfall_store.anomaly.z IS 'Modified z (Iglewicz and Hoaglin).';
COMMENT ON COLUMN footfall_store.anomaly.dimension IS 'What the part is one of: channel, device or country; null: no part explains it.';
COMMENT ON COLUMN footfall_store.anomaly.part IS 'The part that makes at least half of the difference.';
COMMENT ON COLUMN footfall_store.anomaly.part_value IS 'What was counted of it.';
COMMENT ON COLUMN footfall_store.anomaly.part_expected IS 'The median of the same weekdays of it.';
COMMENT ON COLUMN footfall_store.anomaly.share IS 'Its share of the difference.';

CREATE TABLE footfall_store.lead_score (
  site bigint NOT NULL,
  as_of date NOT NULL,
  person bigint NOT NULL,
  points double precision NOT NULL,
  reasons text[] NOT NULL,
  PRIMARY KEY (site, as_of, person)
);
COMMENT ON TABLE footfall_store.lead_score IS 'Persons who have not ordered yet, by what they did in ninety days; whoever is erased is taken out.';
COMMENT ON COLUMN footfall_store.lead_score.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.lead_score.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall_store.lead_score.person IS 'The person.';
COMMENT ON COLUMN footfall_store.lead_score.points IS 'Points; what was done halves in thirty days.';
COMMENT ON COLUMN footfall_store.lead_score.reasons IS 'What gives the points, the most first.';

CREATE VIEW footfall.analysis AS
SELECT i.name AS site, t.as_of, t.name, t.told, t.note, t.n
FROM footfall_store.analysis t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.analysis IS 'What each analysis found enough of to speak, and why where it does not.';
COMMENT ON COLUMN footfall.analysis.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.analysis.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.analysis.name IS 'Name of the analysis.';
COMMENT ON COLUMN footfall.analysis.told IS 'Whether it speaks.';
COMMENT ON COLUMN footfall.analysis.note IS 'Why it does not speak, in a sentence; null where it does.';
COMMENT ON COLUMN footfall.analysis.n IS 'How many customers, conversions, baskets, visits or days it rests on.';

CREATE VIEW footfall.analysis_parameter AS
SELECT i.name AS site, t.as_of, t.analysis, t.name, t.value
FROM footfall_store.analysis_parameter t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.analysis_parameter IS 'Numbers that an analysis found beside its rows.';
COMMENT ON COLUMN footfall.analysis_parameter.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.analysis_parameter.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.analysis_parameter.analysis IS 'Name of the analysis.';
COMMENT ON COLUMN footfall.analysis_parameter.name IS 'Name of the number.';
COMMENT ON COLUMN footfall.analysis_parameter.value IS 'The number.';

CREATE VIEW footfall.customer_score AS
SELECT i.name AS site, t.as_of, t.person, t.recency_days, t.orders, t.order_days, t.spent, t.r, t.f, t.m,
  t.segment, t.rhythm_days, t.rhythm_rule, t.is_overdue, t.alive, t.expected_orders, t.lifetime_value,
  t.next_product, t.next_reason
FROM footfall_store.customer_score t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.customer_score IS 'What is to be said of each customer.';
COMMENT ON COLUMN footfall.customer_score.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.customer_score.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.customer_score.person IS 'The person.';
COMMENT ON COLUMN footfall.customer_score.recency_days IS 'Days since the last order.';
COMMENT ON COLUMN footfall.customer_score.orders IS 'Orders that stand.';
COMMENT ON COLUMN footfall.customer_score.order_days IS 'Different days with such an order.';
COMMENT ON COLUMN footfall.customer_score.spent IS 'Sum of these orders in the currency of the site; others are left out.';
COMMENT ON COLUMN footfall.customer_score.r IS 'Score of recency, 1 to 5; null where there are too few customers to say.';
COMMENT ON COLUMN footfall.customer_score.f IS 'Score of frequency, by 1, 2, 3, 5 and 10 days with an order.';
COMMENT ON COLUMN footfall.customer_score.m IS 'Score of what was spent, 1 to 5.';
COMMENT ON COLUMN footfall.customer_score.segment IS 'Name of the customer segment by recency and frequency.';
COMMENT ON COLUMN footfall.customer_score.rhythm_days IS 'Days within which nine in ten orders follow the one before; null: not known, or by contract.';
COMMENT ON COLUMN footfall.customer_score.rhythm_rule IS 'Whose rhythm it is: own, segment, all, or contract where a subscription runs.';
COMMENT ON COLUMN footfall.customer_score.is_overdue IS 'Whether the last order lies further back, or the day of renewal is past; null: not known.';
COMMENT ON COLUMN footfall.customer_score.alive IS 'Probability that the person still is a customer (BG/NBD); null: not told.';
COMMENT ON COLUMN footfall.customer_score.expected_orders IS 'Days with an order to be expected in the next twelve months.';
COMMENT ON COLUMN footfall.customer_score.lifetime_value IS 'Turnover to be expected in the next twelve months, discounted, in the currency of the site.';
COMMENT ON COLUMN footfall.customer_score.next_product IS 'Name of the product that the person might want next.';
COMMENT ON COLUMN footfall.customer_score.next_reason IS 'Why, in words.';

CREATE VIEW footfall.cohort_month AS
SELECT i.name AS site, t.as_of, t.cohort, t.months, t.size, t.active
FROM footfall_store.cohort_month t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.cohort_month IS 'Customers by the month of their first order, and how many of them ordered so many months later.';
COMMENT ON COLUMN footfall.cohort_month.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.cohort_month.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.cohort_month.cohort IS 'First day of the month of the first order.';
COMMENT ON COLUMN footfall.cohort_month.months IS 'Months after it; 0 is the month itself. Months that are not over are absent.';
COMMENT ON COLUMN footfall.cohort_month.size IS 'Customers of the cohort.';
COMMENT ON COLUMN footfall.cohort_month.active IS 'Those with an order in the month.';

CREATE VIEW footfall.survival_step AS
SELECT i.name AS site, t.as_of, t.days, t.at_risk, t.ended, t.survival, t.low, t.high
FROM footfall_store.survival_step t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.survival_step IS 'How long customers wait with their second order (Kaplan and Meier).';
COMMENT ON COLUMN footfall.survival_step.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.survival_step.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.survival_step.days IS 'Days after the first day with an order.';
COMMENT ON COLUMN footfall.survival_step.at_risk IS 'Customers who had not ordered on a second day before, and are known that long.';
COMMENT ON COLUMN footfall.survival_step.ended IS 'Those who did on this day.';
COMMENT ON COLUMN footfall.survival_step.survival IS 'Share that has not ordered again after so many days.';
COMMENT ON COLUMN footfall.survival_step.low IS 'Lower end of the interval that holds the share with 95 %.';
COMMENT ON COLUMN footfall.survival_step.high IS 'Its upper end.';

CREATE VIEW footfall.attribution_credit AS
SELECT i.name AS site, t.as_of, t.model, t.channel, t.conversions, t.value
FROM footfall_store.attribution_credit t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.attribution_credit IS 'Orders of the last twelve months dealt out to the channels of the visits before them.';
COMMENT ON COLUMN footfall.attribution_credit.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.attribution_credit.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.attribution_credit.model IS 'How they are dealt out.';
COMMENT ON COLUMN footfall.attribution_credit.channel IS 'The channel.';
COMMENT ON COLUMN footfall.attribution_credit.conversions IS 'Orders, or parts of them; the sum over the channels is the same in every model.';
COMMENT ON COLUMN footfall.attribution_credit.value IS 'Their amounts in the currency of the site.';

CREATE VIEW footfall.affinity AS
SELECT i.name AS site, t.as_of, t.kind, t.place, t.item, t.other, t.together, t.item_baskets,
  t.other_baskets, t.support, t.confidence, t.lift, t.shrunk_lift, t.false_discovery_rate
FROM footfall_store.affinity t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.affinity IS 'Products that the same persons bought, and pages that the same visits saw.';
COMMENT ON COLUMN footfall.affinity.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.affinity.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.affinity.kind IS 'product or page.';
COMMENT ON COLUMN footfall.affinity.place IS 'The strongest first, from 1.';
COMMENT ON COLUMN footfall.affinity.item IS 'Name of the product, or path of the page.';
COMMENT ON COLUMN footfall.affinity.other IS 'What stands beside it.';
COMMENT ON COLUMN footfall.affinity.together IS 'Persons or visits with both.';
COMMENT ON COLUMN footfall.affinity.item_baskets IS 'Persons or visits with the item.';
COMMENT ON COLUMN footfall.affinity.other_baskets IS 'Persons or visits with the other.';
COMMENT ON COLUMN footfall.affinity.support IS 'Share of all persons or visits with both.';
COMMENT ON COLUMN footfall.affinity.confidence IS 'Share of those with the item that have the other as well.';
COMMENT ON COLUMN footfall.affinity.lift IS 'How many times as often as by chance.';
COMMENT ON COLUMN footfall.affinity.shrunk_lift IS 'The same, nearer to one the less it rests on.';
COMMENT ON COLUMN footfall.affinity.false_discovery_rate IS 'Share of chance among the pairs up to this one (Fisher, Benjamini and Hochberg).';

CREATE VIEW footfall.frequent_path AS
SELECT i.name AS site, t.as_of, t.place, t.steps, t.visits
FROM footfall_store.frequent_path t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.frequent_path IS 'Pages that many visits saw in this order, others between them or not.';
COMMENT ON COLUMN footfall.frequent_path.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.frequent_path.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.frequent_path.place IS 'The most frequent first, from 1.';
COMMENT ON COLUMN footfall.frequent_path.steps IS 'Paths of the pages in order.';
COMMENT ON COLUMN footfall.frequent_path.visits IS 'Visits that went this way.';

CREATE VIEW footfall.page_transition AS
SELECT i.name AS site, t.as_of, t.place, t.from_page, t.to_page, t.steps, t.share
FROM footfall_store.page_transition t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.page_transition IS 'Which page follows which in visits.';
COMMENT ON COLUMN footfall.page_transition.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.page_transition.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.page_transition.place IS 'By pages left most and then by steps, from 1.';
COMMENT ON COLUMN footfall.page_transition.from_page IS 'Path of the page that is left.';
COMMENT ON COLUMN footfall.page_transition.to_page IS 'Path of the next page; null: the visit ended.';
COMMENT ON COLUMN footfall.page_transition.steps IS 'How often.';
COMMENT ON COLUMN footfall.page_transition.share IS 'Of all times that the page was left.';

CREATE VIEW footfall.anomaly AS
SELECT i.name AS site, t.as_of, t.metric, t.day, t.value, t.expected, t.z, t.dimension, t.part,
  t.part_value, t.part_expected, t.share
FROM footfall_store.anomaly t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.anomaly IS 'Days that differ from the same weekdays before, with the part that makes most of it.';
COMMENT ON COLUMN footfall.anomaly.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.anomaly.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.anomaly.metric IS 'visits, orders or messages.';
COMMENT ON COLUMN footfall.anomaly.day IS 'The day in the zone of the site.';
COMMENT ON COLUMN footfall.anomaly.value IS 'What was counted.';
COMMENT ON COLUMN footfall.anomaly.expected IS 'The median of the same weekdays of twelve weeks before.';
COMMENT ON COLUMN footfall.anomaly.z IS 'Modified z (Iglewicz and Hoaglin).';
COMMENT ON COLUMN footfall.anomaly.dimension IS 'What the part is one of: channel, device or country; null: no part explains it.';
COMMENT ON COLUMN footfall.anomaly.part IS 'The part that makes at least half of the difference.';
COMMENT ON COLUMN footfall.anomaly.part_value IS 'What was counted of it.';
COMMENT ON COLUMN footfall.anomaly.part_expected IS 'The median of the same weekdays of it.';
COMMENT ON COLUMN footfall.anomaly.share IS 'Its share of the difference.';

CREATE VIEW footfall.lead_score AS
SELECT i.name AS site, t.as_of, t.person, t.points, t.reasons
FROM footfall_store.lead_score t
JOIN footfall_store.site i ON i.id = t.site;
COMMENT ON VIEW footfall.lead_score IS 'Persons who have not ordered yet, by what they did in ninety days.';
COMMENT ON COLUMN footfall.lead_score.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.lead_score.as_of IS 'The day, in its zone, as of whose end this holds.';
COMMENT ON COLUMN footfall.lead_score.person IS 'The person.';
COMMENT ON COLUMN footfall.lead_score.points IS 'Points; what was done halves in thirty days.';
COMMENT ON COLUMN footfall.lead_score.reasons IS 'What gives the points, the most first.';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['analysis_run', 'analysis', 'analysis_parameter', 'customer_score', 'cohort_month',
    'survival_step', 'attribution_credit', 'affinity', 'frequent_path', 'page_transition',
    'anomaly', 'lead_score']
  LOOP
    EXECUTE format('ALTER TABLE footfall_store.%I OWNER TO footfall_owner', name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON footfall_store.%I TO footfall_ingest', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['analysis', 'analysis_parameter', 'customer_score', 'cohort_month', 'survival_step',
    'attribution_credit', 'affinity', 'frequent_path', 'page_transition', 'anomaly',
    'lead_score']
  LOOP
    EXECUTE format('ALTER VIEW footfall.%I OWNER TO footfall_owner', name);
    EXECUTE format(
      'GRANT SELECT ON footfall.%I TO footfall_ingest, footfall_report, footfall_analyst', name);
  END LOOP;
END
$$;
