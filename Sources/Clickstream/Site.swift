/// A site as the configuration declares it.
package struct Site: Equatable, Sendable {
  /// How long a visitor without cookie keeps one key.
  package enum SaltPeriod: String, CaseIterable, Sendable {
    case day, month, never
  }

  /// Whether visits are tied to the persons who made them.
  package enum LinkBrowsing: String, CaseIterable, Sendable {
    /// Of those who allowed it.
    case consent
    case always, never
  }

  /// `[a-z0-9-]{1,64}`: names folders and addresses of pages.
  package var name: String
  /// What people call it; shown on pages.
  package var title: String
  /// Hosts that belong to it, lower case, without port; empty = any host.
  package var hosts: [String]
  package var zone: Zone
  /// ISO 4217.
  package var currency: String
  /// BCP 47.
  package var language: String
  /// The definitions that its numbers are to follow.
  package var profile: Profile
  package var ownNetworks: [Network]
  /// Mail addresses and domains (`@larkspur.example`) that are the business's own, lower case.
  package var ownAddresses: [String]
  /// Mail addresses of the staff, normalised, wherever their mailboxes are.
  package var staffAddresses: [String] = []
  /// Addresses to which staff sends blind copies of what it writes, lower case.
  package var dropboxes: [String]
  /// Names by which the business's mail servers sign what they found out about senders, lower case.
  package var mailServers: [String]
  package var saltPeriod: SaltPeriod
  /// Local hour, 0 to 23, at which salt periods change.
  package var quietHour: Int
  package var linkBrowsing: LinkBrowsing
  /// Name of the query parameter, and of the hidden field, that carry the token of a visit.
  package var visitParameter: String
  /// What shows that a visitor with the agent of a person is none.
  package var botSigns: [Behaviour]
  /// Whether a box ticked in a form counts only once its address has confirmed it.
  package var doubleOptIn: Bool
  /// States of an order by which it is no purchase; compared without case.
  package var cancelled = cancelledAsUsual
  /// Groups of pages; the first that holds a page counts.
  package var pageGroups: [PageGroup] = []
  /// A file with titles of pages.
  package var titles: String?

  /// What visitors are wanted to do, the ways to it, and the kinds of visits that are told apart.
  package var goals: [Goal] = []
  package var funnels: [Funnel] = []
  package var segments: [Segment] = []
  /// What happened and may explain what pictures show, by its days.
  package var annotations: [Annotation] = []

  /// Digits of the country whose telephone numbers are written without it: `43`.
  package var callingCode: String?
  /// The folder of its pages, or the address at which reading them begins; nil: not told.
  package var pages: String?

  /// What shops write of orders that came to nothing, and the CRMs whose exports `Config/import` reads.
  package static let cancelledAsUsual = [
    "cancelled", "canceled", "void", "voided", "refunded", "returned", "storniert", "annulliert",
    "abgebrochen", "no money", "out-sold", "closed lost",
  ]

  package init(
    name: String, title: String, hosts: [String], zone: Zone, currency: String, language: String,
    profile: Profile, ownNetworks: [Network], ownAddresses: [String], dropboxes: [String] = [],
    mailServers: [String] = [], saltPeriod: SaltPeriod, quietHour: Int,
    linkBrowsing: LinkBrowsing = .consent, visitParameter: String = "visit",
    botSigns: [Behaviour] = Behaviour.allCases, doubleOptIn: Bool = false,
    callingCode: String? = nil
  ) {
    self.name = name
    self.title = title
    self.hosts = hosts
    self.zone = zone
    self.currency = currency
    self.language = language
    self.profile = profile
    self.ownNetworks = ownNetworks
    self.ownAddresses = ownAddresses
    self.dropboxes = dropboxes
    self.mailServers = mailServers
    self.saltPeriod = saltPeriod
    self.quietHour = quietHour
    self.linkBrowsing = linkBrowsing
    self.visitParameter = visitParameter
    self.botSigns = botSigns
    self.doubleOptIn = doubleOptIn
    self.callingCode = callingCode
  }
}
