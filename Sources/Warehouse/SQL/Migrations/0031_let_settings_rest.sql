-- A form with nothing but boxes asks nothing: its topic, preferences, waits for nobody.
CREATE FUNCTION footfall.expects_answer(topic text) RETURNS boolean
LANGUAGE sql IMMUTABLE RETURN topic NOT IN ('opt_in', 'unsubscribe', 'preferences', 'feedback_praise');
COMMENT ON FUNCTION footfall.expects_answer(text) IS 'Whether a message about a topic wants to be answered: to these there is nothing to say.';
ALTER FUNCTION footfall.expects_answer(text) OWNER TO footfall_owner;

CREATE OR REPLACE VIEW footfall.conversation AS
WITH said AS (
  SELECT m.site, m.conversation, m.id, m.at, m.person, m.topic, m.staff, m.direction = 'inbound' AS is_theirs,
    m.class = 'human' AS is_human
  FROM footfall.message m
  WHERE m.class = 'human' OR m.direction = 'outbound'
), spoken AS (
  SELECT s.site, s.conversation,
    min(s.at) AS opened_at,
    max(s.at) AS last_at,
    count(*) AS messages,
    (array_agg(s.person ORDER BY s.at, s.id) FILTER (WHERE s.person IS NOT NULL))[1] AS person,
    (array_agg(s.topic ORDER BY s.at, s.id))[1] AS topic,
    min(s.at) FILTER (WHERE s.is_theirs) AS asked_at,
    max(s.at) FILTER (WHERE NOT s.is_theirs AND s.is_human) AS told_at
  FROM said s
  GROUP BY s.site, s.conversation
), answer AS (
  SELECT DISTINCT ON (s.site, s.conversation) s.site, s.conversation, s.at, s.staff
  FROM said s
  JOIN spoken k ON k.site = s.site AND k.conversation = s.conversation
  WHERE NOT s.is_theirs AND s.is_human AND s.at >= k.asked_at
  ORDER BY s.site, s.conversation, s.at, s.id
), open_question AS (
  SELECT s.site, s.conversation, min(s.at) AS at
  FROM said s
  JOIN spoken k ON k.site = s.site AND k.conversation = s.conversation
  WHERE s.is_theirs AND (k.told_at IS NULL OR s.at > k.told_at)
    AND footfall.expects_answer(s.topic)
  GROUP BY s.site, s.conversation
)
SELECT
  k.site,
  k.conversation AS id,
  k.person,
  k.opened_at,
  k.topic,
  k.messages,
  a.at AS first_response_at,
  extract(epoch FROM a.at - k.asked_at)::double precision AS first_response,
  CASE
    WHEN q.at IS NOT NULL THEN 'us'
    WHEN k.told_at >= k.last_at THEN 'them'
  END AS waiting_on,
  a.staff AS answered_by,
  q.at AS oldest_unanswered_at,
  k.asked_at,
  k.last_at
FROM spoken k
LEFT JOIN answer a ON a.site = k.site AND a.conversation = k.conversation
LEFT JOIN open_question q ON q.site = k.site AND q.conversation = k.conversation;

CREATE OR REPLACE FUNCTION footfall.unanswered(of_site text, as_of timestamptz)
RETURNS TABLE (
  conversation bigint, message bigint, since timestamptz, messages bigint, person bigint,
  address text, person_name text, topic text, subject text, channel text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH said AS (
    SELECT m.id, m.conversation, m.at, m.topic, m.direction, m.channel,
      coalesce(nullif(m.subject, ''), nullif(m.form, '')) AS subject, m.person, m.address,
      m.person_name,
      max(m.at) FILTER (WHERE m.direction = 'outbound') OVER (PARTITION BY m.conversation) AS told_at
    FROM footfall.message m
    WHERE m.site = of_site AND m.class = 'human' AND m.at < as_of
  )
  SELECT DISTINCT ON (s.conversation) s.conversation, s.id, s.at,
    count(*) OVER (PARTITION BY s.conversation), s.person, s.address, s.person_name, s.topic,
    s.subject, s.channel
  FROM said s
  WHERE s.direction = 'inbound' AND (s.told_at IS NULL OR s.at > s.told_at)
    AND footfall.expects_answer(s.topic)
  ORDER BY s.conversation, s.at, s.id
$$;
