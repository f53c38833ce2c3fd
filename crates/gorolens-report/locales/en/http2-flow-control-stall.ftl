http2-flow-control-stall-title = { $n ->
    [one] 1 HTTP/2 stream waits
   *[other] { $n } HTTP/2 streams wait
} for permission to send: the other end does not read

http2-flow-control-stall-position = { $uploads ->
    [0] No client waits
    [one] 1 client waits
   *[other] { $uploads } clients wait
} in awaitFlowControl to send a request body; { $handlers ->
    [0] no handler
    [one] 1 handler
   *[other] { $handlers } handlers
} of a server in writeDataFromHandler to send a response.
http2-flow-control-stall-other-end = Who does not read is at the other end. Streams of one connection share a window: a few bodies that nobody reads stop the others.

http2-flow-control-stall-or-slow = A slow network, or a slow reader that reads: then the ids differ in a second dump.
http2-flow-control-stall-or-conn = A dead connection has a writer blocked in the kernel.

http2-flow-control-stall-remedy = At the end that receives: read or close every body, before waiting for anything else.
http2-flow-control-stall-step-read = Read the body first, with a limit; take locks and wait for slots afterwards.
http2-flow-control-stall-step-deadline = At the end that sends: a deadline for each request, or for each write of a handler.
