-- question: What did people search for before they wrote?
-- figure: bar
-- label: term
-- value: messages
-- unit: messages
-- heading: term
-- limit: 10
-- finding: ["Searched for before a message: {top} ({top_value:time:times})"]
-- note: Terms looked for in the same visit, each counted once a message; twelve months. What few browsers typed on each day may name somebody, and stands together under others.
-- empty: "Nobody searched the site in the visit of a message, or no message is tied to a visit. Searches are told by parameters such as `q` in the address."
WITH search AS (
  SELECT DISTINCT term, contact, visitor, (started_at AT TIME ZONE :zone)::date AS day
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, :segment)
  WHERE term IS NOT NULL AND footfall.expects_answer(topic)
), day AS (
  -- A browser has another key in each salt period: who came on two days may be one.
  SELECT term, count(DISTINCT visitor) AS visitors
  FROM search
  GROUP BY term, day
), word AS (
  SELECT term, footfall.public_word(term, max(visitors)) AS shown
  FROM day
  GROUP BY term
)
SELECT w.shown AS term, count(DISTINCT s.contact) AS messages
FROM search s
JOIN word w ON w.term = s.term
GROUP BY w.shown
ORDER BY messages DESC, w.shown COLLATE "C"
LIMIT 100
