module example.com/mail

go 1.18

require (
	github.com/rabbitmq/amqp091-go v1.5.0
)
