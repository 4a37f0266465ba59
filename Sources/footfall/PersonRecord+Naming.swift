import Clickstream
import Warehouse

extension PersonRecord {
  /// Whom a name stands for, so that nobody else is meant.
  static func naming(_ record: PersonRecord?, as name: String) -> String {
    let names = [record?.name, record?.address, record?.customerNumber.map { "customer \($0)" }]
      .compactMap(\.self).filter { !$0.isEmpty && $0 != name }
    return PrintableText.string(
      from: names.isEmpty ? name : "\(name) (\(names.joined(separator: ", ")))")
  }
}
