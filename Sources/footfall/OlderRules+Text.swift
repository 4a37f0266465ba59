import Pipeline
import Warehouse

extension OlderRules {
  /// What is to be done, for people.
  var sentence: String {
    let parts = [(agents, "user agent"), (sources, "source")].filter { $0.0 > 0 }
      .map { Quantity.counted($0.0, $0.1) }
    return "The rules that tell who came and from where have changed since: "
      + "\(parts.joined(separator: " and ")) \(agents + sources == 1 ? "was" : "were") told by others; "
      + "footfall reclassify tells them anew."
  }
}
