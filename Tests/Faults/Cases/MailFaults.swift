import Foundation
import Glibc
import PostgreSQL
import Support

extension FaultCase {
  /// Mail that is too large, broken or in motion.
  static let mail: [FaultCase] = [
    FaultCase("F67", "an attachment of 100 MiB", how: "under the daemon; memory measured") {
      trial in
      try trial.makeMaildir()
      var mail = KeyedMail(0, seed: 67)
      let daemon = try trial.daemon()
      try trial.deliver(mail.message(), as: "1")
      let head = mail.message(
        headers: "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
        body: "--b\n\nSee the film.\n" + trial.filePart("film.mp4"))
      try trial.append(head, to: trial.path("head"))
      try trial.append(
        Array(("--b\n\nI complain about the broken seat.\n" + trial.filePart("seat.jpg")).utf8),
        to: trial.path("middle"))
      try await trial.shell(
        """
        cd '\(trial.folder)'
        head -c 100M /dev/urandom > film.mp4
        head -c 30M /dev/urandom > seat.jpg
        { cat head; base64 film.mp4; cat middle; base64 seat.jpg; echo '--b--'; } > Maildir/tmp/2
        sha256sum film.mp4 seat.jpg > sums
        mv Maildir/tmp/2 Maildir/new/2
        """)
      try trial.deliver(mail.message(), as: "3")
      trial.expect(mail.manifest)
      try await trial.settleInBounds(daemon)
      let sums = try String(contentsOfFile: trial.path("sums"), encoding: .utf8)
        .split(separator: "\n")
      for (sum, size) in zip(sums, [100 << 20, 30 << 20]) {
        let words = sum.split(separator: " ").map(String.init)
        try await trial.expectOne(
          "footfall.attachment WHERE hash = $1 AND name = $2 AND size = \(size)", words)
      }
      try await trial.expectOne(
        "footfall.message WHERE excerpt LIKE $1 AND excerpt LIKE $2 AND NOT is_cut",
        ["%See the film.%", "%I complain about the broken seat.%"])
    },
    FaultCase("F68", "malformed messages", how: "40 kinds, good ones before and behind") { trial in
      try trial.makeMaildir()
      var mail = KeyedMail(0, seed: 68)
      let daemon = try trial.daemon()
      try trial.deliver(mail.message(), as: "00")
      for (number, bytes) in MalformedMail.all.enumerated() {
        try trial.deliver(bytes, as: "\(10 + number)")
        trial.expectSomething()
      }
      try trial.deliver(mail.message(), as: "99")
      trial.expect(mail.manifest)
      try await trial.settle(daemon)
      trial.addRounds(MalformedMail.all.count)
    },
    FaultCase("F69", "bombs of parts", how: "100,000 messages nested, 100,000 parts, blank lines") {
      trial in
      try trial.makeMaildir()
      var mail = KeyedMail(0, seed: 69)
      let daemon = try trial.daemon()
      let nested = String(repeating: "Content-Type: message/rfc822\n\n", count: 100_000)
      let parts =
        "Content-Type: multipart/mixed; boundary=b\n\n"
        + String(repeating: "--b\n\n", count: 100_000) + "--b--\n"
      for (number, bomb) in [nested, parts].enumerated() {
        let bytes = "From: a@b.example\nDate: Tue, 01 Oct 2024 10:00:0\(number) +0000\n" + bomb
        try trial.deliver(Array(bytes.utf8), as: "\(number)")
        trial.expectSomething()
      }
      try trial.deliver([UInt8](repeating: 10, count: 30_000) + mail.message(), as: "blank")
      trial.expect(mail.manifest)
      try await trial.settleInBounds(daemon)
      try await trial.expectRejects(["mime_limit": 2])
    },
    FaultCase(
      "F70", "a Maildir in motion", how: "moved, flagged, linked, sent twice; kill -9", quick: true
    ) { trial in
      try trial.makeMaildir()
      var mail = KeyedMail(0, seed: 70)
      var random = SplitMix64(seed: 70)
      var daemon = try trial.daemon()
      var number = 0
      for _ in 0..<trial.few(6, 60) {
        for _ in 0..<12 {
          number += 1
          let bytes = mail.message()
          try trial.deliver(bytes, as: "\(number)")
          // What lies in `tmp` is nobody's yet.
          try trial.append(Array(bytes.prefix(90)), to: trial.path("Maildir/tmp/half-\(number)"))
          switch number % 4 {
          case 0:
            // The same again under another name, gone while it may be read.
            try trial.deliver(bytes, as: "again-\(number)")
            unsafe unlink(trial.path("Maildir/new/again-\(number)"))
          case 1:
            unsafe link(
              trial.path("Maildir/new/\(number)"), trial.path("Maildir/cur/link-\(number):2,"))
          default: break
          }
        }
        // A reader of mail opens some of it, whatever the daemon does with it.
        let flag = ["S", "RS", "FS"].randomElement(using: &random) ?? "S"
        try await trial.shell(
          """
          cd '\(trial.path("Maildir"))'
          for f in new/*[02468]; do mv "$f" "cur/${f#new/}:2,\(flag)" 2>/dev/null || true; done
          for f in cur/*[0369]:2,; do mv "$f" "${f}\(flag)" 2>/dev/null || true; done
          """)
        try await Task.sleep(for: .milliseconds(Int.random(in: 5...300, using: &random)))
        daemon.signal(SIGKILL)
        _ = try await daemon.end(within: 10)
        daemon = try trial.daemon()
        trial.addRounds(1)
      }
      trial.expect(mail.manifest)
      try await trial.settle(daemon)
    },
    FaultCase("F70-down", "PostgreSQL goes while mail comes", how: "SIGQUIT under the daemon") {
      trial in
      try trial.makeMaildir()
      var mail = KeyedMail(0, seed: 71)
      let daemon = try trial.daemon()
      for round in 0..<6 {
        for number in 0..<150 { try trial.deliver(mail.message(), as: "\(round)-\(number)") }
        if round % 2 == 0 { try await trial.server.restart(by: SIGQUIT, after: 0.3) }
        trial.addRounds(1)
      }
      trial.expect(mail.manifest)
      try await trial.settle(daemon)
    },
  ]
}

