//! Libraries whose frames were read in source: their rules know them, and only them.

use crate::findings::testing::Dump;

/// The function that runs once for each object, and the rule that counts it.
const OBJECTS: &[(&str, &str)] = &[
    (
        "github.com/redis/go-redis/v9/maintnotifications.(*CircuitBreakerManager).cleanupLoop",
        "redis-client-per-request",
    ),
    (
        "github.com/go-redis/redis/v8/internal/pool.(*ConnPool).reaper",
        "redis-client-per-request",
    ),
    (
        "github.com/jellydator/ttlcache/v3.(*Cache[...]).Start",
        "cache-janitor-per-instance",
    ),
    (
        "github.com/dgraph-io/ristretto/v2.(*Cache[...]).processItems",
        "cache-janitor-per-instance",
    ),
    (
        "github.com/dgraph-io/ristretto.(*Cache).processItems",
        "cache-janitor-per-instance",
    ),
    (
        "github.com/allegro/bigcache/v3.newBigCache.func1",
        "cache-janitor-per-instance",
    ),
    (
        "github.com/gofiber/fiber/v2/internal/storage/memory.(*Storage).gc",
        "cache-janitor-per-instance",
    ),
    (
        "github.com/IBM/sarama.(*client).backgroundMetadataUpdater",
        "kafka-client-not-closed",
    ),
    (
        "github.com/segmentio/kafka-go.(*connPool).discover",
        "kafka-client-not-closed",
    ),
    (
        "github.com/segmentio/kafka-go.(*Reader).run",
        "kafka-client-not-closed",
    ),
    (
        "github.com/twmb/franz-go/pkg/kgo.(*Client).updateMetadataLoop",
        "kafka-client-not-closed",
    ),
    (
        "github.com/confluentinc/confluent-kafka-go/v2/kafka.poller",
        "kafka-client-not-closed",
    ),
    (
        "github.com/streadway/amqp.(*Connection).reader",
        "amqp-conn-per-request",
    ),
    (
        "github.com/nats-io/go-nats.(*Conn).flusher",
        "nats-conn-per-request",
    ),
    (
        "github.com/go-zookeeper/zk.Connect.func1",
        "coordination-client-per-request",
    ),
    (
        "github.com/hashicorp/memberlist.(*Memberlist).streamListen",
        "coordination-client-per-request",
    ),
    (
        "github.com/dgraph-io/badger/v4.(*DB).updateSize",
        "embedded-db-per-request",
    ),
    (
        "github.com/olivere/elastic/v7.(*Client).healthchecker",
        "elastic-client-per-request",
    ),
    (
        "go.opentelemetry.io/otel/sdk/metric.(*PeriodicReader).run",
        "otel-provider-per-request",
    ),
    (
        "go.opentelemetry.io/otel/sdk/log.(*BatchProcessor).poll.func1",
        "otel-provider-per-request",
    ),
    (
        "github.com/DataDog/datadog-go/v5/statsd.(*sender).sendLoop",
        "async-sink-per-instance",
    ),
    (
        "github.com/influxdata/influxdb-client-go/v2/api.(*WriteAPIImpl).writeProc",
        "async-sink-per-instance",
    ),
    (
        "github.com/fluent/fluent-logger-golang/fluent.(*Fluent).run",
        "async-sink-per-instance",
    ),
    (
        "github.com/fsnotify/fsnotify.(*inotify).readEvents",
        "fsnotify-watcher-not-closed",
    ),
    (
        "gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun",
        "lumberjack-millrun",
    ),
    (
        "github.com/panjf2000/ants/v2.(*Pool).periodicallyPurge",
        "worker-pool-per-request",
    ),
    (
        "github.com/alitto/pond.(*WorkerPool).purge",
        "worker-pool-per-request",
    ),
    (
        "github.com/gammazero/workerpool.(*WorkerPool).dispatch",
        "worker-pool-per-request",
    ),
    (
        "github.com/go-co-op/gocron.(*executor).run",
        "cron-job-overlap",
    ),
    (
        "k8s.io/client-go/transport.(*dynamicClientCert).run",
        "k8s-clientset-per-request",
    ),
];

fn verdicts(func: &str, n: u64, by_each: bool) -> String {
    Dump::whole().made(n, func, by_each).verdicts()
}

#[test]
fn many_made_by_many_are_a_leak_and_few_are_nothing() {
    for (func, rule) in OBJECTS {
        let many = verdicts(func, 60, true);
        assert!(
            many.starts_with(&format!("{rule} leak high 60 ")),
            "{func}: {many}"
        );
        let one = verdicts(func, 1, true);
        assert!(!one.contains(rule), "{func}: {one}");
    }
}

