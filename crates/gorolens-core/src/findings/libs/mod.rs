//! Rules about libraries: databases, caches, messaging, RPC, clouds, telemetry.
//!
//! What repeats is shared: [`objects`] counts what a constructor makes, [`uses`] finds what was
//! begun and not finished, [`waits`] who is stuck inside a library. A rule is then a table: which
//! functions, of which library, started by what, how many are remarkable, what else it can be, and
//! what to change.

mod objects;
#[cfg(test)]
mod tests;
mod uses;
mod waits;

mod amqp_conn_per_request;
mod amqp_notify_not_drained;
mod async_sink_per_instance;
mod aws_client_per_request;
mod cache_janitor_per_instance;
mod coordination_client_per_request;
mod cron_job_overlap;
mod docker_client_not_closed;
mod elastic_client_per_request;
mod embedded_db_per_request;
mod etcd_watch_not_cancelled;
mod fsnotify_watcher_not_closed;
mod gcp_client_per_request;
mod grpc_clientconn_not_closed;
mod grpc_server_stream_stuck;
mod grpc_stream_not_finished;
mod k8s_clientset_per_request;
mod k8s_informer_per_request;
mod k8s_wait_until_never_stopped;
mod k8s_watch_not_stopped;
mod kafka_client_not_closed;
mod kafka_consumer_not_drained;
mod logrus_writer_pipe;
mod lumberjack_millrun;
mod minio_object_not_closed;
mod mongo_client_per_request;
mod nats_conn_per_request;
mod otel_provider_per_request;
mod pgx_pool_exhausted;
mod pgx_pool_per_request;
mod prometheus_gather_stuck;
mod redis_client_per_request;
mod redis_pool_exhausted;
mod redis_pubsub_not_closed;
mod sql_rows_not_closed;
mod sql_tx_not_finished;
mod viper_watchconfig_repeated;
mod worker_pool_per_request;

use super::Rule;

/// Every rule about a library. They are tried before all others, which need not guess at what a
/// library's own rule explains.
pub(super) const RULES: &[Rule] = &[
    amqp_conn_per_request::RULE,
    amqp_notify_not_drained::RULE,
    async_sink_per_instance::RULE,
    aws_client_per_request::RULE,
    cache_janitor_per_instance::RULE,
    coordination_client_per_request::RULE,
    cron_job_overlap::RULE,
    docker_client_not_closed::RULE,
    elastic_client_per_request::RULE,
    embedded_db_per_request::RULE,
    etcd_watch_not_cancelled::RULE,
    fsnotify_watcher_not_closed::RULE,
    gcp_client_per_request::RULE,
    grpc_clientconn_not_closed::RULE,
    grpc_server_stream_stuck::RULE,
    grpc_stream_not_finished::RULE,
    k8s_clientset_per_request::RULE,
    k8s_informer_per_request::RULE,
    k8s_wait_until_never_stopped::RULE,
    k8s_watch_not_stopped::RULE,
    kafka_client_not_closed::RULE,
    kafka_consumer_not_drained::RULE,
    logrus_writer_pipe::RULE,
    lumberjack_millrun::RULE,
    minio_object_not_closed::RULE,
    mongo_client_per_request::RULE,
    nats_conn_per_request::RULE,
    otel_provider_per_request::RULE,
    pgx_pool_exhausted::RULE,
    pgx_pool_per_request::RULE,
    prometheus_gather_stuck::RULE,
    redis_client_per_request::RULE,
    redis_pool_exhausted::RULE,
    redis_pubsub_not_closed::RULE,
    sql_rows_not_closed::RULE,
    sql_tx_not_finished::RULE,
    viper_watchconfig_repeated::RULE,
    worker_pool_per_request::RULE,
];
