import Clickstream
internal import Foundation
import Pipeline
import Settings
import Warehouse

/// Writes down one step of a case and shows the case as it is after.
struct CaseStepRun {
  let id: String
  let database: DatabaseOptions

  func run(_ step: (StaffRoll) throws -> CaseStep) async throws {
    let id = try RecordID(id, of: "a case", see: "case list").value
    let setup = try Setup(config: database.config, flags: database.flags)
    let staff = try setup.staff()
    let step = try step(staff)
    let service = try setup.database()
    let row = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      do {
        return try await warehouse.take(step, of: id, staff: staff.author, now: Setup.now)
      } catch let stands as CaseStands {
        throw UsageError(stands.sentence(step, setup.configuration))
      }
    }
    guard let row else {
      throw NothingFound("there is no case #\(id); see `footfall case list --all`")
    }
    let text = CaseText(setup.configuration, now: Setup.now)
    print(Columns.text([CaseText.head, text.cells(row)], rightAligned: 2..<3))
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}

extension CaseStands {
  /// Says that the step was not needed.
  fileprivate func sentence(_ step: CaseStep, _ configuration: Configuration) -> String {
    switch step {
    case .assign:
      return "\(row.owner ?? "somebody") has case #\(row.id) already; nothing was changed"
    case .reopen: return "case #\(row.id) is open already; nothing was changed"
    case .close:
      let day = row.closedAt.map { ", on \(configuration.zone(ofSite: row.site).day(of: $0))" }
      let who = row.closedBy.map { " by \($0)" }
      return
        "case #\(row.id) is closed already\(day ?? "")\(who ?? ""); nothing was changed: to close "
        + "it with other words, open it again first with `footfall case reopen`"
    }
  }
}

extension StaffRoll {
  /// The name of whoever is called so; the text itself where nobody is.
  func name(of text: String) -> String { member(called: text)?.name ?? text }

  /// The name of somebody who must be known, where anybody is.
  func known(_ text: String) throws -> String {
    members.isEmpty ? text : try member(named: text)
  }

  /// Who runs the program, by the name that staff knows.
  var author: String { name(of: NSUserName()) }
}
