module example.com/relay

go 1.18

require (
	github.com/rabbitmq/amqp091-go v1.5.0
)
