//! What the objects of findings are called beside their number. The sentences of findings have the words, too, with
//! the number in them.

/// `2 queries` without the number.
pub(super) fn english(kind: &str, n: u64) -> String {
    let name = match kind {
        "database" => "database handle".to_owned(),
        kind => kind.replace('-', " "),
    };
    if n == 1 {
        return name;
    }
    match name.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if name.ends_with("ch") => format!("{name}es"),
        None => format!("{name}s"),
    }
}

/// With the word that counts them.
pub(super) fn chinese(kind: &str) -> &str {
    match kind {
        "cache" => "个缓存",
        "call" => "次调用",
        "client" => "个客户端",
        "connection" => "条连接",
        "consumer" => "个消费者",
        "context" => "个 context",
        "database" => "个数据库句柄",
        "dial" => "个拨号",
        "generator" => "个生成器",
        "goroutine" => "个 goroutine",
        "handler" => "个处理器",
        "handshake" => "个握手",
        "informer" => "个 informer",
        "job" => "个任务",
        "lease" => "个租约",
        "listener" => "个 listener",
        "logger" => "个日志器",
        "lookup" => "个解析",
        "loop" => "个循环",
        "object" => "个对象",
        "pool" => "个池",
        "provider" => "个 provider",
        "query" => "个查询",
        "request" => "个请求",
        "response" => "个响应",
        "result-set" => "个结果集",
        "scheduler" => "个调度器",
        "scrape" => "次抓取",
        "session" => "个会话",
        "sink" => "个输出端",
        "stream" => "个 stream",
        "subscription" => "个订阅",
        "transaction" => "个事务",
        "transport" => "个 transport",
        "tunnel" => "条隧道",
        "watch" => "个 watch",
        "watcher" => "个监视器",
        "websocket" => "个 websocket",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences that say how many objects there are.
    const ENGLISH: [&str; 2] = [
        include_str!("../../../crates/gorolens-report/locales/en/report.ftl"),
        include_str!("../../../crates/gorolens-report/locales/en/libs.ftl"),
    ];
    const CHINESE: [&str; 2] = [
        include_str!("../../../crates/gorolens-report/locales/zh-Hans/report.ftl"),
        include_str!("../../../crates/gorolens-report/locales/zh-Hans/libs.ftl"),
    ];

    /// Kind and, behind the number, its name.
    fn named(texts: [&'static str; 2]) -> Vec<(&'static str, &'static str)> {
        let each = texts
            .into_iter()
            .flat_map(|text| text.split("\nreport-objects-").skip(1));
        let named = each.map(|rest| {
            let (kind, rest) = rest.split_once(" =").expect("a message has a value");
            let many = rest.split_once("[other]").map_or(rest, |(_, many)| many);
            let name = many.split_once("{ $n } ").expect("a number").1;
            (kind, name.lines().next().unwrap_or_default())
        });
        named.collect()
    }

    #[test]
    fn objects_are_called_as_in_the_sentences() {
        assert!(named(ENGLISH).len() > 30);
        for (kind, name) in named(ENGLISH) {
            assert_eq!(english(kind, 2), name);
        }
        for (kind, name) in named(CHINESE) {
            assert_eq!(chinese(kind), name);
        }
        assert_eq!(english("result-set", 1), "result set");
    }
}
