import Foundation
import Glibc

extension FaultCase {
  /// Little room, little time, other users.
  static let limits: [FaultCase] = [
    FaultCase("F78-fd", "few descriptors", how: "prlimit --nofile=32") { trial in
      try await trial.starved(["prlimit", "--nofile=32", "--"])
    },
    FaultCase("F78-as", "little memory", how: "prlimit --as=512M") { trial in
      try await trial.starved(["prlimit", "--as=536870912", "--"])
    },
    FaultCase("F78-cpu", "little time", how: "nice 19 beside three busy loops") { trial in
      let busy = try (0..<3).map { _ in
        try Child(["sh", "-c", "while :; do :; done"], environment: [:], output: "/dev/null")
      }
      try await trial.starved(["nice", "-n", "19"])
      for child in busy { child.signal(SIGKILL) }
    },
    FaultCase("F79", "killed for its memory", how: "prlimit --as=160M, then without") { trial in
      try trial.writeLogs(20_000)
      let child = try trial.ingest(under: ["prlimit", "--as=167772160", "--"])
      _ = try await child.end(within: 60)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase(
      "F54", "what is no file", how: "loops, dangling links, FIFO, folder, /dev/zero"
    ) { trial in
      try trial.writeLogs(500)
      try await trial.shell(
        """
        cd '\(trial.path("logs"))'
        ln -s a.lnk b.lnk; ln -s b.lnk a.lnk; ln -s nowhere dangling.log; mkfifo fifo.log
        mkdir folder.log; ln -s /dev/zero zero.log
        python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s.log")' 2>/dev/null || true
        """)
      try await trial.finish(allowing: [0, 1])
      try await trial.check()
    },
    FaultCase("F55", "permission lost and regained", how: "chmod 000 as another user") { trial in
      try await trial.shell("chmod 755 '\(trial.folder)/..' '\(trial.folder)'")
      var keyed = KeyedLog(0, seed: 55)
      let access = trial.log("access.log")
      let user = ["setpriv", "--reuid=footfall", "--regid=footfall", "--clear-groups", "--"]
      for mode in ["644", "000", "644"] {
        try trial.grow(&keyed, by: 400, at: access, stream: "0")
        try await trial.shell("chmod \(mode) '\(access)'")
        let child = try trial.ingest([access], under: user)
        let status = try await child.end(within: 60)
        trial.note(
          status == (mode == "000" ? 1 : 0), "\(mode): it ended with \(status): \(child.tail)")
        trial.addRounds(1)
      }
      trial.expect(keyed.manifest)
      try await trial.check()
    },
  ]
}

extension Trial {
  /// Loads a good deal under a limit: it may fail with words, and nothing is lost or doubled.
  fileprivate func starved(_ wrapper: [String]) async throws {
    try writeLogs(few(3_000, 30_000))
    let child = try ingest(under: wrapper)
    let status = try await child.end(within: 120)
    note(status == 0 || !child.tail.isEmpty, "it ended with \(status) and said nothing")
    try await finish()
    try await check()
  }
}
