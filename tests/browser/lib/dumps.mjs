// Dumps made for the tests, line by line as Go prints them.

/** `pairs` idle connections, each kept by a Transport that nobody uses again (Go 1.22, net/http/transport.go). */
export function leakedConnections(pairs) {
  const stacks = [mainGoroutine()];
  for (let i = 0; i < pairs; i++) {
    const connection = `0xc000${(0x100000 + i * 0x120).toString(16)}`;
    stacks.push(readLoop(2 * i + 20, connection), writeLoop(2 * i + 21, connection));
  }
  return stacks.join("\n");
}

/** A file with one goroutine more than a paste has, as bytes for a large analysis. */
export function* largeDump(goroutines) {
  for (let i = 0; i < goroutines; i++) {
    yield `${waiting(i + 100)}\n`;
  }
}

/** Goroutines of which no two have the same stack. */
export function* distinctStacks(count) {
  for (let i = 0; i < count; i++) {
    yield lines([
      `goroutine ${i + 100} [chan receive, ${(i % 300) + 1} minutes]:`,
      `main.step${i % 7}(0xc000012345)`,
      `\t/srv/app/step.go:${i + 1} +0x1d`,
      `main.(*Job).run${i % 50}(0xc000054321)`,
      `\t/srv/app/job.go:${(i % 11) + 1} +0x1d`,
      `created by main.start${i % 40}`,
      "\t/srv/app/main.go:17 +0x3e",
    ]);
  }
}

/** `count` locks, each with a dozen goroutines that wait for it in a method of its owner. */
export function* stuckLocks(count) {
  for (let i = 0; i < count * 12; i++) {
    const lock = i % count;
    const address = `0xc000${(0x100000 + lock * 0x1000).toString(16)}`;
    yield lines([
      `goroutine ${i + 100} [sync.Mutex.Lock, ${(i % 20) + 10} minutes]:`,
      "internal/sync.runtime_SemacquireMutex(0x0?, 0x0?, 0x0?)",
      "\t/usr/local/go/src/runtime/sema.go:95 +0x25",
      `internal/sync.(*Mutex).lockSlow(${address})`,
      "\t/usr/local/go/src/internal/sync/mutex.go:149 +0x15d",
      "sync.(*Mutex).Lock(...)",
      "\t/usr/local/go/src/sync/mutex.go:46",
      `main.(*Shard${lock}).get(${address})`,
      `\t/srv/app/shard.go:${lock + 10} +0x1d`,
      "created by main.main in goroutine 1",
      "\t/srv/app/main.go:17 +0x2",
    ]);
  }
}

/** A program that waits as it should. */
export function healthy() {
  return mainGoroutine();
}

/** Text that is no dump at all. */
export const PROSE = `Dear colleagues,\n\nthe service is slow again since Tuesday.\nPlease have a look.\n`;

/** One good goroutine, then a line that fits nothing, then one that is cut in the middle. */
export const DAMAGED = [
  mainGoroutine(),
  "goroutine 7 [chan receive, 12 minutes]:",
  "main.worker(0xc000012345)",
  "%%% a line from somewhere else %%%",
  "\t/srv/app/worker.go:31 +0x1d",
  "created by main.main",
  "\t/srv/app/main.go:17 +0x3e",
  "",
  "goroutine 8 [sel",
].join("\n");

function mainGoroutine() {
  return lines([
    "goroutine 1 [semacquire, 3 minutes]:",
    "sync.runtime_Semacquire(0xc0000a4018?)",
    "\t/usr/local/go/src/runtime/sema.go:62 +0x25",
    "sync.(*WaitGroup).Wait(0xc0000a4010)",
    "\t/usr/local/go/src/sync/waitgroup.go:116 +0x48",
    "main.run({0xc0000ba000, 0x3, 0x4})",
    "\t/srv/app/main.go:42 +0x14f",
    "main.main()",
    "\t/srv/app/main.go:17 +0x3e",
  ]);
}

function readLoop(goid, connection) {
  return lines([
    `goroutine ${goid} [IO wait, 147 minutes]:`,
    "internal/poll.runtime_pollWait(0x7f4c2c0a1d20, 0x72)",
    "\t/usr/local/go/src/runtime/netpoll.go:345 +0x85",
    "internal/poll.(*pollDesc).wait(0xc0000f4080?, 0xc0001a2000?, 0x0)",
    "\t/usr/local/go/src/internal/poll/fd_poll_runtime.go:84 +0x27",
    "internal/poll.(*pollDesc).waitRead(...)",
    "\t/usr/local/go/src/internal/poll/fd_poll_runtime.go:89",
    "internal/poll.(*FD).Read(0xc0000f4080, {0xc0001a2000, 0x1000, 0x1000})",
    "\t/usr/local/go/src/internal/poll/fd_unix.go:164 +0x27a",
    "net.(*netFD).Read(0xc0000f4080, {0xc0001a2000?, 0x4b7d65?, 0x0?})",
    "\t/usr/local/go/src/net/fd_posix.go:55 +0x25",
    "net.(*conn).Read(0xc0000a0030, {0xc0001a2000?, 0x0?, 0xc0000a2ad8?})",
    "\t/usr/local/go/src/net/net.go:179 +0x45",
    `net/http.(*persistConn).Read(${connection}, {0xc0001a2000?, 0xc0000b6300?, 0xc0001a7d30?})`,
    "\t/usr/local/go/src/net/http/transport.go:1977 +0x4a",
    "bufio.(*Reader).fill(0xc0000b4180)",
    "\t/usr/local/go/src/bufio/bufio.go:110 +0x103",
    "bufio.(*Reader).Peek(0xc0000b4180, 0x1)",
    "\t/usr/local/go/src/bufio/bufio.go:148 +0x53",
    `net/http.(*persistConn).readLoop(${connection})`,
    "\t/usr/local/go/src/net/http/transport.go:2141 +0x1b9",
    "created by net/http.(*Transport).dialConn in goroutine 9",
    "\t/usr/local/go/src/net/http/transport.go:1799 +0x152f",
  ]);
}

function writeLoop(goid, connection) {
  return lines([
    `goroutine ${goid} [select, 147 minutes]:`,
    `net/http.(*persistConn).writeLoop(${connection})`,
    "\t/usr/local/go/src/net/http/transport.go:2458 +0xf0",
    "created by net/http.(*Transport).dialConn in goroutine 9",
    "\t/usr/local/go/src/net/http/transport.go:1800 +0x1585",
  ]);
}

function waiting(goid) {
  return lines([
    `goroutine ${goid} [chan receive, ${goid % 50} minutes]:`,
    `main.worker${goid % 500}(0xc000${(goid % 0xffffff).toString(16).padStart(6, "0")})`,
    "\t/srv/app/worker.go:31 +0x1d",
    "created by main.main",
    "\t/srv/app/main.go:17 +0x3e",
  ]);
}

function lines(list) {
  return `${list.join("\n")}\n`;
}
