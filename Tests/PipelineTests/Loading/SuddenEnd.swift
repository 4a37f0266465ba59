import Foundation
import Glibc

/// What kills the process that calls it, as `kill -9` and a lost machine do.
enum SuddenEnd {
  static func after(microseconds: UInt32) {
    Thread.detachNewThread {
      // The moment itself is what is tried: nothing is waited for.
      usleep(microseconds)
      now()
    }
  }

  static func now() { kill(getpid(), SIGKILL) }
}
