kafka-client-not-closed-title = { $n } × { $type }: a Kafka client is most likely made per message or request and never closed
kafka-client-not-closed-why = It stays until it is closed; dropping the last reference to it changes nothing.
kafka-client-not-closed-or = A program that has so many consumers or producers on purpose, such as one per topic.
kafka-client-not-closed-remedy = Create the producer, writer or reader once, at the start, and share it.
kafka-client-not-closed-step = Move the constructor out of the code that runs per message; producers and writers are safe for concurrent use.
