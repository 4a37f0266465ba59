import Clickstream
import Intake
import Testing

@Suite("What happens to files that are followed")
struct FollowerTests {
  private static let wait = Duration.seconds(5)
  private let a = FileIdentity(device: 1, inode: 10)
  private let b = FileIdentity(device: 1, inode: 11)

  private func seen(
    _ identity: FileIdentity, _ path: String, _ size: Int64, _ modified: Int64? = nil
  ) -> FileSighting {
    FileSighting(path: path, identity: identity, size: size, modified: modified ?? size)
  }

  /// A follower whose file `a`, called `/a.log`, is open, with `taken` of 100 bytes read.
  private func following(taken: Int64 = 100) -> SourceFollower {
    var follower = SourceFollower(rotateWait: Self.wait)
    #expect(follower.observe([seen(a, "/a.log", 100)], descriptors: [], at: .zero) == [.open(a)])
    follower.noteOpen(a, taken: taken)
    return follower
  }

  @Test("what is new is opened and read as it grows; where nothing changes nothing is due")
  func growth() {
    var follower = following()
    let still = [seen(a, "/a.log", 100)]
    #expect(follower.observe(still, descriptors: still, at: .seconds(100)) == [])
    #expect(follower.nextDue() == nil)
    let grown = [seen(a, "/a.log", 150)]
    #expect(follower.observe(grown, descriptors: grown, at: .seconds(101)) == [.read(a)])
    #expect(follower.observe(grown, descriptors: grown, at: .seconds(102)) == [.read(a)])
    follower.noteRead(a, taken: 150)
    #expect(follower.observe(grown, descriptors: grown, at: .seconds(103)) == [])
  }

  @Test("renamed and made anew: the old one is read until it is quiet, the new one from its start")
  func renameAndCreate() {
    var follower = following()
    func look(_ old: Int64, _ new: Int64, at second: Int) -> [SourceFollower.Action] {
      let files = [seen(b, "/a.log", new), seen(a, "/a.log.1", old)]
      return follower.observe(files, descriptors: [files[1]], at: .seconds(second))
    }
    #expect(look(100, 0, at: 10) == [.open(b)])
    follower.noteFailed(b, at: .seconds(10))
    // The writer still has the old descriptor.
    #expect(look(130, 0, at: 14) == [.read(a)])
    follower.noteRead(a, taken: 130)
    #expect(look(130, 0, at: 16) == [])
    #expect(follower.nextDue() == .seconds(19))
    // The older file comes first.
    #expect(look(130, 40, at: 19) == [.finish(a), .open(b)])
    follower.noteClosed(a)
    follower.noteOpen(b, taken: 40)
    #expect(look(130, 40, at: 100) == [])
    // Whoever writes to it after all is heard.
    #expect(look(170, 40, at: 101) == [.open(a)])
  }

  @Test("a file without a name is read by its descriptor until it is quiet")
  func unlinked() {
    var follower = following()
    func look(_ size: Int64, at second: Int) -> [SourceFollower.Action] {
      follower.observe([], descriptors: [seen(a, "", size)], at: .seconds(second))
    }
    #expect(look(100, at: 1) == [])
    #expect(follower.nextDue() == .seconds(6))
    #expect(look(180, at: 4) == [.read(a)])
    follower.noteRead(a, taken: 180)
    #expect(look(180, at: 8) == [])
    #expect(look(180, at: 9) == [.finish(a)])
    follower.noteClosed(a)
    #expect(follower.files.isEmpty)
  }

