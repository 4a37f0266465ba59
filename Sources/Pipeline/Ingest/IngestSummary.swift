package import Warehouse

/// What a run of ingestion did, for people and for `--json`.
package struct IngestSummary: Sendable, Codable, Equatable {
  package struct Input: Sendable, Codable, Equatable {
    package var path: String
    /// What it turned out to be: `access log (combined)`, `forms`, `mail`.
    package var kind: String
    /// Lines (messages, for mail) read now.
    package var read: Int64 = 0
    package var kept: Int64 = 0
    package var counted: Int64 = 0
    package var ignored: Int64 = 0
    package var rejected: Int64 = 0
    /// Messages known before of which a copy came that tells them better; they are ignored, too.
    package var improved: Int64 = 0
    /// Uncompressed bytes read now.
    package var bytes: Int64 = 0
    /// What a person should know: that it was loaded already, or went on from a position.
    package var note: String = ""

    package init(path: String, kind: String) {
      self.path = path
      self.kind = kind
    }

    /// Whether it holds forms or mail.
    var isOfContacts: Bool { kind == "forms" || kind == "mail" }
  }

  /// An input or a file that gave no records, and why.
  package struct Refusal: Sendable, Codable, Equatable {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package var inputs: [Input] = []
  package var passedBy: [Refusal] = []
  package var failures: [Refusal] = []
  package var totals: Warehouse.Totals?
  package var seconds: Double = 0
  /// Stopped by the user after the batch in hand.
  package var wasInterrupted = false
  /// Another run was telling who is who: persons of what was loaded come with the next nightly.
  package var isBehindOnPersons = false

  package init() {}

  package var read: Int64 { inputs.reduce(0) { $0 + $1.read } }
  package var linesPerSecond: Double { seconds > 0 ? Double(read) / seconds : 0 }
}

extension IngestSummary.Input {
  /// What became of the rows of a list.
  init(_ file: LedgerImportSummary.File, bytes: Int64) {
    self.init(path: file.path, kind: "ledger (\(file.ledger))")
    guard !file.wasKnown else {
      note = (["already loaded"] + file.remarks).joined(separator: "; ")
      return
    }
    read = file.outcome.read
    kept = file.outcome.stored
    ignored = file.outcome.unchanged
    rejected = file.outcome.rejected
    self.bytes = bytes
    let erased =
      file.outcome.erased > 0 ? [ErasedRecords.note(file.outcome.erased, "row")] : []
    note = (file.remarks + erased + file.leftOutOfSums).joined(separator: "; ")
  }
}

/// How far an input is; given to whoever shows progress.
package struct IngestUpdate: Sendable {
  package var path: String
  /// Bytes of the file taken so far, as they lie on disk.
  package var bytes: Int64
  /// Bytes of the file; nil for standard input.
  package var size: Int64?
  package var lines: Int64
  package var isFinished: Bool
}
