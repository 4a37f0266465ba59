import ArgumentParser
import Clickstream
internal import Foundation
import LocalPostgres
import Pipeline
import PostgreSQL
import Reports
import Settings
import Warehouse

/// How a command ends that did not succeed: an exit code and words for people.
struct Failure {
  static let failed: Int32 = 1
  static let usage: Int32 = 2
  static let tryLater: Int32 = 75

  let status: Int32
  let text: String

  /// Says on standard error what went wrong; gives the exit code.
  static func report(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    switch Footfall.exitCode(for: error) {
    case .success:
      // Help and version are asked for, so they are output.
      print(Footfall.fullMessage(for: error))
      return 0
    case .validationFailure:
      Terminal.complain(Footfall.fullMessage(for: error) + "\n")
      return usage
    default:
      let failure = Failure(error)
      // Each line by itself: what is in it may come from the name of a file.
      let lines = failure.text.split(separator: "\n", omittingEmptySubsequences: false)
      let text = lines.map { PrintableText.string(from: String($0)) }.joined(separator: "\n")
      Terminal.complain("footfall: \(text)\n")
      return failure.status
    }
  }

  private init(_ status: Int32, _ text: String) {
    self.status = status
    self.text = text
  }

  init(_ error: any Error) {
    switch error {
    case let error as ConfigurationProblems:
      let count = Quantity.counted(error.problems.count, "mistake")
      self.init(
        Self.usage,
        "the configuration has \(error.problems.count == 1 ? "a mistake" : count); "
          + "nothing was done\n\(error)")
    case let error as UsageError:
      self.init(Self.usage, error.description)
    case let error as IngestError:
      self.init(error)
    case let error as ReportError:
      self.init(
        error.isUsage ? Self.usage : error.isTemporary ? Self.tryLater : Self.failed,
        error.description)
    case let error as ProblemList:
      self.init(
        Self.usage, "there are mistakes; nothing was written\n\(error)")
    case let error as TryLater:
      self.init(Self.tryLater, error.description)
    case let error as PostgresError:
      self.init(error)
    case let error as WarehouseError:
      self.init(error.isTemporary ? Self.tryLater : Self.failed, error.description)
    case is CancellationError:
      self.init(
        Self.failed, "stopped; what was stored stays, and the same command goes on from there")
    case let error as CocoaError:
      let path = error.filePath.map { "\($0): " } ?? ""
      self.init(
        Self.failed,
        path + error.localizedDescription + " Check the path, its permissions and the room there.")
    default:
      self.init(Self.failed, "\(error)")
    }
  }

  private init(_ error: IngestError) {
    switch error {
    case .siteNeeded, .unknownSite, .undone: self.init(Self.usage, error.description)
    case .busy, .databaseAway: self.init(Self.tryLater, error.description)
    }
  }

  private init(_ error: PostgresError) {
    if error.state == .diskFull {
      self.init(
        Self.failed,
        "\(error): make room on the disk of the database, then run the same command again; "
          + "what was stored stays")
    } else if error.isPasswordMissing {
      self.init(
        Self.usage,
        "\(error): write the password in a passfile (PGPASSFILE), the environment or the "
          + "configuration")
    } else if error.state?.isIn(.invalidAuthorization) == true {
      self.init(
        Self.failed, "\(error): check user and password in the setting 'database'")
    } else if error.isRetryable {
      self.init(
        Self.tryLater,
        "\(error): see `footfall db status`, then run the same command again; what was stored "
          + "stays")
    } else {
      self.init(Self.failed, "\(error)")
    }
  }
}
