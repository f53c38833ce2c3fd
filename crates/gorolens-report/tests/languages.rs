//! A finding as people read it, in every language, and with one of everything.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use gorolens_core::{Analysis, Limits};
use gorolens_report::{Finding, Lang, Report, TextOptions};

/// `n` idle connections, as Go 1.12 prints them.
fn idle(n: u64) -> String {
    let mut dump = String::new();
    for conn in 0..n {
        let (id, address) = (100 + 2 * conn, 0xc0_0011_9e60 + conn * 0x120);
        let minutes = 147 - conn % 100;
        let go = "/usr/local/go/src";
        let _ = write!(
            dump,
            "goroutine {id} [IO wait, {minutes} minutes]:\n\
             bufio.(*Reader).Peek(0xc002897500, 0x1, 0x0, 0x0, 0x1, 0xc002255600, 0x0)\n\
             \t{go}/bufio/bufio.go:138 +0x4f\n\
             net/http.(*persistConn).readLoop({address:#x})\n\
             \t{go}/net/http/transport.go:1677 +0x1a3\n\
             created by net/http.(*Transport).dialConn\n\
             \t{go}/net/http/transport.go:1357 +0xae8\n\n\
             goroutine {} [select, {minutes} minutes]:\n\
             net/http.(*persistConn).writeLoop({address:#x})\n\
             \t{go}/net/http/transport.go:1976 +0x113\n\
             created by net/http.(*Transport).dialConn\n\
             \t{go}/net/http/transport.go:1358 +0xb0d\n\n",
            id + 1,
        );
    }
    dump
}

fn report(dump: &str, lang: Lang) -> Report {
    let mut analysis = Analysis::new(Limits::default());
    analysis.start_input("dump.txt");
    analysis.push(dump.as_bytes());
    Report::localized(&analysis.finish(), lang)
}

fn sentences(finding: &Finding) -> String {
    let mut text = format!("{}\n", finding.title);
    for evidence in &finding.evidence {
        let _ = writeln!(text, "{}: {}", evidence.kind, evidence.text);
    }
    text
}

#[track_caller]
fn check(n: u64, lang: Lang, expect: &Expect) {
    expect.assert_eq(&sentences(&report(&idle(n), lang).findings[0]));
}

