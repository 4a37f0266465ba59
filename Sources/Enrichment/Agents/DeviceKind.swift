/// What a person reads pages on; the raw value is what the database keeps.
package enum DeviceKind: Int16, CaseIterable, Sendable {
  case unknown = 0
  case desktop = 1
  case phone = 2
  case tablet = 3
  case tv = 4
  case console = 5
  case wearable = 6
  /// Cars, readers of books, glasses.
  case other = 7

  package var name: String { "\(self)" }
}
