import Warehouse

extension Warehouse {
  /// Builds the indexes that partitions lack, two partitions at a time.
  func indexBarePartitions(
    _ connect: @escaping @Sendable () async throws -> Warehouse
  ) async throws {
    let names = try await barePartitions()
    guard !names.isEmpty else { return }
    let half = names.count / 2
    async let others: Void = Self.indexAside(names[..<half], connect)
    for name in names[half...] { try await index(partition: name) }
    try await others
  }

  private static func indexAside(
    _ names: ArraySlice<String>, _ connect: @Sendable () async throws -> Warehouse
  ) async throws {
    guard !names.isEmpty else { return }
    let warehouse = try await connect()
    for name in names { try await warehouse.index(partition: name) }
    await warehouse.close()
  }
}