extension Trial {
  /// A Maildir is the one input; what lies in it at the end is the truth.
  fileprivate func makeMaildir() throws {
    for name in ["tmp", "new", "cur"] {
      try FileManager.default.createDirectory(
        atPath: path("Maildir/\(name)"), withIntermediateDirectories: true)
    }
    try write(Self.settings(inputs: "Maildir"), to: "footfall.yaml")
    expect(files: [path("Maildir")])
  }

  /// A message that becomes a row or a reject.
  fileprivate func expectSomething() {
    var one = Manifest()
    one.add(0, .ignore("a row or a reject"))
    expect(one)
  }

  /// Delivers a message as servers do: whole, by a rename.
  fileprivate func deliver(_ message: [UInt8], as name: String) throws {
    try append(message, to: path("Maildir/tmp/\(name)"))
    try rename(path("Maildir/tmp/\(name)"), to: path("Maildir/new/\(name)"))
  }

  /// The beginning of a part that holds a file as base64.
  fileprivate func filePart(_ name: String) -> String {
    "--b\nContent-Type: application/octet-stream; name=\(name)\n"
      + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
  }

  /// Notes unless a view holds one row of a kind.
  fileprivate func expectOne(_ rows: String, _ values: [String]) async throws {
    let found = try await Inspection.of(info) {
      try await $0.number("SELECT count(*) FROM \(rows)", values.map { .text($0) })
    }
    note(found == 1, "\(found) rows, not 1: \(rows)")
  }

  /// Waits for the daemon to read all, looks at its memory, ends it, and compares.
  fileprivate func settleInBounds(_ daemon: Child) async throws {
    try await caughtUp(daemon)
    let peak = daemon.memory(.most)
    note(peak <= Self.memoryLimit, "it took \(peak) kB")
    try await stop(daemon)
    try await check()
  }
}
