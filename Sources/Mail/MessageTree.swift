internal import CGMime
import Clickstream

/// The parts of a message, walked without recursion.
struct MessageTree {
  private(set) var attachments: [AttachedFile] = []
  private(set) var isCut = false
  private(set) var structure = Structure()
  private var texts: [PartText] = []
  private var alternatives = 0
  private let limits: MailLimits
  /// Whether the message was read to its end.
  private let isWhole: Bool
  private let shortened: ShortenedParts
  private var isReport = false
  /// The attachment that is, or holds, the last part so far; nil where that is text.
  private var last: Int?

  /// What the kinds of the parts tell of the whole.
  struct Structure {
    /// Holds the fields of RFC 3464.
    var isDeliveryReport = false
    /// Holds the fields of RFC 5965.
    var isFeedbackReport = false
    /// Tells that a message was shown to somebody (RFC 8098).
    var isReceipt = false
    /// The fields of the report.
    var reportText = ""
    /// Of the message that is reported of: its id and the recipients, or its headers as text.
    var originalID = ""
    var originalRecipients: [MailAddress] = []
    var originalHeaders = ""
  }

  /// A text part; of the parts of one `multipart/alternative` only the simplest is shown.
  private struct PartText {
    var text: String
    var isHTML: Bool
    var alternative: Int?
  }

  @safe
  private struct Step {
    var object: UnsafeMutablePointer<GMimeObject>
    var depth: Int
    var alternative: Int?
    /// The attached message in which it lies, which is listed but not read.
    var attached: Attached?
  }

  /// An attached message: which of the attachments it is, and how far what is known of it reaches.
  private struct Attached {
    var index: Int
    var end: Int
  }

  /// Throws where there are more parts, or parts deeper inside each other, than `limits` allow.
  init(
    _ message: UnsafeMutablePointer<GMimeMessage>, limits: MailLimits, isWhole: Bool,
    shortened: ShortenedParts
  ) throws(MailReject) {
    self.limits = limits
    self.shortened = shortened
    self.isWhole = isWhole
    guard let root = unsafe g_mime_message_get_mime_part(message) else { return }
    isReport = unsafe isType(root, "multipart", "report")
    var stack = [unsafe Step(object: root, depth: 1)]
    var parts = 0
    while let step = stack.popLast() {
      parts += 1
      guard parts <= limits.parts else {
        throw MailReject(reason: .mimeLimit, detail: "More than \(limits.parts) parts.")
      }
      guard step.depth <= limits.depth else {
        throw MailReject(reason: .mimeLimit, detail: "Parts nested over \(limits.depth) deep.")
      }
      if let multipart = unsafe cgmime_as_multipart(step.object) {
        var inner = step
        inner.depth += 1
        if unsafe isType(step.object, "multipart", "alternative") {
          inner.alternative = alternatives
          alternatives += 1
        }
        for index in unsafe (0..<g_mime_multipart_get_count(multipart)).reversed() {
          guard let child = unsafe g_mime_multipart_get_part(multipart, index) else { continue }
          unsafe inner.object = child
          stack.append(inner)
        }
      } else if let attached = unsafe cgmime_as_message_part(step.object) {
        var listed = step.attached
        if listed == nil {
          listed = unsafe attach(attached, step.object)
          unsafe readOriginal(attached)
        }
        if let message = unsafe g_mime_message_part_get_message(attached),
          let child = unsafe g_mime_message_get_mime_part(message)
        {
          stack.append(unsafe Step(object: child, depth: step.depth + 1, attached: listed))
        }
      } else if let part = unsafe cgmime_as_part(step.object) {
        if let attached = step.attached {
          unsafe check(part, in: attached)
        } else {
          unsafe read(part, of: step)
        }
      }
    }
    if !isWhole, let last { forget(last) }
  }

