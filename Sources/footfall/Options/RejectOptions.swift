import ArgumentParser
import Clickstream
import Warehouse

/// Which rejects are meant.
struct RejectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only for this reason: format, unknown_host …", valueName: "reason"))
  var reason: String?

  @Option(help: ArgumentHelp("Only from the file or input of this name.", valueName: "file"))
  var source: String?

  var filter: Warehouse.RejectFilter {
    Warehouse.RejectFilter(reason: reason, source: source)
  }

  func validate() throws {
    guard let reason, RejectReason(rawValue: reason) == nil else { return }
    let names = RejectReason.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("There is no reason '\(reason)'; there are \(names).")
  }
}
