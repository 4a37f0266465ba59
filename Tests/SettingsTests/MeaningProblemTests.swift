import Settings
import Testing

@Suite("Mistakes of meaning")
struct MeaningProblemTests {
  @Test(
    "a value that means nothing is told with what was expected",
    arguments: [
      ("assets: kep", "1:9: assets must be one of keep, count, found 'kep'; did you mean 'keep'?"),
      ("assets: all", "1:9: assets must be one of keep, count, found 'all'"),
      ("data: ~ada/f", "1:7: data must be the path of a folder, without '~': write the whole path"),
      (
        "query_allow: [a=b]",
        "1:15: query_allow[0] must be the name of a query parameter, found 'a=b'"
      ),
      (
        "inputs: [{name: a, path: /x.log}, {name: b, path: /x.log}]",
        "1:51: inputs[1].path: the input '/x.log' stands there already, as inputs[0]"
      ),
      (
        "mail_server: localhost",
        "1:14: mail_server must be a mail server, as smtp://localhost:25, found 'localhost'"
      ),
      ("databse: x", "1:1: unknown setting 'databse'; did you mean 'database'?"),
    ])
  func top(text: String, expected: String) {
    #expect(problems(text) == [expected])
  }

  @Test(
    "a value of a site that means nothing is told with what was expected",
    arguments: [
      (
        "zone: Europe/Viena",
        "zone must be a time zone: no time zone 'Europe/Viena'; near are Europe/Vienna"
      ),
      (
        "zone: ../UTC",
        "zone must be a time zone: '../UTC' is no name of a time zone; write one such as"
          + " Europe/Vienna"
      ),
      ("quiet_hour: 24", "quiet_hour must be a whole number from 0 to 23, found '24'"),
      ("quiet_hour: four", "quiet_hour must be a whole number from 0 to 23, found 'four'"),
      (
        "currency: eur",
        "currency must be three capital letters (ISO 4217) such as EUR, found 'eur'"
      ),
      ("language: german", "language must be a language tag such as en or de-AT, found 'german'"),
      ("profile: piwik", "profile must be one of footfall, matomo, ga4, plausible, found 'piwik'"),
      ("salt_period: week", "salt_period must be one of day, month, never, found 'week'"),
      (
        "hosts: [https://a.example]",
        "hosts[0] must be a host alone, such as www.larkspur.example, found 'https://a.example'"
      ),
      (
        "own_networks: [192.0.2.0/33]",
        "own_networks[0] must be a network such as 192.0.2.0/24 or 2001:db8::/32, found"
          + " '192.0.2.0/33'"
      ),
      (
        "own_addresses: [larkspur.example]",
        "own_addresses[0] must be a mail address, or a domain such as @larkspur.example,"
          + " found 'larkspur.example'"
      ),
      ("title: \"a\\nb\"", "title must be one line of text, found 'a%0Ab'"),
      ("host: a", "unknown setting 'host'; did you mean 'hosts'?"),
    ])
  func site(line: String, expected: String) {
    let found = problems("sites:\n  - name: a\n    \(line)")
    #expect(found.count == 1)
    let isUnknown = expected.hasPrefix("unknown")
    #expect(found.first?.hasSuffix((isUnknown ? ": " : ": sites[0].") + expected) == true)
    #expect(found.first?.hasPrefix("3:") == true)
  }