  /// The text of the message: what is plain, else what its HTML says.
  var text: String {
    let plain = Set(
      texts.compactMap { $0.isHTML || $0.text.isEmpty ? nil : $0.alternative })
    let shown = texts.filter { part in
      part.alternative.map { !part.isHTML || !plain.contains($0) } ?? true
    }
    return shown.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private mutating func attach(
    _ part: UnsafeMutablePointer<GMimeMessagePart>, _ object: UnsafeMutablePointer<GMimeObject>
  ) -> Attached {
    let name = unsafe Mail.text(g_mime_object_get_content_disposition_parameter(object, "filename"))
    let known = unsafe shortened.content(of: part)
    unsafe list(PlainText.line(name, limit: 200), object, known?.content)
    return Attached(
      index: attachments.count - 1, end: known?.end ?? 0)
  }

  private mutating func list(
    _ name: String, _ object: UnsafeMutablePointer<GMimeObject>, _ content: Content?
  ) {
    last = attachments.count
    attachments.append(
      AttachedFile(
        name: name, mediaType: unsafe mediaType(object), size: content?.size,
        hash: content?.hash ?? ""))
  }

  /// Looks at a part of an attached message, which must lie in what is known of that.
  private mutating func check(_ part: UnsafeMutablePointer<GMimePart>, in attached: Attached) {
    last = attached.index
    if let range = unsafe PartContent.range(of: part), range.lowerBound > attached.end {
      forget(attached.index)
    }
  }

  private mutating func forget(_ index: Int) {
    attachments[index].size = nil
    attachments[index].hash = ""
  }

  /// Takes from a message that lies in a report which one it is.
  private mutating func readOriginal(_ part: UnsafeMutablePointer<GMimeMessagePart>) {
    guard isReport, structure.originalID.isEmpty,
      let message = unsafe g_mime_message_part_get_message(part)
    else { return }
    let headers = unsafe HeaderReader(message)
    structure.originalID = headers.messageID
    structure.originalRecipients = headers.mailboxes(GMIME_ADDRESS_TYPE_TO).map(\.address)
  }

  /// Takes the fields of a report; false where the part is none.
  private mutating func readReport(_ part: UnsafeMutablePointer<GMimePart>, of step: Step) -> Bool {
    guard isReport else { return false }
    let type = unsafe mediaType(step.object)
    switch type {
    case "message/delivery-status", "message/global-delivery-status":
      structure.isDeliveryReport = true
    case "message/feedback-report": structure.isFeedbackReport = true
    case "message/disposition-notification", "message/global-disposition-notification":
      structure.isReceipt = true
      return true
    case "text/rfc822-headers", "message/global-headers":
      structure.originalHeaders = unsafe PartContent.text(of: part, limit: limits.headerBlock).text
      return true
    default: return false
    }
    if structure.reportText.isEmpty {
      structure.reportText = unsafe PartContent.text(of: part, limit: limits.headerBlock).text
        .replacing("\r\n", with: "\n")
    }
    return true
  }

  private mutating func read(_ part: UnsafeMutablePointer<GMimePart>, of step: Step) {
    if unsafe readReport(part, of: step) { return }
    let isHTML = unsafe isType(step.object, "text", "html")
    let isText = unsafe isHTML || isType(step.object, "text", "plain")
    let disposition = unsafe Mail.text(g_mime_object_get_disposition(step.object)).lowercased()
    let name = unsafe PlainText.line(Mail.text(g_mime_part_get_filename(part)), limit: 200)
    guard isText, disposition != "attachment", name.isEmpty else {
      unsafe list(name, step.object, shortened.content(of: part))
      return
    }
    last = nil
    if let range = unsafe PartContent.range(of: part) {
      isCut = isCut || shortened.isShortened(range)
    }
    let kept = texts.reduce(0) { $0 + $1.text.utf8.count }
    guard kept < limits.text else {
      isCut = true
      return
    }
    let content = unsafe PartContent.text(of: part, limit: limits.text - kept)
    isCut = isCut || content.isCut
    let plain = PlainText.block(isHTML ? HTMLText.plain(content.text) : content.text)
    texts.append(PartText(text: plain, isHTML: isHTML, alternative: step.alternative))
  }

  private func isType(
    _ object: UnsafeMutablePointer<GMimeObject>, _ type: String, _ subtype: String
  ) -> Bool {
    guard let declared = unsafe g_mime_object_get_content_type(object) else { return false }
    return unsafe g_mime_content_type_is_type(declared, type, subtype) != 0
  }

  private func mediaType(_ object: UnsafeMutablePointer<GMimeObject>) -> String {
    guard let declared = unsafe g_mime_object_get_content_type(object) else { return "" }
    let type = unsafe Mail.text(g_mime_content_type_get_media_type(declared))
    let subtype = unsafe Mail.text(g_mime_content_type_get_media_subtype(declared))
    return PlainText.line("\(type)/\(subtype)".lowercased(), limit: 127)
  }
}
