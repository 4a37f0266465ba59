/// How much longer than on a machine of its own anything may take.
///
/// The quick form runs beside all other tests: what hangs is still found, what is slow is not told
/// of.
enum Patience {
  static let factor = CommandLine.arguments.contains("--quick") ? 10 : 1

  static func stretched(_ seconds: Double) -> Duration { .seconds(seconds * Double(factor)) }
}
