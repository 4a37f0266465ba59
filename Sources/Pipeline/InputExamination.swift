package import Clickstream
package import Enrichment
import Intake
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
    let format = source.format.flatMap { try? AccessLogFormat.compile($0) }
    if let mistake = source.format.flatMap({ source.mistake(ofFormat: $0) }) {
      problems.append("its format: \(mistake)")
    }
    warnings = format?.warnings ?? []
    let plan = InputPlan(arguments: FilePattern.matches(of: source.path))
    for item in plan.taken {
      guard item.kind != .maildir else {
        files.append(Self.maildir(item.path, moves: source.move))
        continue
      }
      var file = Self.file(item.path, format)
      if file.problem.isEmpty, problems.isEmpty {
        file.problem = Self.refusal(of: item.path, input, topics, now)
      }
      files.append(file)
    }
    problems += plan.failed.map { Self.advice($0) }
    guard files.isEmpty, problems.isEmpty else { return }
    if let obstacle = Self.obstacle(to: source.path) {
      problems.append(obstacle)
    } else {
      warnings.append("no file has such a name yet")
    }
  }

  /// What the first lines of a file tell, and whether they are of the format that was named.
  private static func file(_ path: String, _ format: AccessLogFormat?) -> File {
    var file = File(path: path, size: FileStatus(path: path)?.size ?? 0, kind: "", problem: "")
    do throws(ByteSourceError) {
      var source = try ByteSource(path: path)
      let head = try source.head()
      file.kind =
        (source.isGzip ? "gzip, " : "")
        + InputKind.explain(head, name: path, format: format).reason
      guard let format else { return file }
      let fit = FormatDetector.fit(format, head)
      if fit.lines > 0, fit.fitting == 0 {
        file.problem =
          "no line fits the format \(format.name) of the configuration; by its lines "
          + "it is \(InputKind.explain(head, name: path).reason)"
      }
    } catch {
      file.problem = advice(error)
    }
    return file
  }

  /// Why a loader would refuse a file; empty where it would not.
  private static func refusal(
    of path: String, _ input: CatalogInput, _ topics: Topics, _ now: Instant
  ) -> String {
    do {
      var source = try ByteSource(path: path)
      let found = try input.recognise(try source.head(), path: path, topics: topics, now: now)
      guard case .unknown(let explanation, let sample) = found else { return "" }
      return explanation + (sample.isEmpty ? "" : "; the line is: \(sample)")
        + "; name the format of the input, or paste the log_format or LogFormat line of the server"
    } catch {
      return "\(error)"
    }
  }

  private static func maildir(_ path: String, moves: Bool) -> File {
    var file = File(path: path, size: 0, kind: "Maildir", problem: "")
    if unsafe access("\(path)/new", R_OK | X_OK) != 0 {
      file.problem = "its messages may not be read by \(Account.current)"
    } else if moves, unsafe access("\(path)/new", W_OK) != 0 || access("\(path)/cur", W_OK) != 0 {
      file.problem =
        "messages cannot be moved from new to cur by \(Account.current): let it write there, or "
        + "set move: false"
    }
    return file
  }

  /// Says of files that may not be read who may, and what to do.
  private static func advice(_ error: ByteSourceError) -> String {
    guard error.code == .noPermission else { return error.description }
    var status = stat()
    guard unsafe stat(error.path, &status) == 0 else {
      return "\(error.path): a folder above it may not be entered by \(Account.current)"
    }
    guard status.st_mode & S_IRGRP != 0 else {
      return "\(error.path): may not be read by \(Account.current), nor by its group: the server's "
        + "rotation sets its mode (create 0640 in logrotate)"
    }
    let group = Account.group(status.st_gid)
    return "\(error.path): may not be read by \(Account.current); its group is \(group): "
      + "usermod --append --groups \(group) USER, or SupplementaryGroups=\(group) in the unit"
  }

  /// What keeps files of a pattern from being found; nil where there are none yet.
  private static func obstacle(to pattern: String) -> String? {
    let folder = pattern.lastIndex(of: "/").map { String(pattern[..<$0]) } ?? "."
    let isPattern = folder.contains { "*?[".contains($0) }
    if !isPattern, !folder.isEmpty, unsafe access(folder, F_OK) != 0 {
      return "no file has such a name: there is no folder \(folder)"
    }
    if !isPattern, !folder.isEmpty, unsafe access(folder, R_OK | X_OK) != 0 {
      return "no file was found: the folder \(folder) may not be read by \(Account.current)"
    }
    return nil
  }
}

/// Who this process is.
private enum Account {
  static var current: String {
    guard let entry = unsafe getpwuid(geteuid()) else { return "user \(geteuid())" }
    return unsafe String(cString: entry.pointee.pw_name)
  }

  static func group(_ number: gid_t) -> String {
    guard let entry = unsafe getgrgid(number) else { return "\(number)" }
    return unsafe String(cString: entry.pointee.gr_name)
  }
}
