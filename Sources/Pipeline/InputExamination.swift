package import Clickstream
import Enrichment
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
  /// What may be meant otherwise: variables of a format that are passed over.
  package var warnings: [String] = []

  package var isWell: Bool { problems.isEmpty && files.allSatisfy(\.problem.isEmpty) }

  /// Looks at the files of an input as this process sees them.
  package init(_ source: InputSource, of configuration: Configuration) {
    name = source.title
    path = source.path
    let format = source.format.flatMap { text -> AccessLogFormat? in
      do throws(FormatProblem) {
        return try AccessLogFormat.compile(text)
      } catch {
        problems.append("its format: \(error)")
        return nil
      }
    }
    warnings = format?.warnings ?? []
    let needsSite = configuration.sites.count > 1 && source.site == nil
    let plan = InputPlan(arguments: FilePattern.matches(of: source.path))
    for item in plan.taken {
      files.append(
        item.kind == .maildir
          ? Self.maildir(item.path, moves: source.move)
          : Self.file(item.path, format, needsSite: needsSite))
    }
    problems += plan.failed.map { Self.advice($0) }
    if files.isEmpty, problems.isEmpty { problems.append(Self.absence(of: source.path)) }
  }

  private static func file(
    _ path: String, _ format: AccessLogFormat?, needsSite: Bool
  ) -> File {
    var file = File(path: path, size: FileStatus(path: path)?.size ?? 0, kind: "", problem: "")
    do throws(ByteSourceError) {
      var source = try ByteSource(path: path)
      let found = InputKind.explain(try source.head(), name: path, format: format)
      file.kind = (source.isGzip ? "gzip, " : "") + found.reason
      if case .unknown(let diagnosis) = found.kind {
        file.problem =
          diagnosis.summary + (diagnosis.sample.isEmpty ? "" : "; the line is: \(diagnosis.sample)")
          + "; name the format of the input, or paste the log_format or LogFormat line of the server"
      }
      if let format {
        let fit = FormatDetector.fit(format, try source.head())
        if fit.lines > 0, fit.fitting == 0 {
          let likely = InputKind.explain(try source.head(), name: path).reason
          file.problem =
            "no line fits the format \(format.name) of the configuration; by its lines "
            + "it is \(likely)"
        }
      }
      if case .accessLog(let format) = found.kind, !format.namesHost, needsSite {
        file.problem = "its lines name no host and there are several sites: say site for the input"
      }
    } catch {
      file.problem = advice(error)
    }
    return file
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

  private static func absence(of pattern: String) -> String {
    let folder = pattern.lastIndex(of: "/").map { String(pattern[..<$0]) } ?? "."
    let isPattern = folder.contains { "*?[".contains($0) }
    if !isPattern, !folder.isEmpty, unsafe access(folder, F_OK) != 0 {
      return "no file has such a name: there is no folder \(folder)"
    }
    if !isPattern, !folder.isEmpty, unsafe access(folder, R_OK | X_OK) != 0 {
      return "no file was found: the folder \(folder) may not be read by \(Account.current)"
    }
    return "no file has such a name yet"
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
