package import Clickstream

/// Reads form submissions: one JSON object a line, `{"time", "form", "page", "fields": {…}}`.
package struct FormReader: Sendable {
  package enum Outcome: Equatable, Sendable {
    case record(FormRecord)
    /// Nothing but blanks.
    case empty
    /// Why, and a sentence for people without any of the line's bytes.
    case rejected(RejectReason, detail: String)
  }

  private struct Rejection: Error {
    var reason: RejectReason
    var detail: String
  }

  package static let lineLimit = 1 << 20
  private static let textLimit = 64 << 10

  private let now: Instant
  private let visitParameter: String?

  /// - Parameters:
  ///   - now: the clock.
  ///   - visitParameter: name of the parameter, or hidden field, with the token of the visit; nil:
  ///     none is looked for.
  package init(now: Instant, visitParameter: String? = nil) {
    self.now = now
    self.visitParameter = visitParameter
  }

  /// Reads one line, with or without its end.
  package func read(_ line: RawSpan) -> Outcome {
    guard line.byteCount <= Self.lineLimit else {
      return .rejected(.lineTooLong, detail: "The line is longer than 1 MiB.")
    }
    if Self.isBlank(line) { return .empty }
    do throws(JSONProblem) {
      let value = try JSONReader.value(of: line)
      do throws(Rejection) {
        return .record(try record(value))
      } catch {
        return .rejected(error.reason, detail: error.detail)
      }
    } catch {
      return .rejected(error.isNUL ? .nul : .json, detail: error.detail)
    }
  }

  /// Whether a stream that begins with this line holds form submissions.
  package static func isForms(_ line: RawSpan) -> Bool {
    guard line.byteCount <= lineLimit, let value = try? JSONReader.value(of: line),
      case .object(let members) = value
    else { return false }
    return members.contains { $0.name == "fields" }
      && members.contains { timeNames.contains($0.name) }
  }

  private static func isBlank(_ line: RawSpan) -> Bool {
    for offset in 0..<line.byteCount {
      switch unsafe line.unsafeLoad(fromByteOffset: offset, as: UInt8.self) {
      case 9, 10, 13, 32: continue
      default: return false
      }
    }
    return true
  }

  private static let timeNames = ["time", "submitted_at", "timestamp"]
  private static let formNames = ["form", "form_id"]
  private static let pageNames = ["page", "url"]

  private func record(_ value: JSONValue) throws(Rejection) -> FormRecord {
    guard case .object(let members) = value else {
      throw Rejection(reason: .json, detail: "Expected a JSON object.")
    }
    var record = FormRecord(
      at: try instant(members),
      form: PlainText.line(try text(members, Self.formNames) ?? "", limit: 200),
      pagePath: PagePath.path(of: try text(members, Self.pageNames) ?? ""),
      fields: try fields(members))
    if let visitParameter { record.takeToken(visitParameter, pages: pages(members)) }
    return record
  }

  /// The page by all of its names, as written.
  private func pages(_ members: [JSONValue.Member]) -> [String] {
    Self.pageNames.compactMap { name in
      guard case .string(let text) = member(members, [name])?.value else { return nil }
      return text
    }
  }

  private func instant(_ members: [JSONValue.Member]) throws(Rejection) -> Instant {
    guard let text = try text(members, Self.timeNames) else {
      throw Rejection(reason: .field, detail: "`time` is missing.")
    }
    guard let at = Instant(rfc3339: text) else {
      throw Rejection(
        reason: .timestamp, detail: "`time`: expected RFC 3339, as in 2026-03-01T09:30:00Z.")
    }
    guard at >= .earliest, at <= now.advanced(bySeconds: Instant.aheadLimit) else {
      throw Rejection(
        reason: .timestamp, detail: "`time` lies before 1990 or over 24 hours ahead.")
    }
    return at
  }

  /// The first of the members so named; nil where none is, or it is null.
  private func text(
    _ members: [JSONValue.Member], _ names: [String]
  ) throws(Rejection) -> String? {
    guard let member = member(members, names), member.value != .null else { return nil }
    guard case .string(let text) = member.value else {
      throw Rejection(reason: .field, detail: "`\(names[0])`: expected text.")
    }
    return text
  }

  private func member(_ members: [JSONValue.Member], _ names: [String]) -> JSONValue.Member? {
    for name in names {
      if let member = members.first(where: { $0.name == name }) { return member }
    }
    return nil
  }

  private func fields(_ members: [JSONValue.Member]) throws(Rejection) -> [FormRecord.Field] {
    guard case .object(let fields)? = member(members, ["fields"])?.value else {
      throw Rejection(reason: .field, detail: "`fields`: expected an object.")
    }
    var result: [FormRecord.Field] = []
    for field in fields {
      guard let value = Self.text(of: field.value) else {
        throw Rejection(
          reason: .field,
          detail: "`fields`: expected texts, numbers, truth values or lists of them.")
      }
      result.append(
        FormRecord.Field(
          name: PlainText.line(field.name, limit: 200),
          value: PlainText.block(String(value.unicodeScalars.prefix(Self.textLimit)))))
    }
    return result
  }

  private static func text(of value: JSONValue) -> String? {
    switch value {
    case .null: return ""
    case .array(let values):
      var texts: [String] = []
      for value in values {
        guard let text = value.scalarText else { return nil }
        texts.append(text)
      }
      return texts.joined(separator: ", ")
    default: return value.scalarText
    }
  }
}
