import ArgumentParser
import Clickstream
import Pipeline
import Warehouse

struct RejectsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show records that could not be used: how many for which reason, and the newest.")

  @OptionGroup var options: RejectOptions
  @Option(help: ArgumentHelp("How many single records are shown.", valueName: "count"))
  var limit = 20

  @OptionGroup var database: DatabaseOptions
  @Flag(help: "Print it for machines, as JSON.") var json = false

  fileprivate struct Output: Encodable {
    struct Group: Encodable {
      let reason, stream, kind, detail, example: String
      let records: Int64
    }

    struct Record: Encodable {
      let reason, stream, kind, detail, raw: String
      let position, length: Int64
      let isWhole: Bool
    }

    let database, configuration: String
    let groups: [Group]
    let records: [Record]
  }

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit needs a count of 0 or more.") }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let warehouse = try await service.warehouse(try StatementLibrary()) {
      Terminal.complain("\($0)\n")
    }
    let filter = try await warehouse.known(options.filter)
    let groups = try await warehouse.rejectGroups(filter)
    let records = try await warehouse.rejects(filter, limit: limit)
    await warehouse.close()
    let place = try await Place(setup.configuration, service, setup.surroundings)
    guard !json else {
      return print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration,
            groups: groups.map(\.output), records: records.map(\.output))))
    }
    if groups.isEmpty {
      print("There are no rejects.")
    } else {
      let head = ["REASON", "RECORDS", "STREAM", "EXAMPLE"]
      print(Columns.text([head] + groups.map(\.columns), rightAligned: 1..<2))
    }
    for record in records { print("\n" + record.text) }
    print("\n" + place.text)
  }
}

/// Bytes for people, cut where a line of a terminal would be long; control characters are escaped.
private func printable(_ bytes: [UInt8], limit: Int) -> String {
  let text = PrintableText.string(from: bytes)
  return text.count > limit ? text.prefix(limit) + "…" : text
}

extension Warehouse.RejectGroup {
  fileprivate var columns: [String] {
    [
      reason, Quantity.grouped(records), stream,
      printable(example, limit: 80),
    ]
  }

  fileprivate var output: RejectsListCommand.Output.Group {
    RejectsListCommand.Output.Group(
      reason: reason, stream: stream, kind: kind, detail: detail,
      example: PrintableText.string(from: example), records: records)
  }
}

extension Warehouse.Reject {
  fileprivate var text: String {
    let place = kind == "mail" ? "a message" : "byte \(Quantity.grouped(position))"
    let cut = raw.isEmpty && length > 0 ? "(its bytes are not kept)" : printable(raw, limit: 500)
    return "\(PrintableText.string(from: stream)), \(place), \(Quantity.counted(length, "byte")): "
      + "\(reason): \(PrintableText.string(from: detail))\n  \(cut)"
  }

  fileprivate var output: RejectsListCommand.Output.Record {
    RejectsListCommand.Output.Record(
      reason: reason, stream: stream, kind: kind, detail: detail,
      raw: PrintableText.string(from: raw), position: position, length: length,
      isWhole: Int64(raw.count) == length)
  }
}
