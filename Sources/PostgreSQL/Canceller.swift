internal import CPostgreSQL
internal import Synchronization

/// Asks the server to give up the statement that runs; may be called from any thread.
final class Canceller: Sendable {
  @safe private struct Ticket: ~Copyable {
    var request: OpaquePointer?
    var isRunning = false

    deinit { unsafe PQfreeCancel(request) }
  }

  private let ticket = Mutex(unsafe Ticket(request: nil))

  /// Takes the key under which `connection` can be cancelled.
  func arm(_ connection: OpaquePointer) {
    let address = unsafe UInt(bitPattern: PQgetCancel(connection))
    ticket.withLock { ticket in
      unsafe PQfreeCancel(ticket.request)
      unsafe ticket.request = OpaquePointer(bitPattern: address)
    }
  }

  /// Notes that a statement begins or has ended: one that has ended is not cancelled, so that a
  /// late call cannot hit the next one.
  func statement(isRunning: Bool) {
    ticket.withLock { $0.isRunning = isRunning }
  }

  /// Cancels the statement that runs, if any.
  ///
  /// Waits for the server to take the request.
  func cancel() {
    ticket.withLock { ticket in
      guard ticket.isRunning, let request = unsafe ticket.request else { return }
      // A request that fails leaves the statement running: its own limits then end it.
      unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        _ = unsafe PQcancel(request, buffer.baseAddress, Int32(buffer.count))
      }
    }
  }
}
