/// A fault, and how it is brought about.
struct FaultCase: Sendable {
  /// Its number in the table of faults, with a letter where one has several forms.
  let id: String
  let fault: String
  let how: String
  /// Whether it is part of the short form.
  let isQuick: Bool
  /// Not survived yet, and known: tried by its name only, and told at the end of each run.
  let isOpen: Bool
  let body: @Sendable (Trial) async throws -> Void

  init(
    _ id: String, _ fault: String, how: String, quick: Bool = false, open: Bool = false,
    _ body: @escaping @Sendable (Trial) async throws -> Void
  ) {
    self.id = id
    self.fault = fault
    self.how = how
    isQuick = quick
    isOpen = open
    self.body = body
  }

  /// Every fault that is tried, in the order of the table.
  static let all: [FaultCase] =
    [
      killing, signals, server, realLimits, proxies, rows, rotations, lines, compressed, forms,
      mail, nightly, pages, databases, limits, clocks, daemon, following, owners, hosts, erasing,
    ].flatMap { $0 }.sorted { $0.id < $1.id }

  /// Faults of the table that are not tried, and why.
  static let notTried: [(ids: String, reason: String)] = [
    ("F71, F72, F74, F75, F76", "nothing takes events over HTTP yet"),
    ("F77", "above capacity for minutes: `faults --soak` does it for files"),
    ("F81", "footfall retention has tests of its own; F81-drop drops a month by hand"),
    ("F32 at 2 GiB", "one of 100 MiB takes the same way"),
    ("power cut, failing disk", "one machine cannot lose what it has written and go on"),
  ]
}
