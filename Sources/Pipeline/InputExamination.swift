package import Clickstream
package import Enrichment
import Intake
import Mail
package import Settings

internal import Glibc

/// What `footfall check` finds out of an input, without a database.
package struct InputExamination: Sendable, Encodable {
  package struct File: Sendable, Encodable {
    package var path: String
    package var size: Int64
    /// What it was taken for, and why.
    package var kind: String
    /// Why it cannot be read or used, and what to do; empty where nothing is wrong.
    package var problem: String
  }

  package var name, path: String
  package var files: [File] = []
  /// What is wrong with the input as a whole.
  package var problems: [String] = []
  /// The place in the format where it is wrong: the text, and below a mark.
  package var formatPicture: [String] = []
  /// What is to be known and need be no mistake: variables of a format that are passed over.
  package var warnings: [String] = []

  package var isWell: Bool { problems.isEmpty && files.allSatisfy(\.problem.isEmpty) }

  /// Looks at the files of an input as this process sees them.
  ///
  /// - Parameter now: the clock.
  package init(
    _ source: InputSource, of configuration: Configuration, topics: Topics, now: Instant
  ) {
    name = source.title
    path = source.path
    let input = InputCatalog.unstored(configuration).input(source)
    let format = compile(source.format)
    warnings = format?.warnings ?? []
    let plan = InputPlan(arguments: FilePattern.matches(of: source.path), takesLists: true)
    for item in plan.taken {
      guard item.kind != .maildir else {
        files.append(Self.maildir(item.path, moves: source.move))
        continue
      }
      if let list = Self.list(item, input, configuration, topics, now) {
        files.append(list)
        continue
      }
      guard problems.isEmpty else {
        // Perhaps it needs no format.
        var file = Self.file(item.path, nil)
        if file.problem.isEmpty { file.kind = "left to itself: \(file.kind)" }
        files.append(file)
        continue
      }
      var file = Self.file(item.path, format, hasZone: source.zone != nil)
      if file.problem.isEmpty {
        file.problem = Self.refusal(of: item.path, input, topics, now)
      }
      files.append(file)
    }
    problems += plan.failed.map { ReadAccess.advice($0) }
    guard files.isEmpty, problems.isEmpty else { return }
    if let obstacle = ReadAccess.obstacle(to: source.path) {
      problems.append(obstacle.text)
    } else {
      warnings.append("no file has such a name yet")
    }
  }

  private mutating func compile(_ text: String?) -> AccessLogFormat? {
    guard let text else { return nil }
    do throws(FormatProblem) {
      return try AccessLogFormat.compile(text)
    } catch {
      problems.append("its format: \(error)")
      formatPicture = error.picture(of: text)
      return nil
    }
  }

  /// What the first lines of a file tell, and whether they are of the format that was named.
  private static func file(
    _ path: String, _ format: AccessLogFormat?, hasZone: Bool = true
  ) -> File {
    var file = File(path: path, size: FileStatus(path: path)?.size ?? 0, kind: "", problem: "")
    do throws(ByteSourceError) {
      var source = try ByteSource(path: path)
      let head = try source.head()
      let found = InputKind.explain(head, name: path, format: format)
      file.kind = (source.isGzip ? "gzip, " : "") + found.reason
      if case .accessLog(let format) = found.kind, format.needsZone, !hasZone {
        file.kind += "; its times name no zone and are taken for UTC: say 'zone' of this input"
      }
      guard let format else { return file }
      let fit = FormatDetector.fit(format, head)
      if fit.fitting > 0, !format.tellsAgent,
        case .accessLog(let other) = InputKind.explain(head, name: path).kind, other.tellsAgent
      {
        file.kind += "; by itself it is taken for \(other.name), which tells the browser too"
      }
      guard fit.lines > 0, let place = fit.problem?.place, let line = fit.problem?.sample else {
        return file
      }
      guard fit.fitting == 0 else {
        file.kind += "; the first that does not: \(place); it is: \(line)"
        return file
      }
      file.problem =
        "no line fits the format \(format.name) that the configuration names: \(place); the line "
        + "is: \(line); " + Self.likeness(head, path)
    } catch {
      file.problem = ReadAccess.advice(error)
    }
    return file
  }

  /// What a file seems to be, whatever the configuration says.
  private static func likeness(_ head: [UInt8], _ path: String) -> String {
    if case .unknown = InputKind.explain(head, name: path).kind {
      return "it fits no other format by itself; " + Self.advice
    }
    return "by itself it is taken for \(InputKind.explain(head, name: path).reason); leave the "
      + "format out, or put it right"
  }

  private static let advice =
    "in the configuration, under format: of this input, write the name of a format, or paste the "
    + "log_format line of nginx or the LogFormat line of Apache that writes it"

  /// Why a loader would refuse a file; empty where it would not.
  private static func refusal(
    of path: String, _ input: CatalogInput, _ topics: Topics, _ now: Instant
  ) -> String {
    do {
      var source = try ByteSource(path: path)
      let found = try input.recognise(try source.head(), path: path, topics: topics, now: now)
      guard case .unknown(let explanation, let sample) = found else { return "" }
      guard !sample.isEmpty else { return explanation }
      if input.source.isOfLists { return sample }
      return "\(explanation); the line is: \(sample); \(advice)"
    } catch {
      return "\(error)"
    }
  }

  /// What a list is and by what it would be read; nil for what is none.
  private static func list(
    _ item: InputPlan.Item, _ input: CatalogInput, _ configuration: Configuration,
    _ topics: Topics, _ now: Instant
  ) -> File? {
    var file = File(
      path: item.path, size: FileStatus(path: item.path)?.size ?? 0, kind: "", problem: "")
    do {
      var source = try ByteSource(path: item.path)
      switch try input.recognise(try source.head(), path: item.path, topics: topics, now: now) {
      case .ledger(let list):
        let job = try LedgerJob(
          try LedgerSource(path: item.path), maps: list.maps, sites: configuration.sites,
          site: input.directory.hostlessEntry?.site.name, now: now)
        file.kind =
          "a list of the ledger \(list.ledger), by "
          + (input.source.map.map { "the map \($0)" } ?? "the names of its columns") + ": "
          + (["takes " + job.taken.joined(separator: ", ")] + job.remarks).joined(separator: "; ")
      // A folder may hold lists that are no business of Footfall's.
      case .unknown(let explanation, let sample)
      where !item.isNamed && InputPlan.isList(item.path):
        file.kind = "passed by: \(input.source.isOfLists && !sample.isEmpty ? sample : explanation)"
      case .unknown(let explanation, let sample) where input.source.isOfLists:
        file.problem = sample.isEmpty ? explanation : sample
      default: return nil
      }
    } catch let error as LedgerImportError {
      file.problem = error.reason(of: item.path)
    } catch {
      return nil
    }
    return file
  }

  private static func maildir(_ path: String, moves: Bool) -> File {
    let messages = MailSource.count(inMaildir: path)
    var file = File(
      path: path, size: 0,
      kind: messages.map { "Maildir, \(Quantity.counted($0, "message"))" } ?? "Maildir",
      problem: "")
    if unsafe access("\(path)/new", R_OK | X_OK) != 0 {
      file.problem = "its messages may not be read by \(Account.current)"
    } else if moves, unsafe access("\(path)/new", W_OK) != 0 || access("\(path)/cur", W_OK) != 0 {
      file.problem =
        "messages cannot be moved from new to cur by \(Account.current): let it write there, or "
        + "set move: false"
    }
    return file
  }
}
