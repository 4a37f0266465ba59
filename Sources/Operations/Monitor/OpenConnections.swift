internal import NIOCore
internal import Synchronization

/// The connections that are open, oldest first, and never more than a limit.
final class OpenConnections: Sendable {
  private let limit: Int
  private let channels = Mutex<[any Channel]>([])

  init(limit: Int) { self.limit = limit }

  /// Takes a new connection in; gives the oldest one where that has to go for it.
  func admit(_ channel: any Channel) -> (any Channel)? {
    channels.withLock { channels in
      channels.append(channel)
      return channels.count > limit ? channels.removeFirst() : nil
    }
  }

  func remove(_ channel: any Channel) {
    channels.withLock { channels in
      guard let index = channels.firstIndex(where: { $0 === channel }) else { return }
      channels.remove(at: index)
    }
  }
}
