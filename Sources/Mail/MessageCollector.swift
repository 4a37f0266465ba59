import Clickstream

/// Gathers the bytes of one message: the beginning to parse, all of them for the receipt.
struct MessageCollector {
  private var kept: [UInt8] = []
  private var length: Int64 = 0
  private var hasher: SipHash
  private let limit: Int

  init(_ reader: MailReader) {
    hasher = reader.receiptHasher
    limit = reader.limits.message
  }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    length += Int64(bytes.count)
    unsafe bytes.withUnsafeBytes { buffer in unsafe hasher.combine(buffer.bytes) }
    if kept.count < limit { kept.append(contentsOf: bytes.prefix(limit - kept.count)) }
  }

  func item(_ reader: MailReader, offset: Int64) -> MailItem {
    unsafe reader.item(
      kept.span.bytes, receipt: hasher.finishSigned(), offset: offset, length: length)
  }
}
