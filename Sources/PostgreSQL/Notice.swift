internal import CPostgreSQL

/// A remark of the server beside the results.
package struct Notice: Sendable {
  /// `NOTICE`, `WARNING`, `INFO`, `LOG`, `DEBUG`.
  package let severity: String
  package let state: SQLState?
  /// The remark itself; it may quote data and is not for a log.
  package let text: String
}

/// Holds the closure that notices go to, for as long as libpq may call it.
final class NoticeSink {
  private let receive: @Sendable (Notice) -> Void

  init(_ receive: @escaping @Sendable (Notice) -> Void) {
    self.receive = receive
  }

  /// Routes the notices of `connection` to this sink, which must outlive it.
  func attach(to connection: OpaquePointer) {
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe PQsetNoticeReceiver(
      connection,
      { argument, result in
        guard let argument = unsafe argument, let result = unsafe result else { return }
        unsafe Unmanaged<NoticeSink>.fromOpaque(argument).takeUnretainedValue()
          .forward(result)
      }, this)
  }

  private func forward(_ result: OpaquePointer) {
    func field(_ code: some BinaryInteger) -> String? {
      unsafe PQresultErrorField(result, Int32(code)).map { unsafe String(cString: $0) }
    }
    receive(
      Notice(
        severity: field(FOOTFALL_DIAG_SEVERITY) ?? "NOTICE",
        state: field(FOOTFALL_DIAG_SQLSTATE).map(SQLState.init),
        text: field(FOOTFALL_DIAG_MESSAGE) ?? ""))
  }
}
