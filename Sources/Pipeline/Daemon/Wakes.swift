internal import Dispatch
import Intake
import Synchronization

/// What wakes a daemon: something written, a time that has come, somebody who calls.
///
/// The watch is looked at only while the daemon waits, so that a busy log does not wake it for
/// every line.
final class Wakes: Sendable {
  private struct State {
    var source: (any DispatchSourceRead)?
    var timer: any DispatchSourceTimer
    var isSuspended = true
    var folders: Set<String> = []
    /// The first folder that cannot be watched: such are looked at more often.
    var unwatched: String?
  }

  private let watch: DirectoryWatch?
  private let calls: AsyncStream<Void>
  private let call: AsyncStream<Void>.Continuation
  private let state: Mutex<State>

  init() {
    (calls, call) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    watch = DirectoryWatch()
    let call = call
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { call.yield() }
    timer.resume()
    let source = watch.map { DispatchSource.makeReadSource(fileDescriptor: $0.descriptor) }
    state = Mutex(State(source: source, timer: timer))
    state.withLock { state in
      state.source?.setEventHandler { [weak self] in
        self?.suspend()
        call.yield()
      }
    }
  }

  deinit {
    // A source that is suspended may not go.
    resume()
    state.withLock { state in
      state.timer.cancel()
      state.source?.cancel()
    }
  }

  /// Wakes the daemon.
  func wake() { call.yield() }

  /// Watches these folders too.
  func watch(_ folders: [String]) {
    state.withLock { state in
      for folder in folders where !state.folders.contains(folder) {
        if watch?.add(folder: folder) == true, DirectoryWatch.isHeard(folder: folder) {
          state.folders.insert(folder)
        } else {
          state.unwatched = state.unwatched ?? folder
        }
      }
    }
  }

  /// Forgets the folders, so that those that were removed and made again are watched again.
  func forgetFolders() {
    state.withLock { state in
      state.folders.removeAll()
      state.unwatched = nil
    }
  }

  /// A folder of which nothing is heard; nil where something is heard of all.
  var unwatched: String? { state.withLock { $0.unwatched } }

  /// Waits until something happens, `delay` at most.
  func wait(atMost delay: Duration) async {
    let nanoseconds =
      delay.components.seconds * 1_000_000_000
      + delay.components.attoseconds / 1_000_000_000
    state.withLock {
      $0.timer.schedule(deadline: .now() + .nanoseconds(Int(max(0, nanoseconds))))
    }
    resume()
    for await _ in calls { break }
    suspend()
  }

  /// Lets a little time pass, whatever happens.
  func rest(_ delay: Duration) async {
    // Whoever wants the daemon to end has called before, or does not mind this long.
    try? await Task.sleep(for: delay)
  }

  /// What happened in the folders since this was last asked.
  func take() -> DirectoryWatch.Events { watch?.take() ?? DirectoryWatch.Events() }

  private func suspend() {
    state.withLock { state in
      guard !state.isSuspended else { return }
      state.isSuspended = true
      state.source?.suspend()
    }
  }

  private func resume() {
    state.withLock { state in
      guard state.isSuspended else { return }
      state.isSuspended = false
      state.source?.resume()
    }
  }
}
