package import Clickstream

/// All settings of a run, immutable once loaded.
///
/// The values written here are the defaults.
package struct Configuration: Sendable {
  /// What is done with hits on style sheets, scripts, pictures and fonts.
  package enum Assets: String, CaseIterable, Sendable {
    /// Each is an event.
    case keep
    /// They are counted only.
    case count
  }

  package internal(set) var database = DatabaseChoice.embedded
  /// The data directory; nil: `Surroundings` decides.
  package internal(set) var data: String?
  package internal(set) var inputs: [InputSource] = []
  package internal(set) var sites = [Site.standard]
  package internal(set) var assets = Assets.keep
  /// Names of query parameters that are kept; a final `*` stands for any ending.
  package internal(set) var queryAllow = [
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "mtm_*", "pk_*", "q",
    "query", "s", "search", "searchword", "k", "keyword", "keywords", "page", "p", "lang",
    "source", "ref", "search_count",
  ]
  /// Networks of proxies whose word about the client, in `X-Forwarded-For`, is taken.
  package internal(set) var trustedProxies: [Network] = []
  /// A file of topics; nil: the built-in ones.
  package internal(set) var topics: String?
  /// A file of rules for user agents; nil: the built-in ones.
  package internal(set) var agents: String?
  /// A file of patterns of browsers, systems and devices; nil: that of uap-core, where it is there.
  package internal(set) var browsers: String?
  /// A file of sources of visits, laid over the built-in lists.
  package internal(set) var sources: String?
  /// Databases of places; the first that knows an address wins.
  package internal(set) var places: [String] = []
  /// A file of the staff; nil: the one beside the configuration, else nobody is known.
  package internal(set) var staff: String?
  /// A file of the business's strategy; nil: the one beside the configuration, else none.
  package internal(set) var strategy: String?
  /// A file of what is true of the business; nil: the one beside the configuration, else none.
  package internal(set) var facts: String?
  /// The operator's own dashboards, laid over the shipped ones; nil: none.
  package internal(set) var dashboards: String?
  /// The file of the key for what is secret in lists; nil: in the data directory.
  package internal(set) var secretKey: String?
  /// Where pages go; nil: `Surroundings` decides.
  package internal(set) var output: String?
  /// Where pages that name persons go; nil: beside the output.
  package internal(set) var personsFolder: String?
  /// How many persons of a site get a page of their own, the last in touch first.
  package internal(set) var personPages = 2_000
  /// Periods that have pages of their own.
  package internal(set) var periods = PagePeriod.allCases
  /// Where pages go, or what is run, after each report; nil: nothing.
  package internal(set) var publish: PublishChoice?
  /// Whether pages that name persons are published, too.
  package internal(set) var publishPersons = false
  /// How many days the pages of runs before are kept; 0: none.
  package internal(set) var keepPages = 0
  /// Whether the first page of each site is written as a PDF, too.
  package internal(set) var pdf = false

  /// Where the daemon tells its health and metrics.
  package internal(set) var monitor = MonitorChoice.at(host: "127.0.0.1", port: 8571)
  /// A command that is run for each alarm; nil: none.
  package internal(set) var onAlert: String?
  /// Who gets each alarm by mail; nil: nobody.
  package internal(set) var alertMail: String?
  /// The server that takes alarms by mail; nil: `sendmail`, or the server of this machine.
  package internal(set) var mailServer: String?
  /// How long an input may bring nothing before an alarm.
  package internal(set) var silentAfter = Span(seconds: 86_400)
  /// How long a rotated file must be quiet before it has ended, in seconds.
  package internal(set) var rotateWait = 5
  /// How long the daemon may take to end, in seconds.
  package internal(set) var stopWithin = 10

  /// How long each kind of record is kept.
  package internal(set) var retention = Retention()

  /// The file that was read; nil where there was none.
  package internal(set) var file: String?
  /// Where values came from, by the path of the setting; what is missing is a default.
  var origins: [String: Origin] = [:]

  /// The defaults.
  package init() {}

  /// The zone of a site; UTC for one that it does not declare any more.
  package func zone(ofSite name: String) -> Zone {
    sites.first { $0.name == name }?.zone ?? .utc
  }

  /// Whether the configuration declares sites; else any host belongs to the one site `default`.
  package var declaresSites: Bool { origins["sites"] != nil }
}

extension Site {
  /// The site of a configuration that declares none: UTC, any host.
  package static let standard = Site(
    name: "default", title: "Default", hosts: [], zone: .utc, currency: "EUR", language: "en",
    profile: .footfall, ownNetworks: [], ownAddresses: [], saltPeriod: .month, quietHour: 4)
}
