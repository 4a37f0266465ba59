import Glibc

/// An open file that is closed when its owner goes.
struct FileDescriptor: ~Copyable {
  /// Negative where there is no file behind it.
  let number: Int32
  private let isOwned: Bool

  init(owning number: Int32) {
    self.number = number
    isOwned = number >= 0
  }

  init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit {
    if isOwned { close(number) }
  }

  /// Fills a part of `buffer`; returns the count of bytes, 0 at the end, or nil with `errno` set.
  func read(into buffer: inout [UInt8], at offset: Int, count: Int) -> Int? {
    precondition(offset >= 0 && count >= 0 && offset + count <= buffer.count)
    while true {
      let result = unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe Glibc.read(number, base + offset, count)
      }
      if result >= 0 { return result }
      if errno != EINTR { return nil }
    }
  }
}