  @Test("a rotated file cannot be quiet for ever before it has ended")
  func rotateWait() {
    #expect(
      problems("rotate_wait: never") == [
        "1:14: rotate_wait must be a length of time such as 30s, 5m, 24h or 7d, found 'never'"
      ])
    #expect(problems("rotate_wait: 2m\nsilent_after: never").isEmpty)
  }

  @Test(
    "nothing is kept shorter than what it was made of, and how long is said in words",
    arguments: [
      ("keep_events: 25 months\nkeep_sessions: 25 months\nkeep_sums: 5 years", [String]()),
      ("keep_events: 30days", []), ("keep_rejects: always", []), ("keep_events: 1 day", []),
      (
        "keep_events: 25 months\nkeep_sessions: 24 months",
        [
          "2:16: keep_sessions: 24 months is shorter than keep_events: 25 months, of which they are made"
        ]
      ),
      (
        "keep_sessions: 2 years",
        [
          "1:16: keep_sessions: 24 months is shorter than keep_events: always, of which they are made"
        ]
      ),
      (
        "keep_events: 1 year\nkeep_sessions: 2 years\nkeep_sums: 729 days",
        [
          "3:12: keep_sums: 729 days is shorter than keep_sessions: 24 months, of which they are made"
        ]
      ),
      (
        "keep_events: never",
        [
          "1:14: keep_events must be how long, as 25 months, 400 days, 2 years or always, found"
            + " 'never'"
        ]
      ),
      (
        "keep_rejects: 0 days",
        [
          "1:15: keep_rejects must be how long, as 25 months, 400 days, 2 years or always, found"
            + " '0 days'"
        ]
      ),
    ])
  func lifetimes(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test("sites are compared with each other")
  func sites() {
    let text = """
      sites:
        - name: a
          hosts: [a.example, b.example]
        - name: a
          hosts: [B.example:8080]
        - title: nameless
          hosts: [c.example]
        - name: Bad Name
        - name: any
          hosts: []
      """
    #expect(
      problems(text) == [
        "6:5: sites[2] needs a name",
        "8:11: sites[3].name must be 1 to 64 of the characters a-z, 0-9 and -, found 'Bad Name'",
        "4:11: sites[1].name: there is a site 'a' already",
        "5:12: sites[1].hosts: 'b.example' belongs to the site 'a' already",
        "8:5: sites[3] needs hosts: only a single site can have any host",
        "9:5: sites[4] needs hosts: only a single site can have any host",
      ])
  }

  @Test("all mistakes are told at once: file, environment, flags")
  func allAtOnce() {
    let found = problems(
      "assets: x\nsites:\n  - name: a\n    zone: Mars\n    quiet_hour: 99\nnonsense: 1",
      environment: [
        "FOOTFALL_ASSETS": "y", "FOOTFALL_DATABSE": "embedded", "FOOTFALLS": "1",
        "FOOTFALL_SOMEBODY_ELSES": "1", "FOOTFALL_CONFIG": "f.yaml",
      ],
      flags: ["assets": "z", "sites": "a"])
    #expect(
      found == [
        "1:9: assets must be one of keep, count, found 'x'",
        "4:11: sites[0].zone must be a time zone: no time zone 'Mars' in the zoneinfo of"
          + " this system; write one such as Europe/Vienna",
        "5:17: sites[0].quiet_hour must be a whole number from 0 to 23, found '99'",
        "6:1: unknown setting 'nonsense'; known are database, data, inputs, assets,"
          + " query_allow, trusted_proxies, topics, agents, browsers, sources, places, staff,"
          + " strategy, facts, dashboards, secret_key, output, persons_folder, person_pages,"
          + " periods, publish, publish_persons, keep_pages, pdf, monitor,"
          + " on_alert, alert_mail, mail_server, silent_after, rotate_wait, stop_within,"
          + " keep_events, keep_sessions, keep_sums, keep_rejects, sites",
        "environment FOOTFALL_ASSETS: assets must be one of keep, count, found 'y'",
        "environment FOOTFALL_DATABSE: no setting is read from this variable; did you mean"
          + " 'FOOTFALL_DATABASE'?",
        "flag --assets: assets must be one of keep, count, found 'z'",
        "flag --sites: no setting 'sites' is set by a flag",
      ])
  }

  @Test("what is found is printed without control characters and cut short")
  func hostileValues() {
    let long = String(repeating: "x", count: 5_000)
    #expect(problems("assets: \"\\e[31m\"").first?.hasSuffix("found '%1B[31m'") == true)
    #expect(problems("assets: \(long)").first?.utf8.count ?? 0 < 200)
    #expect(problems("\(long): 1").first?.utf8.count ?? 0 < 300)
  }
}
