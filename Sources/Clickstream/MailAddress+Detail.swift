extension MailAddress {
  /// The address without the last plus sign of its local part and what stands behind it: whose
  /// mailbox a sub-address is (RFC 5233); nil for what is none.
  package var withoutDetail: MailAddress? {
    let local = localPart
    guard let plus = local.utf8.lastIndex(of: UInt8(ascii: "+")), plus > local.startIndex,
      local.utf8.first != UInt8(ascii: "\"")
    else { return nil }
    return MailAddress(alreadyNormalised: "\(local[..<plus])@\(domain)")
  }

  /// What stands behind the last plus sign of the local part of a written address, as it is written;
  /// empty where there is none.
  package static func detail(of written: String) -> String {
    guard let at = written.utf8.lastIndex(of: UInt8(ascii: "@")),
      let plus = written[..<at].utf8.lastIndex(of: UInt8(ascii: "+"))
    else { return "" }
    let detail = written[written.utf8.index(after: plus)..<at]
    return String(detail.utf8.last == UInt8(ascii: "\"") ? detail.dropLast() : detail)
  }
}
