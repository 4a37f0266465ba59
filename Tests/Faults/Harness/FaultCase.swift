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
    (killing + signals + server + proxies + rows + rotations + lines + compressed + nightly
    + databases + limits + daemon + following + owners).sorted { $0.id < $1.id }
}