  @Test("a rename that hides a file from one look makes no gap")
  func hiddenByRename() {
    var follower = SourceFollower(rotateWait: Self.wait)
    let there = [seen(a, "/a.log", 100)]
    #expect(follower.observe(there, descriptors: [], at: .zero) == [.open(a)])
    follower.noteFailed(a, at: .zero)
    #expect(follower.observe([], descriptors: [], at: .seconds(1)) == [])
    #expect(follower.nextDue() == .milliseconds(1_500))
    let renamed = [seen(a, "/a.log.1", 100)]
    #expect(follower.observe(renamed, descriptors: [], at: .seconds(2)) == [.open(a)])
    follower.noteFailed(a, at: .seconds(2))
    #expect(follower.observe([], descriptors: [], at: .seconds(3)) == [])
    #expect(
      follower.observe([], descriptors: [], at: .seconds(4)) == [.vanished(a, unread: 100)])
  }

  @Test("of what somebody else reads nothing is missing when it goes")
  func readByOthers() {
    var follower = SourceFollower(rotateWait: Self.wait)
    #expect(
      follower.observe([seen(a, "/a.log", 100)], descriptors: [], at: .zero) == [.open(a)])
    follower.noteWaiting(a, until: .seconds(60), isOthers: true)
    #expect(follower.observe([], descriptors: [], at: .seconds(1)) == [.forget(a)])
  }

  @Test("a name that comes back is no rotated file any more")
  func renamedBack() {
    var follower = following()
    #expect(follower.observe([], descriptors: [seen(a, "", 100)], at: .seconds(1)) == [])
    let back = [seen(a, "/a.log", 100)]
    #expect(follower.observe(back, descriptors: back, at: .seconds(2)) == [])
    #expect(follower.observe(back, descriptors: back, at: .seconds(60)) == [])
    #expect(follower.nextDue() == nil)
  }

  @Test("cut to less than was read: it is looked at from its beginning")
  func truncated() {
    var follower = following()
    let cut = [seen(a, "/a.log", 20, 101)]
    #expect(follower.observe(cut, descriptors: cut, at: .seconds(1)) == [.truncated(a)])
    follower.renew(a)
    #expect(follower.observe(cut, descriptors: [], at: .seconds(1)) == [.open(a)])
    follower.noteOpen(a, taken: 20)
    #expect(follower.observe(cut, descriptors: cut, at: .seconds(2)) == [])
  }

  @Test("gone before it was read: so many bytes are missing; gone after it: nothing is")
  func vanished() {
    var follower = SourceFollower(rotateWait: Self.wait)
    let files = [seen(a, "/a.log.2", 100), seen(b, "/a.log.1", 70)]
    #expect(follower.observe(files, descriptors: [], at: .zero) == [.open(a), .open(b)])
    follower.noteFailed(a, at: .zero)
    follower.noteClosed(b)
    #expect(follower.observe([], descriptors: [], at: .seconds(1)) == [.forget(b)])
    #expect(
      follower.observe([], descriptors: [], at: .seconds(2)) == [.vanished(a, unread: 100)])
    #expect(follower.files.isEmpty)
    #expect(follower.observe([], descriptors: [], at: .seconds(3)) == [])
  }

  @Test("what was written to a file that had been read to its end, and is gone, is missing")
  func vanishedTail() {
    var follower = SourceFollower(rotateWait: Self.wait)
    _ = follower.observe([seen(a, "/a.log.1", 100)], descriptors: [], at: .zero)
    follower.noteClosed(a)
    #expect(
      follower.observe([seen(a, "/a.log.1", 130)], descriptors: [], at: .seconds(1)) == [.open(a)])
    follower.noteFailed(a, at: .seconds(1))
    #expect(follower.observe([], descriptors: [], at: .seconds(2)) == [])
    #expect(
      follower.observe([], descriptors: [], at: .seconds(3)) == [.vanished(a, unread: 30)])
  }

  @Test("cut while it was not open: what was not read of it is told, and it is looked at again")
  func cutUnread() {
    var follower = SourceFollower(rotateWait: Self.wait)
    _ = follower.observe([seen(a, "/a.log", 100)], descriptors: [], at: .zero)
    follower.noteFailed(a, at: .zero)
    #expect(
      follower.observe([seen(a, "/a.log", 10, 101)], descriptors: [], at: .seconds(1))
        == [.vanished(a, unread: 100), .open(a)])
    follower.noteFailed(a, at: .seconds(1))
    #expect(
      follower.observe([seen(a, "/a.log", 10, 101)], descriptors: [], at: .seconds(2)) == [])
  }

  @Test("read, and its inode given to another file: that one is opened")
  func inodeReuse() {
    var follower = SourceFollower(rotateWait: Self.wait)
    _ = follower.observe([seen(a, "/a.log.1", 100)], descriptors: [], at: .zero)
    follower.noteClosed(a)
    let other = [seen(a, "/b.log", 60, 200)]
    #expect(follower.observe(other, descriptors: [], at: .seconds(1)) == [.open(a)])
    follower.noteFailed(a, at: .seconds(1))
    // Nothing of the first is missing, and all of the other.
    #expect(follower.observe([], descriptors: [], at: .seconds(2)) == [])
    #expect(
      follower.observe([], descriptors: [], at: .seconds(3)) == [.vanished(a, unread: 60)])
  }

  @Test("what fails is tried again when anything about it changes, else after pauses that double")
  func failure() {
    var follower = SourceFollower(rotateWait: Self.wait)
    func isTried(_ path: String, _ size: Int64, changed: Int64, at second: Int64) -> Bool {
      let sighting = FileSighting(
        path: path, identity: a, size: size, modified: size, changed: changed)
      let actions = follower.observe([sighting], descriptors: [], at: .seconds(second))
      if actions == [.open(a)] { follower.noteFailed(a, at: .seconds(second)) }
      return actions == [.open(a)]
    }
    #expect(isTried("/a.log", 10, changed: 1, at: 0))
    var second: Int64 = 0
    for pause in [5, 10, 20, 40, 80, 160, 320, 600, 600] as [Int64] {
      #expect(follower.nextDue() == .seconds(second + pause))
      #expect(!isTried("/a.log", 10, changed: 1, at: second + pause - 1))
      second += pause
      #expect(isTried("/a.log", 10, changed: 1, at: second))
    }
    // Permissions, content, name: each is tried at once, and soon again.
    #expect(isTried("/a.log", 10, changed: 2, at: second + 1))
    #expect(follower.nextDue() == .seconds(second + 6))
    #expect(isTried("/a.log", 20, changed: 2, at: second + 2))
    #expect(follower.nextDue() == .seconds(second + 7))
    #expect(isTried("/a.log.1", 20, changed: 2, at: second + 3))
    #expect(follower.nextDue() == .seconds(second + 8))
  }

  @Test("what opens well and fails when it is read is not opened more often for that")
  func failureOfReading() {
    var follower = SourceFollower(rotateWait: Self.wait)
    let files = [seen(a, "/a.log.gz", 100)]
    var opened: [Int] = []
    for second in 0...100
    where !follower.observe(
      files, descriptors: [], at: .seconds(second)
    ).isEmpty {
      opened.append(second)
      follower.noteOpen(a, taken: 0)
      follower.noteRead(a, taken: 60)
      follower.noteFailed(a, at: .seconds(second))
    }
    #expect(opened == [0, 5, 15, 35, 75])
  }

  @Test("cut to what was read of it, with more seen: it is truncated all the same")
  func cutToPlace() {
    var follower = following(taken: 40)
    let cut = [seen(a, "/a.log", 40, 101)]
    #expect(follower.observe(cut, descriptors: cut, at: .seconds(1)) == [.truncated(a)])
    follower.noteTruncated(a)
    #expect(follower.observe(cut, descriptors: [], at: .seconds(2)) == [.open(a)])
  }

  @Test("what is gone is told before anything else is done, for it is found only once")
  func goneFirst() {
    var follower = SourceFollower(rotateWait: Self.wait)
    let files = [seen(a, "/b.log", 100), seen(b, "/c.log", 70)]
    _ = follower.observe(files, descriptors: [], at: .zero)
    follower.noteClosed(a)
    follower.noteFailed(b, at: .zero)
    let new = FileIdentity(device: 1, inode: 12)
    #expect(
      follower.observe([seen(new, "/a.log", 9)], descriptors: [], at: .seconds(1))
        == [.forget(a), .open(new)])
    #expect(
      follower.observe([seen(new, "/a.log", 9)], descriptors: [], at: .seconds(2))
        == [.vanished(b, unread: 70), .open(new)])
  }

  @Test("an empty file is opened when it changes, and never else")
  func empty() {
    var follower = SourceFollower(rotateWait: Self.wait)
    let files = [seen(a, "/a.log", 0)]
    #expect(follower.observe(files, descriptors: [], at: .zero) == [.open(a)])
    follower.noteFailed(a, at: .zero)
    #expect(follower.nextDue() == nil)
    for second in 1...100 {
      #expect(follower.observe(files, descriptors: [], at: .seconds(second)) == [])
    }
    #expect(
      follower.observe([seen(a, "/a.log", 9)], descriptors: [], at: .seconds(101)) == [.open(a)])
  }

  @Test("a copy that is still growing is looked at again once in a while, not at each look")
  func copy() {
    var follower = SourceFollower(rotateWait: Self.wait)
    _ = follower.observe([seen(a, "/a.log.1", 100)], descriptors: [], at: .zero)
    follower.noteClosed(a, isCopy: true)
    var opened: [Int] = []
    for second in 1...20 {
      let size = 100 + 10 * Int64(second)
      let actions = follower.observe(
        [seen(a, "/a.log.1", size)], descriptors: [], at: .seconds(second))
      if actions == [.open(a)] {
        opened.append(second)
        follower.noteClosed(a, isCopy: true)
      }
    }
    #expect(opened == [6, 12, 18])
  }

  @Test("an open file that fails and has no name any more is told of, and forgotten")
  func failedUnlinked() {
    var follower = following(taken: 40)
    _ = follower.observe([], descriptors: [seen(a, "", 100)], at: .seconds(1))
    follower.noteFailed(a, at: .seconds(1))
    #expect(follower.observe([], descriptors: [], at: .seconds(2)) == [.vanished(a, unread: 60)])
    #expect(follower.files.isEmpty)
  }
}
