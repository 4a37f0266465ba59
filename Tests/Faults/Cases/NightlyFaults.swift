import Foundation
import Glibc
import LocalPostgres
import PostgreSQL

extension FaultCase {
  /// The pages: always a whole set, old or new.
  static let nightly: [FaultCase] =
    [
      ("F15-write", "write", "error=ENOSPC"), ("F15-syncfs", "syncfs", "error=EIO"),
      ("F15-rename", "renameat2", "error=EIO"), ("F15-openat", "openat", "error=EMFILE"),
      ("F62-write", "write", "signal=SIGKILL"), ("F62-rename", "renameat2", "signal=SIGKILL"),
      ("F62-unlink", "unlink", "signal=SIGKILL"), ("F62-mkdir", "mkdir", "signal=SIGKILL"),
    ].map { id, call, action in
      FaultCase(
        id, "the nightly meets \(action) at \(call)", how: "strace, N = 1, 2, …",
        quick: id == "F62-rename"
      ) { trial in
        let pages = try await trial.writePages()
        try await trial.enumerate(
          call, action, limit: trial.few(4, 20), run: { try trial.nightly(under: $0) },
          after: { strike in
            let found = Pages(trial.path("html"))
            trial.note(
              found == pages.old || found == pages.new,
              "torn pages after \(call) \(strike.number): \(found.differing(from: pages.new))")
            trial.addRounds(1)
          })
        trial.note(
          try await trial.nightly().end(within: 60) == 0, "the next nightly fails")
        trial.note(Pages(trial.path("html")) == pages.new, "the next nightly writes other pages")
      }
    } + [
      FaultCase("F61", "two nightlies at once", how: "nightly & nightly", quick: true) { trial in
        try trial.writeLogs(3_000)
        let both = [try trial.nightly(), try trial.nightly()]
        let statuses = [
          try await both[0].end(within: 60), try await both[1].end(within: 60),
        ]
        trial.note(statuses.contains(0), "they ended with \(statuses)")
        trial.note(statuses.allSatisfy { [0, 75].contains($0) }, "they ended with \(statuses)")
        try await trial.check()
      },
      FaultCase("F64", "a nightly without news", how: "twice; the pages byte for byte") { trial in
        try trial.writeLogs(1_000)
        _ = try await trial.nightly().end(within: 60)
        let first = Pages(trial.path("html"))
        _ = try await trial.nightly().end(within: 60)
        trial.note(first == Pages(trial.path("html")), "the pages differ")
        trial.note(!first.files.isEmpty, "there are no pages")
        try await trial.check()
      },
      FaultCase("F65", "no database at night", how: "PostgreSQL is down") { trial in
        let pages = try await trial.writePages()
        try await trial.server.signal(SIGINT)
        let child = try trial.nightly()
        let status = try await child.end(within: 120)
        trial.note(status == 75 || status == 1, "it ended with \(status)")
        trial.note(child.tail.contains("footfall: "), "no clear error")
        trial.note(Pages(trial.path("html")) == pages.old, "the old pages changed")
        try await trial.server.cluster.start()
      },
      FaultCase("F14", "no room for the pages", how: "output on a tmpfs of 64 kB") { trial in
        try await trial.blocked { html in
          "mount -t tmpfs -o size=64k none '\(html)'"
        } free: {
          "umount '\($0)'"
        }
      },
      FaultCase("F16", "output that may not be written", how: "a read-only bind mount") { trial in
        try await trial.blocked { html in
          "mount --bind '\(html)' '\(html)' && mount -o remount,ro,bind '\(html)'"
        } free: {
          "umount '\($0)'"
        }
      },
      FaultCase("F17", "a page that may not be replaced", how: "chattr +i index.html") { trial in
        try await trial.blocked { html in
          "chattr +i '\(html)/index.html'"
        } free: {
          "chattr -i '\($0)/index.html' '\($0)/../.html.new/index.html' 2>/dev/null; true"
        }
      },
    ]
}

/// All files of a folder of pages with what is in them.
struct Pages: Equatable {
  private(set) var files: [String: Data] = [:]

  init(_ folder: String) {
    guard let walker = FileManager.default.enumerator(atPath: folder) else { return }
    for case let name as String in walker {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
  }

  /// The files that only one has, or that differ: how many, and where the first of them does.
  func differing(from other: Pages) -> String {
    let names = Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }
    guard let first = names.min() else { return "none" }
    guard let mine = files[first], let theirs = other.files[first] else {
      return "\(names.count) files, \(first) stands in one alone"
    }
    let place = zip(mine, theirs).prefix { $0 == $1 }.count
    let excerpt = { (page: Data) in
      String(decoding: page.dropFirst(max(0, place - 60)).prefix(160), as: UTF8.self)
    }
    return "\(names.count) files, \(first): \(excerpt(mine)) | \(excerpt(theirs))"
  }
}

extension Trial {
  func nightly(
    under wrapper: [String] = [], out: String? = nil, info: ConnectionInfo? = nil
  ) throws -> Child {
    try start(
      ["nightly", "--quiet"] + (out.map { ["--out", $0] } ?? []), under: wrapper, info: info)
  }

  /// Old pages in their place, and what the next nightly should make of them.
  fileprivate func writePages() async throws -> (old: Pages, new: Pages) {
    try writeLogs(400)
    var status = try await nightly().end(within: 60)
    note(status == 0, "the first nightly ended with \(status)")
    let old = Pages(path("html"))
    var keyed = KeyedLog(50, seed: 15)
    try grow(&keyed, by: 200, at: log("later.log"), stream: "later.log")
    expect(keyed.manifest)
    status = try await nightly(out: path("beside")).end(within: 60)
    note(status == 0, "a nightly elsewhere ended with \(status)")
    let new = Pages(path("beside"))
    note(old != new && !old.files.isEmpty, "the new pages are the old ones")
    return (old, new)
  }

  /// A nightly while something stands in its way: an error, and the old pages.
  fileprivate func blocked(
    _ block: (String) -> String, free: (String) -> String
  ) async throws {
    let pages = try await writePages()
    let html = path("html")
    try await shell(block(html))
    let before = Pages(html)
    let child = try nightly()
    let status = try await child.end(within: 60)
    let after = Pages(html)
    note(status != 0, "it ended with 0")
    note(child.tail.contains("footfall: "), "no clear error: \(child.tail)")
    note(after == before || after == pages.new, "the pages are neither old nor new")
    try await shell(free(html))
    note(try await nightly().end(within: 60) == 0, "the next nightly fails")
    note(Pages(html) == pages.new, "the next nightly writes other pages")
    addRounds(1)
  }
}
