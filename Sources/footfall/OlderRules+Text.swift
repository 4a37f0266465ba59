import Pipeline
import Warehouse

extension OlderRules {
  /// What is to be done, for people.
  var sentence: String {
    var told = [
      (agents, "user agent", "user agents"), (sources, "source of visits", "sources of visits"),
    ]
    .filter { $0.0 > 0 }.map { Quantity.counted($0.0, $0.1, $0.2) }
    if !sites.isEmpty { told.append("hits and sessions of \(sites.joined(separator: ", "))") }
    let isOne = agents + sources == 1 && sites.isEmpty
    return "The rules that tell who came and from where have changed since: "
      + "\(told.joined(separator: " and ")) \(isOne ? "was" : "were") told by others; "
      + "footfall reclassify tells them anew (--dry-run shows what would change)."
  }
}
