import Clickstream

/// What is known of hosts, apps and names that visits come from.
struct SourceLists: Sendable {
  /// What a source is; the raw values are the keys of the file.
  enum Kind: String, CaseIterable, Sendable {
    case search, social, ai, mail, video, shopping, referral
  }

  struct Entry: Sendable {
    var kind: Kind
    var name: String
    /// Click ids that only paid links of it carry.
    var clicks: ClickIds
    /// Parameters that tell what was searched for.
    var terms: [[UInt8]]
  }

  enum Place: Hashable, Sendable {
    /// Index of the entry.
    case source(Int)
    case payment
    case spam
  }

  struct Naming: Hashable, Sendable {
    var entry: Int
    var isPaid: Bool
  }

  var entries: [Entry] = []
  /// By host, `google.*` standing for all registries.
  var hosts: [String: Place] = [:]
  /// By the id of the app in lower case.
  var apps: [String: Int] = [:]
  /// By the name in lower case.
  var names: [String: Naming] = [:]
  /// What stands before `.*`, from its last label: hosts of others need not ask for their registry.
  private(set) var roots: Set<String> = []

  /// Adds a host; false where it is there already.
  mutating func add(host: String, _ place: Place) -> Bool {
    guard hosts[host] == nil else { return false }
    hosts[host] = place
    noteRoot(of: host)
    return true
  }

  /// These lists with `own` before them.
  func overlaid(with own: SourceLists) -> SourceLists {
    var lists = self
    let offset = entries.count
    lists.entries += own.entries
    for (host, place) in own.hosts {
      lists.hosts[host] =
        switch place {
        case .source(let entry): .source(entry + offset)
        case .payment, .spam: place
        }
    }
    for (app, entry) in own.apps { lists.apps[app] = entry + offset }
    for (name, naming) in own.names {
      lists.names[name] = Naming(entry: naming.entry + offset, isPaid: naming.isPaid)
    }
    lists.roots.formUnion(own.roots)
    return lists
  }

  /// What the longest name says that is the host or above it.
  func place(ofHost host: String, registered: String?) -> Place? {
    let registry = registered.flatMap(registryLength)
    var rest = host[...]
    while true {
      if let place = hosts[String(rest)] { return place }
      if let registry, rest.utf8.count > registry,
        let place = hosts[rest.dropLast(registry) + "*"]
      {
        return place
      }
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      rest = rest[rest.utf8.index(after: dot)...]
    }
  }

  /// Bytes of the suffix of a registered domain, where `*` may stand for it.
  private func registryLength(_ registered: String) -> Int? {
    guard let dot = registered.utf8.firstIndex(of: UInt8(ascii: ".")),
      roots.contains(String(registered[..<dot]))
    else { return nil }
    let suffix = registered[registered.utf8.index(after: dot)...]
    return PublicSuffixes.isOfRegistry(String(suffix)) ? suffix.utf8.count : nil
  }

  private mutating func noteRoot(of host: String) {
    guard host.hasSuffix(".*") else { return }
    let labels = host.dropLast(2).split(separator: ".")
    if let root = labels.last { roots.insert(String(root)) }
  }
}
