// libFuzzer's two functions: which check to run is told by FUZZ_CHECK, once; then each input is
// handed to it. `Tests/Fuzz/run` compiles this; SwiftPM does not, for it would rename `main`.

import FuzzChecks
import Glibc

private let check: FuzzCheck = {
  let name = unsafe getenv("FUZZ_CHECK").map { unsafe String(cString: $0) } ?? ""
  guard let check = FuzzCheck.all.first(where: { $0.name == name }) else {
    print(FuzzCheck.all.map { "\($0.name) \($0.sizeLimit)" }.joined(separator: "\n"))
    exit(name.isEmpty ? 0 : 2)
  }
  return check
}()

@_cdecl("LLVMFuzzerInitialize")
public func initialise(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  _ = check
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  do {
    try check.run(bytes)
  } catch {
    let words = Array("FINDING \(error)\n".utf8)
    _ = unsafe write(STDERR_FILENO, words, words.count)
    abort()
  }
  return 0
}