#[test]
fn one_connection() {
    check(
        1,
        Lang::En,
        &expect![[r#"
            1 HTTP client connection leaked: an http.Transport is most likely built per request
            position: 1 client connection is idle: readLoop waits in bufio.(*Reader).Peek for a response nobody has asked for, writeLoop waits in select for a request nobody sends.
            pairing: 1 connection put together exactly: its readLoop and writeLoop have the same *persistConn address.
            wait: It has been idle for about 147 minutes (2 h 27 min). http.DefaultTransport and its clones close a connection after 90 s without use, so it belongs to a Transport without IdleConnTimeout, such as &http.Transport{}. (A header may count up to three minutes too many.)
            absence: No goroutine is in (*persistConn).roundTrip and none is inside a response body: neither a slow server nor an unclosed body holds this connection.
            own-code: No line of your own code is on these stacks: net/http starts both goroutines, and the code that made the request has long returned. The goroutine in “created by … in goroutine N” is the short-lived dialler, not the culprit.
            caveat: This is an excerpt: neither the main goroutine nor the one that wrote the dump is in it, so the counts are lower bounds. One dump never proves growth.
        "#]],
    );
    check(
        1,
        Lang::ZhHans,
        &expect![[r#"
            泄漏了 1 条 HTTP 客户端连接：很可能每个请求都新建了一个 http.Transport
            position: 1 条客户端连接处于空闲：readLoop 停在 bufio.(*Reader).Peek，等一个没人请求过的响应；writeLoop 停在 select，等一个没人会发的请求。
            pairing: 1 条连接精确配对：readLoop 和 writeLoop 的 *persistConn 地址相同。
            wait: 已空闲约 147 分钟（2 小时 27 分）。http.DefaultTransport 及其 Clone 会在空闲 90 秒后关闭连接，所以这条连接所属的 Transport 没有设 IdleConnTimeout，例如直接写的 &http.Transport{}。（头部的分钟数最多可能多算三分钟。）
            absence: 没有 goroutine 停在 (*persistConn).roundTrip，也没有 goroutine 在读响应 body：占住这条连接的既不是慢服务端，也不是没关的 body。
            own-code: 这些栈上没有你自己的代码：两个 goroutine 都由 net/http 启动，发请求的代码早已返回。“created by … in goroutine N” 指的是当时负责拨号的临时 goroutine，不是元凶。
            caveat: 这只是节选：既没有 main goroutine，也没有写出转储的那个 goroutine，所以各项计数都只是下限。单份转储证明不了增长。
        "#]],
    );
}

#[test]
fn thousands_of_connections() {
    check(
        1240,
        Lang::En,
        &expect![[r#"
            1,240 HTTP client connections leaked: an http.Transport is most likely built per request
            position: 1,240 client connections are idle: readLoop waits in bufio.(*Reader).Peek for a response nobody has asked for, writeLoop waits in select for a request nobody sends.
            pairing: 1,240 connections put together exactly: the readLoop and writeLoop of each have the same *persistConn address.
            wait: The oldest has been idle for about 147 minutes (2 h 27 min), half of them for 99 minutes or longer. http.DefaultTransport and its clones close a connection after 90 s without use, so these belong to Transports without IdleConnTimeout, such as &http.Transport{}. (A header may count up to three minutes too many.)
            absence: No goroutine is in (*persistConn).roundTrip and none is inside a response body: neither a slow server nor an unclosed body holds these connections.
            count: One Transport with default settings keeps at most 2 idle connections per host: 1,240 need at least 620 hosts, a raised MaxIdleConnsPerHost, or many Transports.
            own-code: No line of your own code is on these stacks: net/http starts both goroutines, and the code that made the request has long returned. The goroutine in “created by … in goroutine N” is the short-lived dialler, not the culprit.
            caveat: This is an excerpt: neither the main goroutine nor the one that wrote the dump is in it, so the counts are lower bounds. One dump never proves growth.
        "#]],
    );
    check(
        1240,
        Lang::ZhHans,
        &expect![[r#"
            泄漏了 1,240 条 HTTP 客户端连接：很可能每个请求都新建了一个 http.Transport
            position: 1,240 条客户端连接处于空闲：readLoop 停在 bufio.(*Reader).Peek，等一个没人请求过的响应；writeLoop 停在 select，等一个没人会发的请求。
            pairing: 1,240 条连接精确配对：readLoop 和 writeLoop 的 *persistConn 地址相同。
            wait: 最久的已空闲约 147 分钟（2 小时 27 分），有一半不短于 99 分钟。http.DefaultTransport 及其 Clone 会在空闲 90 秒后关闭连接，所以这些连接所属的 Transport 没有设 IdleConnTimeout，例如直接写的 &http.Transport{}。（头部的分钟数最多可能多算三分钟。）
            absence: 没有 goroutine 停在 (*persistConn).roundTrip，也没有 goroutine 在读响应 body：占住这些连接的既不是慢服务端，也不是没关的 body。
            count: 默认设置下，一个 Transport 对每个主机最多保留 2 条空闲连接：要攒出 1,240 条，至少得有 620 个主机，或者调大了 MaxIdleConnsPerHost，或者有很多个 Transport。
            own-code: 这些栈上没有你自己的代码：两个 goroutine 都由 net/http 启动，发请求的代码早已返回。“created by … in goroutine N” 指的是当时负责拨号的临时 goroutine，不是元凶。
            caveat: 这只是节选：既没有 main goroutine，也没有写出转储的那个 goroutine，所以各项计数都只是下限。单份转储证明不了增长。
        "#]],
    );
}

#[test]
fn the_whole_text_in_chinese() {
    let options = TextOptions {
        width: Some(80),
        closing: true,
        ..TextOptions::default()
    };
    expect![[r#"
        泄漏了 1,240 条 HTTP 客户端连接：很可能每个请求都新建了一个 http.Transport
        泄漏 · 把握：中（很可能，但未证实） · 涉及 2,480 个 goroutine 中的 2,480 个 ·
        1,240 条连接
        http-transport-per-request
        处理：http.Transport（连同 http.Client）只创建一次，所有请求都复用它。

        依据
          • 1,240 条客户端连接处于空闲：readLoop 停在 bufio.(*Reader).Peek，等一个没人请
            求过的响应；writeLoop 停在 select，等一个没人会发的请求。
          • 1,240 条连接精确配对：readLoop 和 writeLoop 的 *persistConn 地址相同。
          • 最久的已空闲约 147 分钟（2 小时 27 分），有一半不短于 99 分钟。
            http.DefaultTransport 及其 Clone 会在空闲 90 秒后关闭连接，所以这些连接所属
            的 Transport 没有设 IdleConnTimeout，例如直接写的 &http.Transport{}。（头部
            的分钟数最多可能多算三分钟。）
          • 没有 goroutine 停在 (*persistConn).roundTrip，也没有 goroutine 在读响应
            body：占住这些连接的既不是慢服务端，也不是没关的 body。
          • 默认设置下，一个 Transport 对每个主机最多保留 2 条空闲连接：要攒出 1,240
            条，至少得有 620 个主机，或者调大了 MaxIdleConnsPerHost，或者有很多个
            Transport。
          • 这些栈上没有你自己的代码：两个 goroutine 都由 net/http 启动，发请求的代码早
            已返回。“created by … in goroutine N” 指的是当时负责拨号的临时 goroutine，不
            是元凶。
          • 这只是节选：既没有 main goroutine，也没有写出转储的那个 goroutine，所以各项
            计数都只是下限。单份转储证明不了增长。

        等了多久
          • 2,480 个的等待时间从 48 分钟到 147 分钟（2 小时 27 分），分布均匀：它们是陆
            续出现的，不是同一个事件造成的。
          • 如果它们此后都没有被唤醒或结束，大约每小时 752 个。
          • 分钟数从“首次看到它在等”的那次 GC 的前一次结束时算起；在空闲的进程里最多会多
            出 3 分钟。
            分钟  goroutine 数
              40–49  ██████ 48
              50–59  ████████████████████████████ 240
              60–69  ████████████████████████████ 240
              70–79  ████████████████████████████ 240
              80–89  ████████████████████████████ 240
              90–99  ████████████████████████████ 240
            100–109  █████████████████████████████ 244
            110–119  ██████████████████████████████ 260
            120–129  ██████████████████████████████ 260
            130–139  ██████████████████████████████ 260
            140–149  ████████████████████████ 208

        代价
          • 2,480 个 goroutine，栈至少占 4.8 MiB，另加其变量引用的一切。
          • 1,240 个文件描述符，对端也要为此各留一个。
          • 9.7 MiB 的读写缓冲区。
          • 如果继续增加，最先触到的是打开文件数的上限（ulimit -n）：此后所有拨号和
            accept 都会以 "too many open files" 失败。如果上限已调到一百万，最先耗尽的是
            内存。

        怎么改
          1. 找到创建 http.Transport 的地方，或者内部会创建它的第三方客户端：常见于
             handler、循环，或每个请求都会调用一次的构造函数。
          2. 把它移到包级变量，或与进程同寿命的结构体字段里。Client 和 Transport 都可以
             并发使用。
          3. 用 http.DefaultTransport.(*http.Transport).Clone() 作为起点：它保留了 90 秒
             的空闲上限，以及拨号和 TLS 握手的超时。
          4. 如果各租户的设置不同，就用 map 给每个租户保留一个长期存活的 Client。
          5. 如果非用一次性的 Transport 不可，就 defer
             transport.CloseIdleConnections()。

          修改前
              func fetchPrice(url string) (*http.Response, error) {
                  // A new pool for every call.
                  client := &http.Client{Transport: &http.Transport{
                      TLSClientConfig: tlsConfig,
                  }}
                  // Its connection stays open when this returns.
                  return client.Get(url)
              }

          修改后
              // One pool for the life of the process.
              var priceClient = &http.Client{
                  Timeout:   30 * time.Second,
                  Transport: newTransport(),
              }

              func newTransport() *http.Transport {
                  // Keeps IdleConnTimeout (90 s) and the dial timeouts.
                  base := http.DefaultTransport.(*http.Transport)
                  transport := base.Clone()
                  transport.TLSClientConfig = tlsConfig
                  return transport
              }

              func fetchPrice(url string) (*http.Response, error) {
                  return priceClient.Get(url)
              }

          • net/http: Clients and Transports should only be created once and re-used –
            https://pkg.go.dev/net/http#hdr-Clients_and_Transports
          • net/http: Transport (IdleConnTimeout, MaxIdleConnsPerHost) –
            https://pkg.go.dev/net/http#Transport
          • net/http: Transport.Clone – https://pkg.go.dev/net/http#Transport.Clone

        其他可能
          • http-idle-many-hosts：一个没设 IdleConnTimeout 的 Transport 访问大量主机，也
            会留下同样的 goroutine。转储里没有远端地址：如果 ss 或 lsof 列出的主机很少，
            那就是每个请求都新建了 Transport。
          • benign-idle-http-conns：一个共享的 Transport，如果调大了 MaxIdleConnsPerHost
            又没设 IdleConnTimeout，同样会一直保留空闲连接，但不会超过这个上限。

        进一步确认
          • curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump.txt
            抓完整的转储，不要只截一段
          • curl -s 'http://localhost:6060/debug/pprof/goroutine?debug=2' > dump-2.txt
            五分钟后再抓一份：两份之间只增不减，才能断定是泄漏
          • ss -Htnp | grep "pid=$PID," | awk '{print $5}' | sort | uniq -c | sort -rn | head
            列出远端地址：主机只有几个，还是很多？
          • grep -rnE 'http\.Transport\{|\.Clone\(\)|NewClient\(|NewSession\(' --include='*.go' .
            谁在创建 Transport，多久创建一次？
          • GODEBUG=tracebackancestors=10 ./your-service
            然后再抓一次：[originating from goroutine N] 会指出发请求的代码
          • kubectl get --raw "/api/v1/namespaces/$NS/pods/$POD:6060/proxy/debug/pprof/goroutine?debug=2" > dump-2.txt
            从 pod 里抓同样的内容，不需要在其中有 shell
          • kill -QUIT "$PID"
            没有 net/http/pprof 时：把所有 goroutine 打印到标准错误并结束进程（在 pod
            里：kubectl exec "$POD" -- kill -QUIT 1，再 kubectl logs --previous "$POD"）

        如何确认已修好
          • gorolens dump.txt dump-2.txt
            启动后不久抓一份，在同样的负载下运行得比这里最长的等待更久之后再抓一份：修好
            之后，这些调用栈的数量保持不变
          • ls /proc/"$PID"/fd | wc -l
            打开的文件数也保持不变
          • 在生产环境中：负载回落时，指标 go_goroutines（或 runtime.NumGoroutine）也回
            到原来的水平。

        相同调用栈的分组
        dump.txt：debug=2，2,480 个 goroutine，709 KiB

        1,240 × IO wait · 已等待 48 到 147 分钟（2 小时 27 分），中位数 99 · 见结论
            bufio.(*Reader).Peek              bufio/bufio.go:138
            net/http.(*persistConn).readLoop  net/http/transport.go:1677
            created by net/http.(*Transport).dialConn  net/http/transport.go:1357
            分组 c050bfbd03e4b3ca · goroutine 100、102、104、106、108 等，另有 1,235 个

        1,240 × select · 已等待 48 到 147 分钟（2 小时 27 分），中位数 99 · 见结论
            net/http.(*persistConn).writeLoop  net/http/transport.go:1976
            created by net/http.(*Transport).dialConn  net/http/transport.go:1358
            分组 250ab354b245bc5e · goroutine 101、103、105、107、109 等，另有 1,235 个

        读取情况
        读取的 709 KiB 全部识别。

        一句话：泄漏了 1,240 条 HTTP 客户端连接：很可能每个请求都新建了一个
                http.Transport
    "#]]
    .assert_eq(&report(&idle(1240), Lang::ZhHans).to_text(&options));
}

#[test]
fn the_ticket_in_chinese() {
    let markdown = report(&idle(2), Lang::ZhHans).to_markdown();
    let head: String = markdown.split_inclusive('\n').take(14).collect();
    expect![[r#"
        ## 泄漏了 2 条 HTTP 客户端连接：很可能每个请求都新建了一个 `http.Transport`

        **泄漏** · 把握：中（很可能，但未证实） · 涉及 4 个 goroutine 中的 4 个 · 2 条连接 · `http-transport-per-request`

        ### 依据

        - 2 条客户端连接处于空闲：readLoop 停在 `bufio.(*Reader).Peek`，等一个没人请求过的响应；writeLoop 停在 select，等一个没人会发的请求。
        - 2 条连接精确配对：readLoop 和 writeLoop 的 `*persistConn` 地址相同。
        - 最久的已空闲约 147 分钟（2 小时 27 分），有一半不短于 146 分钟（2 小时 26 分）。`http.DefaultTransport` 及其 Clone 会在空闲 90 秒后关闭连接，所以这些连接所属的 Transport 没有设 IdleConnTimeout，例如直接写的 `&http.Transport{}`。（头部的分钟数最多可能多算三分钟。）
        - 没有 goroutine 停在 `(*persistConn).roundTrip`，也没有 goroutine 在读响应 body：占住这些连接的既不是慢服务端，也不是没关的 body。
        - 这些栈上没有你自己的代码：两个 goroutine 都由 `net/http` 启动，发请求的代码早已返回。“created by … in goroutine N” 指的是当时负责拨号的临时 goroutine，不是元凶。
        - 这只是节选：既没有 main goroutine，也没有写出转储的那个 goroutine，所以各项计数都只是下限。单份转储证明不了增长。

        ### 等了多久
    "#]].assert_eq(&head);
}

#[test]
fn the_language_is_in_the_json() {
    let report = report(&idle(1), Lang::ZhHans);
    let json = report.to_json();
    assert!(json.contains("\"language\":\"zh-Hans\""), "{json}");
    let read = |json: &str| Report::from_json(json).map(|it| it.language).ok();
    assert_eq!(read(&json), Some(Lang::ZhHans));
    assert_eq!(read(&json.replace("zh-Hans", "tlh")), Some(Lang::En));
    assert_eq!(
        read(&json.replace(",\"language\":\"zh-Hans\"", "")),
        Some(Lang::En)
    );
}