#[test]
fn vendored_copies_count_and_other_packages_do_not() {
    let (func, rule) = OBJECTS[1];
    let vendored = format!("example.com/shop/vendor/{func}");
    assert!(verdicts(&vendored, 60, true).starts_with(rule));
    let own = verdicts("example.com/shop/pool.(*ConnPool).reaper", 60, true);
    assert!(!own.contains(rule), "{own}");
}

/// One loop at the start may be a design; how sure a rule is depends on who made the objects.
#[test]
fn who_made_them_decides() {
    let (func, _) = OBJECTS[1];
    let verdict = |n, by_each| {
        let text = verdicts(func, n, by_each);
        let words: Vec<&str> = text.split(' ').skip(1).take(2).collect();
        words.join(" ")
    };
    assert_eq!(verdict(60, true), "leak high");
    assert_eq!(verdict(30, true), "leak medium");
    assert_eq!(verdict(60, false), "suspect medium");
    assert_eq!(verdict(30, false), "suspect low");
    assert_eq!(verdict(10, true), "suspect medium");
    assert_eq!(verdict(10, false), "suspect low");
    assert_eq!(verdict(7, true), "");
}

/// Three serializers run for each ClientConn of newer versions of grpc-go.
#[test]
fn several_goroutines_are_one_object() {
    let func = "google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run";
    let text = verdicts(func, 180, true);
    assert!(
        text.starts_with("grpc-clientconn-not-closed leak high 60 client 180 "),
        "{text}"
    );
}

#[test]
fn a_watcher_of_viper_is_not_counted_twice() {
    let mut dump = Dump::whole();
    dump.made(
        30,
        "github.com/fsnotify/fsnotify.(*Watcher).readEvents",
        true,
    );
    dump.made(
        30,
        "github.com/spf13/viper.(*Viper).WatchConfig.func1",
        true,
    );
    let text = dump.verdicts();
    assert!(
        text.starts_with("viper-watchconfig-repeated leak high 30 "),
        "{text}"
    );
    assert!(!text.contains("fsnotify-watcher-not-closed"), "{text}");
}

/// Open uses are what a program at work looks like: it is their age that tells.
#[test]
fn uses_are_judged_by_age_and_by_who_is_inside() {
    let verdict = |n: u64, minutes: u32, inside: u64| {
        let mut dump = Dump::whole();
        for _ in 0..n {
            let frames = [("database/sql.(*Tx).awaitDone", "0x1")];
            dump.goroutine(
                "chan receive",
                Some(minutes),
                &frames,
                Some("database/sql.(*DB).beginDC"),
            );
        }
        for _ in 0..inside {
            let frames = [
                ("database/sql.(*Tx).ExecContext", "0x1"),
                ("main.save", "0x2"),
            ];
            dump.goroutine("IO wait", Some(minutes), &frames, Some("main.main"));
        }
        let text = dump.verdicts();
        let line = text
            .lines()
            .find(|it| it.starts_with("sql-tx-not-finished"));
        line.map(|it| it.split(' ').skip(1).take(2).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(verdict(12, 30, 0).as_deref(), Some("leak high"));
    assert_eq!(verdict(12, 6, 0).as_deref(), Some("leak medium"));
    assert_eq!(verdict(12, 2, 0), None);
    assert_eq!(verdict(12, 30, 12), None);
    assert_eq!(verdict(12, 30, 11).as_deref(), Some("suspect medium"));
}

/// pgx v5 waits in a semaphore below puddle; any other semaphore is somebody else's.
#[test]
fn a_wait_counts_below_the_right_function_only() {
    let verdicts = |pool: &str| {
        let mut dump = Dump::whole();
        for _ in 0..6 {
            let frames = [
                ("golang.org/x/sync/semaphore.(*Weighted).Acquire", "0x1"),
                (pool, "0x2"),
                ("main.query", "0x3"),
            ];
            dump.goroutine("select", Some(9), &frames, Some("main.main"));
        }
        dump.verdicts()
    };
    let pgx = verdicts("github.com/jackc/puddle/v2.(*Pool[...]).acquire");
    assert!(
        pgx.starts_with("pgx-pool-exhausted stuck high 6 query"),
        "{pgx}"
    );
    let other = verdicts("example.com/shop.(*Pool).acquire");
    assert!(!other.contains("pgx-pool-exhausted"), "{other}");
}
