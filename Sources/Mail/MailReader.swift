internal import CGMime
package import Clickstream

/// Reads single messages: bytes in, a record or a reject out.
package struct MailReader: Sendable {
  private let key: SipHash.Key
  private let now: Instant
  package let limits: MailLimits
  private let servers: Set<String>

  /// A reader of messages.
  ///
  /// - Parameters:
  ///   - key: the key of the database, for ids and receipts.
  ///   - now: the clock; a message more than 24 hours ahead of it is not believed.
  ///   - servers: names by which the business's own mail servers sign `Authentication-Results`,
  ///     lower case; no others are believed.
  ///   - limits: what a message may cost.
  package init(
    key: SipHash.Key, now: Instant, servers: Set<String> = [], limits: MailLimits = MailLimits()
  ) {
    self.key = key
    self.now = now
    self.servers = servers
    self.limits = limits
  }

  /// Reads one whole message.
  package func read(_ bytes: RawSpan) -> MailItem {
    var collector = MessageCollector(self)
    collector.add(bytes)
    return collector.item(self, offset: 0)
  }

  /// A hasher for receipts of messages that are read in pieces.
  var receiptHasher: SipHash { SipHash(key: key) }

  /// The record of a message, of which `outline` holds what the parser needs.
  func record(_ outline: MessageOutline, isCut: Bool) throws(MailReject) -> MailRecord {
    guard !outline.bytes.isEmpty else {
      throw MailReject(reason: .mime, detail: "The message is empty.")
    }
    let library = GMimeLibrary.started
    let noMessage = MailReject(
      reason: .mime, detail: "No message: neither From nor Date stands at its head.")
    let source = unsafe stream(of: outline.bytes.span.bytes)
    guard let stream = unsafe GMimeOwner(source.stream),
      let parser = unsafe GMimeOwner(g_mime_parser_new_with_stream(stream.pointer)),
      let message = unsafe GMimeOwner(
        g_mime_parser_construct_message(parser.pointer, library.parserOptions))
    else { throw noMessage }
    let headers = unsafe HeaderReader(message.pointer)
    guard headers.value("From") != nil || headers.value("Date") != nil else { throw noMessage }
    let tree = unsafe try MessageTree(
      message.pointer, limits: limits, isWhole: !isCut,
      shortened: ShortenedParts(outline, shift: source.shift))
    let sent = headers.instant("Date")
    let received = believed(headers.instant("Received"))
    guard let at = believed(sent) ?? received else {
      throw MailReject(
        reason: .timestamp,
        detail: "Neither Date nor Received tells a time between 1990 and tomorrow.")
    }
    let from = headers.mailboxes(GMIME_ADDRESS_TYPE_FROM)
    let subject = headers.subject
    let kind = MessageClassifier(
      headers: headers, structure: tree.structure, from: from.first, subject: subject
    ).class
    let report = ReportReader(tree.structure)
    let route = MailRoute(hops: headers.rawValues("received"), servers: servers)
    var record = MailRecord(
      id: 0, messageID: headers.messageID, from: from,
      to: headers.mailboxes(GMIME_ADDRESS_TYPE_TO),
      cc: headers.mailboxes(GMIME_ADDRESS_TYPE_CC),
      bcc: headers.mailboxes(GMIME_ADDRESS_TYPE_BCC),
      replyTo: headers.mailboxes(GMIME_ADDRESS_TYPE_REPLY_TO),
      deliveredTo: headers.mailboxes(named: "Delivered-To")
        + headers.mailboxes(named: "X-Original-To"),
      at: at, subject: subject, text: tree.text, attachments: tree.attachments,
      class: kind, references: headers.references, receivedAt: received,
      authentication: headers.authentication(by: servers),
      isFromWithin: route.isWithin, isTraced: route.isTraced,
      reports: [],
      reportedID: kind.isReport ? report.reportedID : "", isCut: isCut || tree.isCut)
    switch kind {
    case .bounce:
      record.reports = report.deliveries
      if record.reports.isEmpty { record.reports = [ReportReader.delivery(in: record.text)] }
    case .complaint: record.reports = report.complaints
    case .human, .auto, .list, .challenge, .spam: break
    }
    record.id = id(of: record, sent: sent)
    return record
  }

  /// A stream of the library over the bytes of a message, its encoded words made readable for it,
  /// and by how many bytes that moves what stands below the headers.
  private func stream(
    of bytes: RawSpan
  ) -> (stream: UnsafeMutablePointer<GMimeStream>?, shift: Int) {
    let end = bytes.endOfHeaders
    guard let headers = EncodedWords.quoted(bytes.extracting(0..<end)) else {
      return unsafe bytes.withUnsafeBytes { buffer in
        unsafe (cgmime_stream_of_bytes(buffer.baseAddress, buffer.count), 0)
      }
    }
    let stream = unsafe headers.withUnsafeBytes { buffer in
      unsafe cgmime_stream_of_bytes(buffer.baseAddress, buffer.count)
    }
    unsafe bytes.extracting(end..<bytes.byteCount).withUnsafeBytes { buffer in
      unsafe cgmime_stream_append(stream, buffer.baseAddress, buffer.count)
    }
    return unsafe (stream, headers.count - end)
  }

  private func believed(_ instant: Instant?) -> Instant? {
    guard let instant, instant >= .earliest, instant <= now.advanced(bySeconds: Instant.aheadLimit)
    else { return nil }
    return instant
  }

  /// The identity of a message: what its author wrote, nothing that a delivery adds.
  private func id(of record: MailRecord, sent: Instant?) -> Int64 {
    var hasher = SipHash(key: key)
    hasher.combine(text: "mail")
    hasher.combine(text: record.messageID)
    hasher.combine(UInt64(record.from.count))
    for mailbox in record.from { hasher.combine(text: mailbox.address.normalised) }
    hasher.combine(UInt64(bitPattern: sent?.microseconds ?? .min))
    hasher.combine(text: record.subject)
    hasher.combine(text: record.text)
    return hasher.finishSigned()
  }
}

extension RawSpan {
  /// Where the first empty line begins.
  fileprivate var endOfHeaders: Int {
    var start = 0
    while let end = firstOffset(of: UInt8(ascii: "\n"), from: start) {
      if end == start || end == start + 1 && byte(at: start) == 13 { return start }
      start = end + 1
    }
    return byteCount
  }
}
