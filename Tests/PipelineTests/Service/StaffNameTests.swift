import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

/// Staff whom lists call by a login.
@Suite("Staff by name")
struct StaffNameTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "activities, the diary and what is to be done call staff by name, whatever a list calls them")
  func named() async throws {
    let list = try scratch.write(
      Array(
        """
        number,at,kind,email,staff,next_action,next_at
        A1,2025-03-05 10:00,call,ann@a.example,karl,Send the offer,2025-03-09
        A2,2025-03-06 10:00,call,bob@a.example,Karl Sommer,,
        A3,2025-03-07 10:00,call,bob@a.example,eva,,

        """.utf8), as: "activities.csv")
    try await LoadingDatabase.with { database in
      try await database.importing(list)
      try await database.withWarehouse {
        try await $0.declare([StaffMember(name: "Karl Sommer", logins: ["karl"])])
      }
      let (all, karl, due) = try await database.withWarehouse {
        (
          try await $0.activities(site: nil, person: nil, staff: nil, limit: 9),
          try await $0.activities(site: nil, person: nil, staff: "karl sommer", limit: 9),
          try await $0.diary(
            site: nil, until: Day(year: 2025, month: 4, day: 1), staff: "Karl Sommer",
            withDone: false, limit: 9)
        )
      }
      #expect(all.map(\.staff) == ["eva", "Karl Sommer", "Karl Sommer"])
      #expect(karl.count == 2)
      #expect(due.map(\.staff) == ["Karl Sommer"] && due.map(\.what) == ["Send the offer"])
    }
  }
}
