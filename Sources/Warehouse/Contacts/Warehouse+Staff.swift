package import Clickstream
import PostgreSQL

extension Warehouse {
  /// Declares who works for the business, instead of whoever did before.
  package func declare(_ staff: [StaffMember]) async throws {
    try await connection.transaction { _ in
      try await run("lock_staff")
      try await run("forget_staff")
      for member in staff {
        try await run(
          "put_staff",
          [
            .text(member.name), .text(member.role),
            .textArray((member.addresses + member.logins).map { $0.lowercased() }),
            .int2Array(member.hours.map { Int16($0.weekday) }),
            .int4Array(member.hours.map { Int32($0.opens) }),
            .int4Array(member.hours.map { Int32($0.closes) }),
          ])
      }
    }
  }
}
