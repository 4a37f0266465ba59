import Clickstream

internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// What the monitor answers to which request.
struct MonitorPages: Sendable {
  struct Answer {
    var head: HTTPResponse
    let body: ResponseBody
  }

  let registry: MetricsRegistry
  let samples: @Sendable () async -> [MetricSample]
  let health: @Sendable () async -> HealthReport
  let clock: @Sendable () -> Instant

  func answer(_ method: HTTPRequest.Method, path: String) async -> Answer {
    let path = String(path.prefix { $0 != "?" })
    guard path == "/health" || path == "/metrics" else {
      return text(.notFound, "There are /health and /metrics.\n")
    }
    guard method == .get || method == .head else {
      var answer = text(.methodNotAllowed, "Only GET and HEAD are answered.\n")
      answer.head.headerFields[.allow] = "GET, HEAD"
      return answer
    }
    let isHead = method == .head
    guard path == "/health" else {
      let text = registry.text(adding: await samples())
      return answer(
        .ok, "text/plain; version=0.0.4; charset=utf-8", Array(text.utf8), isHead: isHead)
    }
    let report = await health()
    return answer(
      report.status == .failing ? .serviceUnavailable : .ok, "application/json", report.json,
      isHead: isHead)
  }

  private func text(_ status: HTTPResponse.Status, _ text: String) -> Answer {
    answer(status, "text/plain; charset=utf-8", Array(text.utf8), isHead: false)
  }

  private func answer(
    _ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8], isHead: Bool
  ) -> Answer {
    var fields = HTTPFields()
    fields[.contentType] = type
    fields[.contentLength] = String(bytes.count)
    fields[.cacheControl] = "no-store"
    fields[.xContentTypeOptions] = "nosniff"
    fields[.date] = MessageDate.http(clock())
    fields[.connection] = "close"
    return Answer(
      head: HTTPResponse(status: status, headerFields: fields),
      body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
