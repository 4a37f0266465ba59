import Crypto
internal import Foundation
internal import Glibc

/// Encrypts what is secret in ledgers, with a key that the database does not have (AES-GCM, 256 bits).
///
/// A value is stored as `v1:` and the base64 of nonce, text and tag; the same text gives another value
/// each time.
package struct SecretBox: Sendable {
  /// Why a key or a value cannot be used.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let mark = "v1:"
  private let key: SymmetricKey
  private let file: String

  /// Reads the key, 64 hexadecimal digits, which is made where there is none.
  ///
  /// - Parameter making: whether a key may be made; whoever reads needs the one that was used.
  /// - Throws: `Failure`.
  package init(file: String, making: Bool) throws {
    self.file = file
    if making, unsafe access(file, F_OK) != 0 { try Self.make(file) }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8),
      let bytes = Self.bytes(text.filter { !$0.isWhitespace }), bytes.count == 32
    else {
      throw Failure(
        description: "the key in \(file) cannot be read, or is no key of 64 hexadecimal digits: it "
          + "is needed for what is secret in lists")
    }
    key = SymmetricKey(data: bytes)
  }

  /// The same for the same text, and of no use to whoever does not have the key (HMAC-SHA256, cut).
  func fingerprint(of text: String) -> UInt64 {
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    return code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  package func seal(_ text: String) throws -> String {
    let box = try AES.GCM.seal(Array(text.utf8), using: key)
    guard let combined = box.combined else { throw Failure(description: "nothing was encrypted") }
    return Self.mark + combined.base64EncodedString()
  }

  /// - Throws: `Failure` where it was encrypted with another key.
  package func open(_ value: String) throws -> String {
    guard value.hasPrefix(Self.mark),
      let combined = Data(base64Encoded: String(value.dropFirst(Self.mark.count))),
      let box = try? AES.GCM.SealedBox(combined: combined),
      let text = try? AES.GCM.open(box, using: key)
    else {
      throw Failure(
        description: "it was encrypted with another key than that in \(file); restore the key that "
          + "the list was loaded with, or take the list back with `footfall undo` and load it again"
      )
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Makes a key that only the owner of the folder can read.
  private static func make(_ file: String) throws {
    var generator = SystemRandomNumberGenerator()
    let digits = (0..<32).map { _ in
      let byte = UInt8.random(in: 0...255, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    // Beside its place, so that nobody ever sees half a key.
    let fresh = "\(file).\(getpid()).new"
    let descriptor = unsafe Glibc.open(
      fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw Failure(
        description: "the key for what is secret in lists cannot be made in \(file): \(reason)")
    }
    defer {
      close(descriptor)
      _ = unsafe unlink(fresh)
    }
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    var status = stat()
    if geteuid() == 0, unsafe stat("/\(folder)", &status) == 0 {
      _ = fchown(descriptor, status.st_uid, status.st_gid)
    }
    let bytes = Array((digits + "\n").utf8)
    guard unsafe write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw Failure(description: "the key cannot be written to \(file)")
    }
    // Where somebody else was quicker, that key counts.
    guard unsafe link(fresh, file) == 0 || errno == EEXIST else {
      throw Failure(description: "the key cannot be written to \(file)")
    }
  }

  private static func bytes(_ digits: String) -> [UInt8]? {
    let digits = Array(digits.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
