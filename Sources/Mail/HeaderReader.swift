internal import CGMime
import Clickstream

/// The headers of a parsed message as values.
@safe
struct HeaderReader {
  private let message: UnsafeMutablePointer<GMimeMessage>

  /// The message must outlive the reader.
  init(_ message: UnsafeMutablePointer<GMimeMessage>) { unsafe self.message = message }

  /// The first header of a name, decoded; nil where there is none.
  func value(_ name: String) -> String? {
    guard let value = unsafe g_mime_object_get_header(cgmime_message_object(message), name) else {
      return nil
    }
    return unsafe String(cString: value)
  }

  var subject: String { PlainText.line(unsafe text(g_mime_message_get_subject(message))) }

  var messageID: String {
    PlainText.line(unsafe text(g_mime_message_get_message_id(message)), limit: 998)
  }

  func mailboxes(_ kind: GMimeAddressType) -> [MailRecord.Mailbox] {
    var mailboxes: [MailRecord.Mailbox] = []
    unsafe append(g_mime_message_get_addresses(message, kind), to: &mailboxes)
    return mailboxes
  }

  /// The mailboxes of a header that the library does not know as one of addresses.
  func mailboxes(named name: String) -> [MailRecord.Mailbox] {
    guard let value = value(name),
      let list = unsafe GMimeOwner(
        internet_address_list_parse(GMimeLibrary.started.parserOptions, value))
    else { return [] }
    var mailboxes: [MailRecord.Mailbox] = []
    unsafe append(list.pointer, to: &mailboxes)
    return mailboxes
  }

  /// Mailboxes kept of one header.
  private static let mailboxLimit = 1_000

  /// Adds the mailboxes of a list and of the groups in it.
  private func append(
    _ list: UnsafeMutablePointer<InternetAddressList>?, to mailboxes: inout [MailRecord.Mailbox]
  ) {
    guard let list = unsafe list else { return }
    for index in unsafe 0..<internet_address_list_length(list) {
      let address = unsafe internet_address_list_get_address(list, index)
      if let group = unsafe cgmime_as_group(address) {
        let members = unsafe internet_address_group_get_members(group)
        for index in unsafe 0..<internet_address_list_length(members) {
          unsafe append(internet_address_list_get_address(members, index), to: &mailboxes)
        }
      } else {
        unsafe append(address, to: &mailboxes)
      }
    }
  }

  private func append(
    _ address: UnsafeMutablePointer<InternetAddress>?, to mailboxes: inout [MailRecord.Mailbox]
  ) {
    guard mailboxes.count < Self.mailboxLimit, let mailbox = unsafe cgmime_as_mailbox(address)
    else { return }
    let written = unsafe text(internet_address_mailbox_get_addr(mailbox))
    guard let normalised = MailAddress(written) else { return }
    let name = PlainText.line(unsafe text(internet_address_get_name(address)), limit: 200)
    mailboxes.append(
      MailRecord.Mailbox(
        name: name, address: normalised, detail: MailAddress.detail(of: written)))
  }

  /// The time that a `Date` or the end of a `Received` header tells; nil where it tells none.
  func instant(_ name: String) -> Instant? {
    guard var value = value(name) else { return nil }
    if let semicolon = value.lastIndex(of: ";") {
      value = String(value[value.index(after: semicolon)...])
    }
    guard let date = unsafe g_mime_utils_header_decode_date(value) else { return nil }
    defer { unsafe g_date_time_unref(date) }
    return Instant(seconds: unsafe Int64(g_date_time_to_unix(date)))
  }

  /// Messages kept of those that one message names.
  private static let referenceLimit = 200

  /// The messages that `References` and `In-Reply-To` name; of very many the first and the last.
  var references: [String] {
    var ids: [String] = []
    for name in ["References", "In-Reply-To"] {
      guard let value = rawValue(name), let list = unsafe g_mime_references_parse(nil, value) else {
        continue
      }
      defer { unsafe g_mime_references_free(list) }
      let count = Int(unsafe g_mime_references_length(list))
      for index in 0..<count where index == 0 || index > count - Self.referenceLimit {
        let id = PlainText.line(
          unsafe text(g_mime_references_get_message_id(list, Int32(index))), limit: 998)
        if !id.isEmpty { ids.append(id) }
      }
    }
    return ids
  }

  /// What the first `Authentication-Results` says, where it is of a server that is trusted.
  ///
  /// Only the first was certainly written by the server that received the message: what stands
  /// below may have come with it.
  func authentication(by servers: Set<String>) -> AuthenticationResults? {
    guard !servers.isEmpty, let value = rawValue("Authentication-Results"),
      let results = AuthenticationResults(value), servers.contains(results.server)
    else { return nil }
    return results
  }

  /// The first header of a name as it was sent: encoded words in it are not made text.
  private func rawValue(_ name: String) -> String? {
    guard let list = unsafe g_mime_object_get_header_list(cgmime_message_object(message)),
      let header = unsafe g_mime_header_list_get_header(list, name)
    else { return nil }
    return unsafe text(g_mime_header_get_raw_value(header))
  }

  /// All headers of a name as they were sent, the topmost first; `name` is in lower case.
  func rawValues(_ name: String) -> [String] {
    guard let list = unsafe g_mime_object_get_header_list(cgmime_message_object(message)) else {
      return []
    }
    return (0..<(unsafe g_mime_header_list_get_count(list))).compactMap { index in
      guard let header = unsafe g_mime_header_list_get_header_at(list, index),
        unsafe text(g_mime_header_get_name(header)).lowercased() == name
      else { return nil }
      return unsafe text(g_mime_header_get_raw_value(header))
    }
  }
}
