import Clickstream

internal import Foundation

/// How well a service is, and which checks say so.
package struct HealthReport: Sendable, Encodable {
  /// From good to bad.
  package enum Status: String, Sendable, Encodable, CaseIterable, Comparable {
    case ok, degraded, failing

    package static func < (left: Self, right: Self) -> Bool {
      left.severity < right.severity
    }

    private var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  package struct Check: Sendable, Encodable {
    let name: String
    let status: Status
    let detail: String

    /// - Parameters:
    ///   - name: what is looked at, as `database`
    ///   - detail: one sentence, without personal data
    package init(_ name: String, _ status: Status, _ detail: String) {
      self.name = PrintableText.string(from: name)
      self.status = status
      self.detail = Self.brief(PrintableText.string(from: Self.oneLine(detail)))
    }

    /// Characters of a detail at most.
    private static let limit = 240

    private static func oneLine(_ text: String) -> String {
      text.split { $0.isWhitespace }.joined(separator: " ")
    }

    private static func brief(_ text: String) -> String {
      text.count > limit ? text.prefix(limit - 1) + "…" : text
    }
  }

  package let status: Status
  package let checks: [Check]

  /// A report as good as the worst of its checks.
  package init(checks: [Check]) {
    self.checks = checks
    status = checks.map(\.status).max() ?? .ok
  }

  /// One JSON object with an end of line.
  package var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and closed sets alone: there is nothing that could fail.
    let data = (try? encoder.encode(self)) ?? Data(#"{"status":"failing"}"#.utf8)
    return Array(data) + [UInt8(ascii: "\n")]
  }
}
