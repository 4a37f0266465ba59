internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Holds one connection to one request without a body, one answer, and a time to live.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: MonitorLimits
  private let connections: OpenConnections
  private var hasHead = false
  private var hasEnd = false
  private var closing: Scheduled<Void>?

  init(limits: MonitorLimits, connections: OpenConnections) {
    self.limits = limits
    self.connections = connections
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let oldest = connections.admit(context.channel)
    oldest?.close(mode: .all, promise: nil)
    close(context, after: limits.lifetime)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    closing?.cancel()
    connections.remove(context.channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head) where !hasHead:
      hasHead = true
      // The server ends the connection after the answer where the client wishes so: it always does.
      head.headerFields[.connection] = "close"
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .end where !hasEnd:
      hasEnd = true
      context.fireChannelRead(wrapInboundOut(.end(nil)))
    case .head, .body, .end:
      // A body is of no use here, nor is a second request.
      break
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { close(context, after: limits.linger) }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else {
      context.close(mode: .all, promise: nil)
      return
    }
    // What is wrong behind the head changes nothing in the answer to it.
    guard !hasHead else { return }
    hasHead = true
    let status: HTTPResponse.Status =
      error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
    let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
    context.write(
      wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: fields))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(mode: .output, promise: nil)
    close(context, after: limits.linger)
  }

  private func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
    closing?.cancel()
    let channel = context.channel
    closing = context.eventLoop.scheduleTask(in: time) { channel.close(mode: .all, promise: nil) }
  }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
