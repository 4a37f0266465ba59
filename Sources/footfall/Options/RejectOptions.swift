import ArgumentParser
import Clickstream
import Warehouse

/// Which rejects are meant.
struct RejectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only for this reason: format, unknown_host …", valueName: "reason"))
  var reason: String?

  @Option(help: ArgumentHelp("Only from the file of this name.", valueName: "file"))
  var source: String?

  var filter: Warehouse.RejectFilter {
    Warehouse.RejectFilter(
      reason: reason,
      source: source.map { path in path.split(separator: "/").last.map(String.init) ?? path })
  }

  func validate() throws {
    guard let reason, RejectReason(rawValue: reason) == nil else { return }
    let names = RejectReason.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("There is no reason '\(reason)'; there are \(names).")
  }
}
