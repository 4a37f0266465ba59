import Foundation
import Glibc

/// A folder of logs, and writers that hold their files open.
struct LogFolder {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  var path: String { scratch.path }

  func at(_ name: String) -> String { "\(path)/\(name)" }

  /// Adds to a file, which is made if it is not there.
  func append(_ bytes: [UInt8], to name: String) throws {
    let writer = try Writer(at(name))
    try writer.write(bytes)
  }

  func rename(_ name: String, to other: String) throws {
    guard unsafe Glibc.rename(at(name), at(other)) == 0 else { throw POSIXError(.EIO) }
  }

  func copy(_ name: String, to other: String) throws {
    try? FileManager.default.removeItem(atPath: at(other))
    try FileManager.default.copyItem(atPath: at(name), toPath: at(other))
  }

  func truncate(_ name: String) throws {
    guard unsafe Glibc.truncate(at(name), 0) == 0 else { throw POSIXError(.EIO) }
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: at(name)) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: at(name)) }

  func write(_ bytes: [UInt8], as name: String) throws { try scratch.write(bytes, as: name) }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: at(name))))
  }

  /// Sets when a file was last written.
  func touch(_ name: String, at seconds: Int64) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(seconds))], ofItemAtPath: at(name))
  }

  /// A file that stays open, whatever it is called.
  final class Writer {
    private let descriptor: Int32

    init(_ path: String) throws {
      descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw POSIXError(.EIO) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count == bytes.count else { throw POSIXError(.EIO) }
    }
  }
}

extension LogWriter {
  /// The bytes of some lines, a multiple of eight; other lines for other seeds, visitors and networks.
  static func bytes(_ count: Int, _ seed: UInt64, isClosed: Bool = true) -> [UInt8] {
    var writer = LogWriter(seed: seed, network: Int(seed % 250))
    return writer.lines(count, noise: false).file(isClosed: isClosed)
  }
}
