import Clickstream
import Settings
import Testing

@Suite("The configuration")
struct ConfigurationTests {
  @Test("without a file there is one site for any host, in UTC")
  func defaults() throws {
    let configuration = try load()
    #expect(configuration.database == .embedded)
    #expect(configuration.sites == [.standard])
    #expect(!configuration.declaresSites)
    #expect(configuration.queryAllow.contains("utm_source"))
    #expect(configuration.file == nil)
  }

  @Test("a site is read with all it declares")
  func site() throws {
    let configuration = try load(
      """
      sites:
        - name: larkspur
          title: Larkspur Theatre
          hosts: [WWW.Larkspur.example, 'larkspur.example:8080', bücher.example, 192.0.2.1]
          zone: Europe/London
          currency: GBP
          language: en-GB
          own_networks: [192.0.2.0/28, '2001:db8::/32']
          own_addresses: ['@Larkspur.example', Box@mail.example]
          salt_period: day
          quiet_hour: 3
        - name: shop
          hosts: [shop.larkspur.example]
      """)
    #expect(configuration.declaresSites)
    #expect(
      configuration.sites[0]
        == Site(
          name: "larkspur", title: "Larkspur Theatre",
          hosts: [
            "www.larkspur.example", "larkspur.example", "xn--bcher-kva.example", "192.0.2.1",
          ], zone: try Zone(named: "Europe/London"), currency: "GBP", language: "en-GB",
          profile: .footfall,
          ownNetworks: [Network("192.0.2.0/28"), Network("2001:db8::/32")].compactMap(\.self),
          ownAddresses: ["@larkspur.example", "box@mail.example"], saltPeriod: .day, quietHour: 3))
    #expect(configuration.sites[1].title == "shop")
    #expect(configuration.sites[1].zone == .utc)
  }

  @Test(
    "a flag wins over the environment, the environment over the file, the file over the default")
  func order() throws {
    let file = "assets: count\ndata: d\ninputs: [a, ../b/*.gz]\noutput: out"
    let environment = ["FOOTFALL_DATA": "e", "FOOTFALL_OUTPUT": "/e", "FOOTFALL_INPUTS": "x, /y"]
    let configuration = try load(file, environment: environment, flags: ["output": "./f"])
    let rows = configuration.describe()
    let shown = rows.filter { ["assets", "data", "inputs", "output", "topics"].contains($0.key) }
    #expect(
      shown.map { "\($0.key) = \($0.value) (\($0.origin))" } == [
        "data = /home/ada/e (environment FOOTFALL_DATA)",
        "inputs = [/home/ada/x, /y] (environment FOOTFALL_INPUTS)",
        "assets = count (/etc/f/f.yaml:1)", "topics =  (default)",
        "output = /home/ada/f (flag --out)",
      ])
    #expect(try load(file).inputs.map(\.path) == ["/etc/f/a", "/etc/b/*.gz"])
    #expect(configuration.origin(of: "assets") == .file(path: "/etc/f/f.yaml", line: 1, column: 9))
  }

  @Test(
    "a list of a flag or a variable is read in brackets as in the file, and without them",
    arguments: [
      ("[a.log*, '/b, c.log']", ["/home/ada/a.log*", "/b, c.log"]),
      (" [a.log] ", ["/home/ada/a.log"]), ("[]", []), ("a.log*, /b", ["/home/ada/a.log*", "/b"]),
      ("[{path: /shop.log, name: shop}, /b]", ["/shop.log", "/b"]), ("/a[0-9]", ["/a[0-9]"]),
    ])
  func brackets(text: String, paths: [String]) throws {
    let byFlag = try load(flags: ["inputs": text])
    #expect(byFlag.inputs.map(\.path) == paths)
    #expect(try load(environment: ["FOOTFALL_INPUTS": text]).inputs == byFlag.inputs)
    #expect(byFlag.origin(of: "inputs") == .flag("--inputs"))
  }

  @Test(
    "a list in brackets that is none is told, and nothing of it is taken",
    arguments: [
      ("[a, b", "flag --query-allow: query_allow must be a list such as [a, b]; it is no YAML: "),
      ("[a]*", "flag --query-allow: query_allow must be a list such as [a, b]; it is no YAML: "),
      ("[*_id]", "flag --query-allow: query_allow: quote a value that begins with '*'"),
      ("[a, [b]]", "flag --query-allow: query_allow[1] must be "),
    ])
  func wrongBrackets(text: String, words: String) throws {
    let found = problems("", flags: ["query_allow": text])
    #expect(found.count == 1 && found[0].hasPrefix(words), "\(found)")
    #expect(try load(flags: ["query_allow": "[q, utm_*]"]).queryAllow == ["q", "utm_*"])
  }

  @Test("each setting of a site is shown with its own origin")
  func siteOrigins() throws {
    let rows = try load("sites:\n  - name: a\n    zone: Europe/Vienna").describe()
    let shown = rows.filter { $0.key.hasPrefix("sites.") }.map { "\($0.key): \($0.origin)" }
    #expect(shown.contains("sites.a.zone: /etc/f/f.yaml:3"))
    #expect(shown.contains("sites.a.currency: default"))
  }

  @Test(
    "a password is never shown",
    arguments: [
      "postgresql://ada:hunter2@db.example/f", "postgres://ada:hunter2@db.example",
      "postgresql://ada:hun/ter2@db.example/f?sslmode=require",
      "postgresql://ada:x@hunter2@db.example/f",
      "postgresql://db.example/f?user=ada&password=hunter2",
      "postgresql://db.example/f?sslpassword=hunter2&user=ada",
    ])
  func secrets(url: String) throws {
    let configuration = try load("database: \(url)")
    #expect(configuration.database == .url(url))
    let texts =
      ["\(configuration.database)", String(reflecting: configuration)]
      + configuration.describe().map(\.value)
    for text in texts {
      #expect(!text.contains("ter2"))
      #expect(!text.contains("hunter2"))
    }
    #expect("\(configuration.database)".contains("****"))
    #expect("\(configuration.database)".contains("db.example"))
  }

  @Test(
    "a wrong database is told without repeating it",
    arguments: [
      "mysql://ada:hunter2@db", "postgresql://ada:hunter2 @db", "host=db password=hunter2",
    ])
  func secretMistakes(text: String) {
    #expect(
      problems("database: '\(text)'") == [
        "1:11: database must be 'embedded' or a URL such as"
          + " postgresql://footfall@localhost/footfall, found something else"
      ])
  }

  @Test("a URL without a password is shown whole")
  func openURL() throws {
    let url = "postgresql://ada@db.example:5433/f?sslmode=require"
    #expect("\(try load("database: \(url)").database)" == url)
  }

  @Test("where assets are only counted, their absence shows no bot")
  func countedAssets() throws {
    #expect(try load("assets: keep").sites[0].botSigns == Behaviour.allCases)
    #expect(
      try load("assets: count").sites[0].botSigns == [.robots, .probing, .manyPages, .hammering])
  }
}
